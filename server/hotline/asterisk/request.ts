/** ARI over HTTP: needs no connection of its own, so every process may ask. */

/** Where an Asterisk is and how to be let in. */
export interface AriAddress {
  /** `http://127.0.0.1:8088/ari` */
  url: string;
  user: string;
  password: string;
}

/** A refused request, with Asterisk's own words. */
export class AriError extends Error {
  readonly status: number;

  constructor(what: string, status: number, said: string) {
    super(`${what}: ${status} ${said}`);
    this.status = status;
  }
}

export interface AriRequests {
  readonly url: string;
  /**
   * One request; `undefined` when there is no content. @throws AriError with the status: 404 gone, 409 not in our
   * hands (or there already), 412 wrong state, 422 cannot be done; status 0 when Asterisk cannot be reached.
   */
  call<T = unknown>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    query?: Record<string, string | number | boolean | undefined>,
    body?: unknown,
  ): Promise<T>;
  /** The same where the thing may be gone, or done already, by the time we ask: 404 and 409 give null. */
  attempt<T = unknown>(...request: Parameters<AriRequests['call']>): Promise<T | null>;
  /** The bytes of a stored recording. */
  bytes(path: string): Promise<Buffer>;
}

const REQUEST_MS = 10_000;

export const basicAuth = ({ user, password }: AriAddress) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

export function ariRequests(address: AriAddress): AriRequests {
  const authorization = basicAuth(address);

  async function request(method: string, path: string, query: Record<string, unknown>, body?: unknown) {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
    const what = `${method} ${path}`;
    let response: Response;
    try {
      response = await fetch(`${address.url}${path}${search ? `?${search}` : ''}`, {
        method,
        signal: AbortSignal.timeout(REQUEST_MS),
        headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      throw new AriError(what, 0, (error as Error).message);
    }
    if (!response.ok) throw new AriError(what, response.status, (await response.text()).slice(0, 300));
    return response;
  }

  async function call(method: string, path: string, query: Record<string, unknown> = {}, body?: unknown) {
    const response = await request(method, path, query, body);
    return response.status === 204 ? undefined : response.json();
  }

  return {
    url: address.url,
    call: call as AriRequests['call'],
    async attempt(...args) {
      try {
        return ((await call(...args)) ?? {}) as never;
      } catch (error) {
        if (error instanceof AriError && (error.status === 404 || error.status === 409)) return null;
        throw error;
      }
    },
    async bytes(path) {
      return Buffer.from(await (await request('GET', path, {})).arrayBuffer());
    },
  };
}
