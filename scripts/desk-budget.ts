/** What a browser must load before the desk works, compressed, in two steps; a build that goes beyond a limit fails. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/**
 * In bytes with gzip; fonts come beside. `list`: the page and what it names, with which a telephone shows the first list.
 * `desk`: that and the scripts with which everything works. The issue of the desk's speed allows 250,000; the limits
 * stand just above what is reached, so that it cannot grow back unseen.
 */
export const MOST = { list: 47_000, desk: 202_000 } as const;
export type Step = keyof typeof MOST;

/** The files of one step with their sizes; null when the desk has not been built. */
export function firstLoad(folder: string, step: Step): { file: string; bytes: number }[] | null {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return null;
  const html = readFileSync(page, 'utf8');
  const files = namesIn(html.matchAll(/(?:src|href)="\/desk\/(assets\/[^"]+\.(?:js|css))"/g));
  if (step === 'desk') {
    const [, later = ''] = /<meta name="desk-files" content="([^"]*)"/.exec(html) ?? [];
    const scripts = namesIn(later.matchAll(/\/desk\/(assets\/\S+)/g));
    const styles = readdirSync(join(folder, 'assets')).filter((name) => /^desk-.*\.css$/.test(name));
    files.push(...scripts, ...styles.map((name) => `assets/${name}`));
  }
  return ['index.html', ...files].map((file) => ({
    file,
    bytes: gzipSync(readFileSync(join(folder, file)), { level: 9 }).length,
  }));
}

function namesIn(found: Iterable<RegExpMatchArray>): string[] {
  return [...found].map((one) => one[1] ?? '');
}

/** What is wrong with the size of the build in `folder`; null when nothing is, or nothing was built. */
export function overBudget(folder: string): string | null {
  for (const step of ['list', 'desk'] as const) {
    const files = firstLoad(folder, step);
    const sum = files?.reduce((all, { bytes }) => all + bytes, 0) ?? 0;
    if (!files || sum <= MOST[step]) continue;
    const largest = files.toSorted((a, b) => b.bytes - a.bytes).slice(0, 5);
    return `the first load (${step}) is ${sum} bytes with gzip, at most ${MOST[step]} are allowed. Load what the first list does not need with lazy(). Largest: ${largest.map(({ file, bytes }) => `${file} ${bytes}`).join(', ')}`;
  }
  return null;
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
