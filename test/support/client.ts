import type { FastifyInstance, InjectOptions } from 'fastify';
import type { z } from 'zod';
import type { Endpoint } from '../../contract/endpoint.ts';
import { SESSION_COOKIE } from '../../server/org/index.ts';

const BASE = '/api/v1';

export interface Answer {
  status: number;
  /** Parsed JSON, or the text when it is not JSON, or null when empty. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
  headers: Record<string, string | string[] | number | undefined>;
  /** The same as it came, for what is not text. */
  bytes: Buffer;
}

/** A refused `call`, with the problem document. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: { path: string; code: string; message: string }[];
  readonly body: Record<string, unknown>;

  constructor(what: string, answer: Answer) {
    super(`${what} → ${answer.status} ${JSON.stringify(answer.body)}`);
    this.status = answer.status;
    this.code = answer.body?.code ?? '';
    this.fields = answer.body?.fields ?? [];
    this.body = answer.body;
  }

  /** In one line: `422 invalid deputy circle`. */
  get brief(): string {
    return [this.status, this.code, this.fields[0]?.path, this.fields[0]?.code].filter(Boolean).join(' ');
  }
}

/** The refusal of a call that must not succeed. */
export async function refusalOf(work: Promise<unknown>): Promise<Refused> {
  const outcome = await work.then(
    () => new Error('the call was accepted'),
    (error: unknown) => error,
  );
  if (outcome instanceof Refused) return outcome;
  throw outcome;
}

export interface CallInput<P, Q, B> {
  params?: P;
  query?: Q;
  body?: B;
}

/** A browser or program that is signed in as one person, or as nobody. Paths are relative to `/api/v1`. */
export interface Client {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body?: unknown): Promise<Answer>;
  patch(path: string, body?: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  /** Any request with this client's cookie; `url` is the whole path. */
  raw(options: InjectOptions): Promise<Answer>;
  /** An endpoint of the contract, typed. @throws Refused on any status from 400 on. */
  call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    endpoint: Endpoint<P, Q, B, R>,
    input?: CallInput<z.input<P>, z.input<Q>, z.input<B>>,
  ): Promise<z.output<R>>;
}

/** What a client shows to be let in. `current` is asked before every request. */
export interface Credentials {
  kind: 'session' | 'token';
  current(): Promise<string> | string;
}

/** A client with a fixed session or token, or (null) signed in as nobody. */
export function createClient(app: FastifyInstance, credentials: Credentials | null): Client {
  async function headers(): Promise<Record<string, string>> {
    if (credentials === null) return {};
    const secret = await credentials.current();
    return credentials.kind === 'session'
      ? { cookie: `${SESSION_COOKIE}=${secret}` }
      : { authorization: `Bearer ${secret}` };
  }

  async function raw(options: InjectOptions): Promise<Answer> {
    const reply = await app.inject({ ...options, headers: { ...(await headers()), ...options.headers } });
    return { status: reply.statusCode, body: bodyOf(reply.payload), headers: reply.headers, bytes: reply.rawPayload };
  }
  const send = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) =>
    raw({ method, url: `${BASE}${path}`, ...(body === undefined ? {} : { payload: body as object }) });

  return {
    raw,
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    patch: (path, body) => send('PATCH', path, body),
    delete: (path) => send('DELETE', path),
    async call(endpoint, input = {}) {
      const path = pathOf(
        endpoint.path,
        input.params as Record<string, unknown>,
        input.query as Record<string, unknown>,
      );
      const answer = await send(endpoint.method, path, input.body);
      if (answer.status >= 400) throw new Refused(`${endpoint.method} ${path}`, answer);
      return endpoint.response.parse(answer.body) as never;
    },
  };
}

function bodyOf(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function pathOf(path: string, params: Record<string, unknown> = {}, query: Record<string, unknown> = {}): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [value].flat().map((v) => [name, String(v)]),
    ),
  ).toString();
  return search ? `${filled}?${search}` : filled;
}

/** A client with this session, however long it lasts. */
export function withSession(app: FastifyInstance, secret: string): Client {
  return createClient(app, { kind: 'session', current: () => secret });
}

/** A program with an API token. */
export function withToken(app: FastifyInstance, token: string): Client {
  return createClient(app, { kind: 'token', current: () => token });
}
