/** The citizens' pages on a running application, and a small browser that keeps cookies but runs no script. */
import type { LightMyRequestResponse } from 'fastify';
import { registerPortal } from '../../server/portal/index.ts';
import type { StartOptions } from './app.ts';
import { type CasesApp, startCasesApp } from './cases-app.ts';

export interface Upload {
  field: string;
  name: string;
  type?: string;
  bytes: Buffer | string;
}

export interface Visitor {
  get(path: string): Promise<LightMyRequestResponse>;
  /** A form as browsers send one without files. */
  post(path: string, fields: Record<string, string>): Promise<LightMyRequestResponse>;
  /** A form with files; an array of values is a field that comes several times. */
  upload(
    path: string,
    fields: Record<string, string | string[]>,
    files?: readonly Upload[],
  ): Promise<LightMyRequestResponse>;
  /** Follows one redirect. */
  follow(answer: LightMyRequestResponse): Promise<LightMyRequestResponse>;
}

export interface PortalApp extends CasesApp {
  /** A visitor from that network address. */
  visitor(address?: string): Visitor;
  /** How many cases there are. */
  countCases(): Promise<number>;
}

/** A JPEG of one pixel, as far as its signature goes; `salt` makes it another file. */
export function jpeg(salt = '', size = 200): Buffer {
  const head = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
  return Buffer.concat([head, Buffer.alloc(size, salt || 'x'), Buffer.from('ffd9', 'hex')]);
}

/** What must be filled in. */
export const REPORT = {
  type: 'site_report',
  content: 'Đèn đường trước số 12 Nguyễn Huệ không sáng ba đêm nay.',
  consent: '1',
  token: '',
};

export async function startPortalApp(options: StartOptions = {}): Promise<PortalApp> {
  const app = await startCasesApp({
    ...options,
    register: async (fastify, ctx) => {
      registerPortal(fastify, ctx);
      await options.register?.(fastify, ctx);
    },
  });
  return {
    ...app,
    visitor: (address = '203.0.113.7') => visitor(app, address),
    async countCases() {
      const row = await app.ctx.db
        .selectFrom('cases')
        .select((e) => e.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return Number(row.n);
    },
  };
}

function visitor({ app }: CasesApp, remoteAddress: string): Visitor {
  const jar = new Map<string, string>();
  async function send(method: 'GET' | 'POST', url: string, type?: string, payload?: Buffer | string) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await app.inject({
      method,
      url,
      remoteAddress,
      headers: { ...(cookie ? { cookie } : {}), ...(type ? { 'content-type': type } : {}) },
      ...(payload === undefined ? {} : { payload }),
    });
    for (const { name, value } of answer.cookies) {
      if (value === '') jar.delete(name);
      else jar.set(name, encodeURIComponent(value));
    }
    return answer;
  }
  return {
    get: (path) => send('GET', path),
    post: (path, fields) =>
      send('POST', path, 'application/x-www-form-urlencoded', new URLSearchParams(fields).toString()),
    upload: (path, fields, files = []) =>
      send('POST', path, 'multipart/form-data; boundary=xYz', multipart(fields, files)),
    follow: (answer) => send('GET', String(answer.headers.location)),
  };
}

/** A multipart body with the boundary `xYz`. */
export function multipart(fields: Record<string, string | string[]>, files: readonly Upload[] = []): Buffer {
  const parts: Buffer[] = [];
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat())
      parts.push(Buffer.from(`--xYz\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${one}\r\n`));
  for (const { field, name, type = 'image/jpeg', bytes } of files) {
    const head = `--xYz\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
    parts.push(Buffer.from(head), Buffer.from(bytes as Buffer), Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('--xYz--\r\n')]);
}
