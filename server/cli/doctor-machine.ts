import { createServer } from 'node:net';
import type { Finding } from '../app/checks/finding.ts';
import { diskSpace, folder, nodeVersion, pages, secretKey } from '../app/checks/machine.ts';
import type { Config } from '../platform/config.ts';

/** Node, folder, disk, key, port: what the machine offers. */
export async function machineFindings(config: Config): Promise<Finding[]> {
  return [
    nodeVersion(),
    await folder(config),
    await diskSpace(config),
    await secretKey(config),
    await port(config),
    pages(),
  ];
}

async function port({ port: number, host }: Config): Promise<Finding> {
  const what = 'cổng (PORT)';
  const found = await new Promise<string>((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    server.listen({ port: number, host }, () => server.close(() => resolve('free')));
  });
  if (found === 'free') return { state: 'ok', what, found: `${host}:${number} còn trống (free)` };
  if (found === 'EADDRINUSE' && (await answersAsUs(host, number)))
    return { state: 'ok', what, found: `${host}:${number} · dịch vụ đang chạy (the service is running)` };
  const advice = 'Stop the program that holds it, or set PORT (or HOST) to something else.';
  return { state: 'problem', what, found: `${host}:${number}: ${found}`, advice };
}

async function answersAsUs(host: string, number: number): Promise<boolean> {
  const name = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  try {
    const answer = await fetch(`http://${name}:${number}/healthz`, { signal: AbortSignal.timeout(2_000) });
    return answer.ok && ((await answer.json()) as { ok?: boolean }).ok === true;
  } catch {
    return false;
  }
}
