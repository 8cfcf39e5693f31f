import { asWritten, type Said, saidWith } from '../../platform/said.ts';
import { parseExactJson } from '../accounts/index.ts';
import { numberOf, object, stringOf } from './values.ts';

/**
 * What a call came to. `unknown`: the request may have been carried out, its answer was lost or made no sense.
 * `unreachable`: it certainly was not carried out.
 */
export type Answer =
  | { kind: 'ok'; data: Record<string, unknown> }
  | { kind: 'error'; code: number; text: string }
  | { kind: 'unknown'; detail: Said }
  | { kind: 'unreachable'; detail: Said };

/** Bytes. */
const LARGEST_ANSWER = 2_000_000;

/** One HTTP request whose answer is Zalo's `{error, message, data}`; HTTP 200 with an error inside is usual. */
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
  if (response.status === 429) return { kind: 'error', code: -32, text: 'HTTP 429' };
  return understand(response, text);
}

function understand(response: Response, text: string): Answer {
  let body: Record<string, unknown>;
  try {
    body = object(parseExactJson(text));
  } catch {
    return {
      kind: 'unknown',
      detail: odd(response, { vi: 'câu trả lời không phải JSON', en: 'the answer is not JSON' }),
    };
  }
  const code = numberOf(body.error);
  if (code !== undefined && code !== 0) {
    const words = stringOf(body.message) ?? stringOf(body.error_description) ?? stringOf(body.error_name) ?? '';
    return { kind: 'error', code, text: words };
  }
  if (!response.ok || (code === undefined && body.data === undefined && body.access_token === undefined))
    return {
      kind: 'unknown',
      detail: odd(response, { vi: 'câu trả lời không đúng mẫu', en: 'the answer has another form' }),
    };
  if (body.data === undefined) return { kind: 'ok', data: body };
  return { kind: 'ok', data: Array.isArray(body.data) ? { items: body.data } : object(body.data) };
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
