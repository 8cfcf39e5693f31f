import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createFaults, type Faults } from './faults.ts';

/** A request to a stand-in, its body read. */
export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: Buffer;
}

/** `file`: bytes instead of JSON. `location`: a redirect. */
export type Told =
  | { status?: number; json: unknown }
  | { status?: number; file: Buffer; type: string }
  | { location: string };

export interface StandinServer {
  readonly url: string;
  readonly faults: Faults;
  /** Every call, oldest first, as it was asked. */
  readonly calls: Asked[];
  stop(): Promise<void>;
}

const LARGEST = 60_000_000;

/**
 * An HTTP server on 127.0.0.1 (port chosen by the system unless given) that answers as `answer` says, unless a fault
 * waits for the path. `errorBody`: how the provider words an error of its own.
 */
export async function serveStandin(
  answer: (asked: Asked) => Promise<Told> | Told,
  options: { port?: number; errorBody: (code: number, text: string) => { status?: number; json: unknown } },
): Promise<StandinServer> {
  const faults = createFaults();
  const calls: Asked[] = [];
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500).end(String(error));
      else response.destroy();
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await read(request);
    // A line may break before the first byte of a picture: only calls of the API count.
    calls.push(asked);
    if (calls.length > 5000) calls.shift();
    const fault = faults.take(asked.path);
    if (fault?.kind === 'slow') await wait(fault.ms);
    if (fault?.kind === 'reset') return void request.socket.destroy();
    if (fault?.kind === 'status') return void response.writeHead(fault.status).end('upstream trouble');
    if (fault?.kind === 'nonsense') return void response.writeHead(200).end(fault.body ?? '<html>bảo trì</html>');
    if (fault?.kind === 'error') return send(response, options.errorBody(fault.code, fault.text ?? 'error'));
    const told = await answer(asked);
    if (fault?.kind === 'drop') return void request.socket.destroy();
    send(response, told);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    calls,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<Asked> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > LARGEST) throw new Error('too large');
    parts.push(part as Buffer);
  }
  const url = new URL(request.url ?? '/', 'http://standin');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? (value[0] ?? '') : (value ?? ''),
    ]),
  );
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(parts),
  };
}

function send(response: ServerResponse, told: Told): void {
  if ('location' in told) return void response.writeHead(302, { location: told.location }).end();
  if ('file' in told) return void response.writeHead(told.status ?? 200, { 'content-type': told.type }).end(told.file);
  response.writeHead(told.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(told.json));
}
