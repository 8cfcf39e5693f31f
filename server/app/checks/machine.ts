/** What the machine offers: looked at by `bin/1022 doctor` in a terminal and by the page of the system's state. */
import { existsSync } from 'node:fs';
import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../../platform/config.ts';
import { loadSecretKey } from '../../platform/secrets.ts';
import type { Finding } from './finding.ts';

const GIGABYTE = 1024 ** 3;
const WANTED_NODE = 26;

/** The Node that runs this. */
export function nodeVersion(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  const good = major >= WANTED_NODE;
  return {
    state: good ? 'ok' : 'problem',
    what: 'Node',
    values: { version: process.versions.node, wanted: WANTED_NODE },
    found: process.versions.node,
    advice: `Start through npm or bin/1022, which use the project's own Node ${WANTED_NODE}.`,
  };
}

/** DATA_DIR can be written. */
export async function folder({ dataDir }: Config): Promise<Finding> {
  const what = 'thư mục dữ liệu (DATA_DIR)';
  try {
    let present = dataDir;
    while (!existsSync(present)) present = dirname(present);
    await access(present, constants.W_OK | constants.X_OK);
    return {
      state: 'ok',
      what,
      values: { folder: dataDir },
      found: present === dataDir ? dataDir : `${dataDir} (chưa có; will be created)`,
    };
  } catch (error) {
    const advice = 'Give the folder to this user (chown), or set DATA_DIR to one that can be written.';
    const values = { folder: dataDir };
    return { state: 'problem', what, values, found: `${dataDir}: ${(error as Error).message}`, advice };
  }
}

/** Free space where DATA_DIR lies. */
export async function diskSpace({ dataDir }: Config): Promise<Finding> {
  let present = dataDir;
  while (!existsSync(present)) present = dirname(present);
  const { bavail, blocks, bsize } = await statfs(present);
  const free = (bavail * bsize) / GIGABYTE;
  return {
    state: free < 0.5 ? 'problem' : free < 5 ? 'warning' : 'ok',
    what: 'ổ đĩa (disk)',
    values: { free: Number(free.toFixed(1)), total: Number(((blocks * bsize) / GIGABYTE).toFixed(1)) },
    found: `${free.toFixed(1)} GB còn trống (free)`,
    advice: 'Free some space or move DATA_DIR to a larger disk; a full disk stops the database.',
  };
}

/** The key of sealed secrets is there, whole, and nobody else's to read. */
export async function secretKey(config: Config): Promise<Finding> {
  const what = 'khóa (SECRET_KEY)';
  if (config.secretKey !== null)
    return {
      state: 'ok',
      what,
      values: { where: 'settings', trouble: null },
      found: 'từ thiết lập (from the settings)',
    };
  const file = join(config.dataDir, 'secret.key');
  if (!existsSync(file))
    return {
      state: 'ok',
      what,
      values: { where: 'none', trouble: null },
      found: 'chưa có; tạo khi khởi động lần đầu (made at first start)',
    };
  const open = ((await stat(file)).mode & 0o077) !== 0;
  const wrong = !/^[0-9a-f]{64}$/.test(loadSecretKey(config.dataDir, null));
  return {
    state: wrong ? 'problem' : open ? 'warning' : 'ok',
    what,
    values: { where: file, trouble: wrong ? 'wrong' : open ? 'open' : null },
    found: wrong ? `${file} is not a key` : file,
    advice: wrong ? 'Restore secret.key from a backup.' : `Others can read it: chmod 600 ${file}`,
  };
}

/** The desk was built. */
export function pages(): Finding {
  const built = existsSync(new URL('../../../dist/desk/index.html', import.meta.url));
  return {
    state: built ? 'ok' : 'problem',
    what: 'trang làm việc (desk)',
    values: {},
    found: built ? 'đã tạo (built)' : 'chưa tạo (not built)',
    advice: 'Run npm start once; it builds what is missing.',
  };
}
