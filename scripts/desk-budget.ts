/** What a browser must load before the desk shows its first list, compressed; a build that goes beyond its limit fails. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** In bytes with gzip: the page, its scripts and styles; fonts come beside. The issue of the desk's speed sets it. */
export const MOST_AT_FIRST = 250_000;

/** The files that `index.html` names, and the page itself, with their sizes; null when the desk has not been built. */
export function firstLoad(folder: string): { file: string; bytes: number }[] | null {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return null;
  const html = readFileSync(page, 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\/desk\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    (found) => found[1] ?? '',
  );
  return ['index.html', ...named].map((file) => ({
    file,
    bytes: gzipSync(readFileSync(join(folder, file)), { level: 9 }).length,
  }));
}

/** What is wrong with the size of the build in `folder`; null when nothing is, or nothing was built. */
export function overBudget(folder: string): string | null {
  const files = firstLoad(folder);
  const sum = files?.reduce((all, { bytes }) => all + bytes, 0) ?? 0;
  if (!files || sum <= MOST_AT_FIRST) return null;
  const largest = files.toSorted((a, b) => b.bytes - a.bytes).slice(0, 5);
  return `the desk's first load is ${sum} bytes with gzip, at most ${MOST_AT_FIRST} are allowed. Load what the first list does not need with lazy(). Largest: ${largest.map(({ file, bytes }) => `${file} ${bytes}`).join(', ')}`;
}

/** True when nothing in `sources` has changed since the build in `folder`: a build of yesterday says nothing of today. */
export function isCurrent(folder: string, sources: readonly string[]): boolean {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return false;
  const built = statSync(page).mtimeMs;
  return sources.every((source) =>
    readdirSync(source, { recursive: true, encoding: 'utf8' }).every((name) => {
      const stat = statSync(join(source, name));
      return !stat.isFile() || stat.mtimeMs <= built;
    }),
  );
}

/** Fails the build of the desk when its first load is too large. */
export function deskBudget(folder: string): Plugin {
  return {
    name: 'desk-budget',
    apply: 'build',
    closeBundle() {
      const wrong = overBudget(folder);
      if (wrong) throw new Error(wrong);
    },
  };
}
