/** A build that grows beyond what a citizen's telephone should load fails, with the figure. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Fails the build when one of the files, compressed with gzip, is larger than its limit in bytes. */
export function budget(limits: Readonly<Record<string, number>>): Plugin {
  return {
    name: 'budget',
    apply: 'build',
    closeBundle() {
      for (const [file, limit] of Object.entries(limits)) {
        const size = gzipSync(readFileSync(file), { level: 9 }).length;
        if (size > limit) throw new Error(`${file} is ${size} bytes with gzip; at most ${limit} are allowed`);
      }
    },
  };
}
