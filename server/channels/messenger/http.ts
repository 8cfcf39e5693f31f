import { asWritten, type Said, saidWith } from '../../platform/said.ts';
import { parseExactJson } from '../accounts/index.ts';
import { numberOf, object, stringOf } from '../shared/values.ts';

/**
 * What a call came to. `unknown`: the request may have been carried out, its answer was lost or made no sense.
 * `unreachable`: it certainly was not carried out.
 */
export type Answer =
  | { kind: 'ok'; data: Record<string, unknown> }
  | { kind: 'error'; code: number; subcode: number | null; text: string }
  | { kind: 'unknown'; detail: Said }
  | { kind: 'unreachable'; detail: Said };

/** Bytes. */
const LARGEST_ANSWER = 2_000_000;

/** One request whose answer is the Graph API's JSON, or its `{error: {code, error_subcode, message}}`. */
export async function askJson(url: URL, init: RequestInit): Promise<Answer> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { ...init, redirect: 'error' });
    text = await limited(response);
  } catch (error) {
    const detail = reasonOf(error);
    // Refused or never connected: the request did not arrive. Anything later may have been carried out.
    const never = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|CONNECT_TIMEOUT/.test(detail);
    return { kind: never ? 'unreachable' : 'unknown', detail: asWritten(detail) };
  }
  let body: Record<string, unknown>;
  try {
    body = object(parseExactJson(text));
  } catch {
    if (response.status === 429) return { kind: 'error', code: 4, subcode: null, text: 'HTTP 429' };
    return {
      kind: 'unknown',
      detail: odd(response, { vi: 'câu trả lời không phải JSON', en: 'the answer is not JSON' }),
    };
  }
  const error = object(body.error);
  const code = numberOf(error.code);
  if (code !== undefined)
    return { kind: 'error', code, subcode: numberOf(error.error_subcode) ?? null, text: stringOf(error.message) ?? '' };
  if (response.status === 429) return { kind: 'error', code: 4, subcode: null, text: 'HTTP 429' };
  if (!response.ok)
    return {
      kind: 'unknown',
      detail: odd(response, { vi: 'câu trả lời không đúng mẫu', en: 'the answer has another form' }),
    };
  return { kind: 'ok', data: body };
}

const odd = (response: Response, what: Said): Said => saidWith(what, (text) => `HTTP ${response.status}, ${text}`);

async function limited(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > LARGEST_ANSWER) throw new Error('answer too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  return [(error as Error).name, cause?.code, cause?.message ?? (error as Error).message].filter(Boolean).join(' ');
}
