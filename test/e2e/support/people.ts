/** The people of an installation, made the way an administrator makes them: over the API, with one-time passwords. */
import type { Role } from '../../../contract/session.ts';
import type { ServerProcess } from './server-process.ts';

export const PASSWORD = 'một câu dài dễ nhớ 1022';

export interface ApiAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are checked by the assertions of the test
  body: any;
}

export interface Api {
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>;
  get(path: string): Promise<ApiAnswer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>;
}

/** A program that talks to `/api/v1` with this session, or as nobody. */
export function api(url: string, cookie: string | null = null): Api {
  const send: Api['send'] = async (method, path, body, headers = {}) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie === null ? {} : { cookie }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  };
  return {
    send,
    get: (path) => send('GET', path),
    post: (path, body = {}, headers = {}) => send('POST', path, body, headers),
  };
}

/** Signs in over the API; the value of the Cookie header. */
export async function sessionCookie(url: string, username: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (!answer.ok) throw new Error(`${username} cannot sign in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

async function replacePassword(url: string, username: string, oneTime: string): Promise<Api> {
  const first = api(url, await sessionCookie(url, username, oneTime));
  const changed = await first.send('PUT', '/me/password', { current: oneTime, next: PASSWORD });
  if (changed.status !== 204) throw new Error(`${username}: ${changed.status} ${JSON.stringify(changed.body)}`);
  return api(url, await sessionCookie(url, username, PASSWORD));
}

/** The first administrator, whose one-time password the server printed. */
export async function firstAdmin(server: ServerProcess): Promise<Api> {
  const oneTime = /one-time password\):\s+(\S+)/.exec(server.output())?.[1];
  if (!oneTime) throw new Error(`no one-time password was printed:\n${server.output()}`);
  return replacePassword(server.url, 'admin', oneTime);
}

export interface Wanted {
  username: string;
  displayName: string;
  role: Role;
  unit: string;
}

/** Adds people and gives each the password PASSWORD. Returns what each may do over the API. */
export async function addPeople<const W extends Wanted>(
  url: string,
  admin: Api,
  wanted: readonly W[],
): Promise<Record<W['username'], Api>> {
  const people = {} as Record<W['username'], Api>;
  for (const { username, displayName, role, unit } of wanted) {
    const made = await admin.post('/users', { username, displayName, roles: [{ role, unit }] });
    if (made.status !== 201) throw new Error(`${username}: ${made.status} ${JSON.stringify(made.body)}`);
    people[username as W['username']] = await replacePassword(url, username, made.body.oneTimePassword);
  }
  return people;
}

/** One per level, the agency being Sở Xây dựng. */
export const FOUR_LEVELS = [
  { username: 'agent', displayName: 'Lê Thị Mai', role: 'agent', unit: 'tong-dai-1022' },
  { username: 'officer', displayName: 'Nguyễn Hoàng Phúc', role: 'officer', unit: 'so-xay-dung' },
  { username: 'leader', displayName: 'Võ Thanh Tùng', role: 'unit_leader', unit: 'so-xay-dung' },
  { username: 'province', displayName: 'Dương Minh Trí', role: 'province_leader', unit: 'ubnd-tinh' },
] as const satisfies readonly Wanted[];
