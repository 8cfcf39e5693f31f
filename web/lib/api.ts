import type { z } from 'zod';
import type { Problem } from '../../contract/common.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { type Addressed, address } from './address.ts';
import { takeAhead } from './ahead.ts';
import { languageNow } from './choices.ts';
import { reachable } from './connection.ts';
import { ApiProblem, NetworkLost } from './problem.ts';
import { askSignIn } from './sign-in-gate.ts';

// An endpoint without params (query, body) leaves the schema type at its constraint, whose input is `unknown`.
type Given<K extends string, S> = unknown extends z.input<S> ? object : { [key in K]: z.input<S> };
export type CallInput<P, Q, B> = Given<'params', P> &
  Partial<Given<'query', Q>> &
  Given<'body', B> & {
    files?: FormData;
    idempotencyKey?: string;
    signal?: AbortSignal;
    gate?: boolean;
    keepalive?: boolean;
  };

interface Loose extends Addressed {
  body?: unknown;
  files?: FormData;
  idempotencyKey?: string;
  signal?: AbortSignal;
  gate?: boolean;
  /** Arrives although the page is being left. */
  keepalive?: boolean;
}

/**
 * Calls one endpoint of the contract. Throws `ApiProblem` when the server refuses and `NetworkLost` when it cannot be
 * reached. A lost session asks for the password over the page and then sends the request again (`gate: false`: throws).
 */
export async function call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
): Promise<z.output<R>> {
  const given = input as Loose;
  const response = await send(endpoint, given);
  if (response.status === 204) return null as z.output<R>;
  if (response.ok) return (await response.json()) as z.output<R>;
  const problem = await readProblem(response);
  if (problem.status === 401 && given.gate !== false && (await askSignIn())) return call(endpoint, input);
  throw new ApiProblem(problem);
}

async function send(endpoint: Endpoint, input: Loose): Promise<Response> {
  const where = address(endpoint, input);
  const response = (endpoint.method === 'GET' && (await takeAhead(where))) || (await ask(where, endpoint, input));
  reachable.set(true);
  return response;
}

async function ask(where: string, endpoint: Endpoint, input: Loose): Promise<Response> {
  // Said outright: a browser in English may well have a desk in Vietnamese, and the other way round.
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': languageNow() };
  if (input.body !== undefined) headers['content-type'] = 'application/json';
  if (input.idempotencyKey) headers['idempotency-key'] = input.idempotencyKey;
  try {
    return await fetch(where, {
      method: endpoint.method,
      headers,
      body: input.files ?? (input.body === undefined ? undefined : JSON.stringify(input.body)),
      signal: input.signal,
      keepalive: input.keepalive ?? false,
      credentials: 'same-origin',
    });
  } catch (cause) {
    if (input.signal?.aborted) throw cause;
    reachable.set(false);
    throw new NetworkLost(cause);
  }
}

async function readProblem(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  if (body && typeof body === 'object' && 'code' in body) return body as Problem;
  return {
    type: 'about:blank',
    title: response.statusText || `HTTP ${response.status}`,
    status: response.status,
    code: 'unknown',
  };
}
