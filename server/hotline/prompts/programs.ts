import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface SoundProgram {
  path: string;
  env: NodeJS.ProcessEnv;
}

/** Where `npm run hotline` unpacks programs on a machine on which nothing can be installed. */
const UNPACKED = fileURLToPath(new URL('../../../.cache/debian', import.meta.url));
const MULTIARCH = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';

/** Finds espeak-ng or sox: installed, else unpacked; null when there is none. */
export function soundProgram(name: 'espeak-ng' | 'sox'): SoundProgram | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const installed = [...folders, '/usr/bin', '/usr/local/bin'].map((dir) => join(dir, name)).find(existsSync);
  if (installed) return { path: installed, env: process.env };
  const path = join(UNPACKED, 'usr/bin', name);
  if (!existsSync(path)) return null;
  const lib = join(UNPACKED, 'usr/lib', MULTIARCH);
  const libraries = [lib, join(UNPACKED, 'lib', MULTIARCH), join(UNPACKED, 'usr/lib')].join(':');
  return { path, env: { ...process.env, LD_LIBRARY_PATH: libraries, ESPEAK_DATA_PATH: lib } };
}
