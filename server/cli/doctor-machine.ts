import { existsSync } from 'node:fs';
import { access, constants, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import type { Config } from '../platform/config.ts';
import { loadSecretKey } from '../platform/secrets.ts';
import type { Finding } from './doctor.ts';

const GIGABYTE = 1024 ** 3;
const WANTED_NODE = 26;

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

function nodeVersion(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  const good = major >= WANTED_NODE;
  return {
    state: good ? 'ok' : 'problem',
    what: 'Node',
    found: process.versions.node,
    advice: `Start through npm or bin/1022, which use the project's own Node ${WANTED_NODE}.`,
  };
}

async function folder({ dataDir }: Config): Promise<Finding> {
  const what = 'thư mục dữ liệu (DATA_DIR)';
  try {
    let present = dataDir;
    while (!existsSync(present)) present = dirname(present);
    await access(present, constants.W_OK | constants.X_OK);
    return { state: 'ok', what, found: present === dataDir ? dataDir : `${dataDir} (chưa có; will be created)` };
  } catch (error) {
    const advice = 'Give the folder to this user (chown), or set DATA_DIR to one that can be written.';
    return { state: 'problem', what, found: `${dataDir}: ${(error as Error).message}`, advice };
  }
}

async function diskSpace({ dataDir }: Config): Promise<Finding> {
  let present = dataDir;
  while (!existsSync(present)) present = dirname(present);
  const { bavail, bsize } = await statfs(present);
  const free = (bavail * bsize) / GIGABYTE;
  return {
    state: free < 0.5 ? 'problem' : free < 5 ? 'warning' : 'ok',
    what: 'ổ đĩa (disk)',
    found: `${free.toFixed(1)} GB còn trống (free)`,
    advice: 'Free some space or move DATA_DIR to a larger disk; a full disk stops the database.',
  };
}

async function secretKey(config: Config): Promise<Finding> {
  const what = 'khóa (SECRET_KEY)';
  if (config.secretKey !== null) return { state: 'ok', what, found: 'từ thiết lập (from the settings)' };
  const file = join(config.dataDir, 'secret.key');
  if (!existsSync(file))
    return { state: 'ok', what, found: 'chưa có; tạo khi khởi động lần đầu (made at first start)' };
  const open = ((await stat(file)).mode & 0o077) !== 0;
  const wrong = !/^[0-9a-f]{64}$/.test(loadSecretKey(config.dataDir, null));
  return {
    state: wrong ? 'problem' : open ? 'warning' : 'ok',
    what,
    found: wrong ? `${file} is not a key` : file,
    advice: wrong ? 'Restore secret.key from a backup.' : `Others can read it: chmod 600 ${file}`,
  };
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

function pages(): Finding {
  const built = existsSync(new URL('../../dist/desk/index.html', import.meta.url));
  return {
    state: built ? 'ok' : 'problem',
    what: 'trang làm việc (desk)',
    found: built ? 'đã tạo (built)' : 'chưa tạo (not built)',
    advice: 'Run npm start once; it builds what is missing.',
  };
}
