/** Which test files to run, and in which order. */
import { relative, resolve } from 'node:path';
import { sourceFiles } from '../boundaries.ts';

export interface TestPlan {
  /** Beside the code; run side by side. */
  quick: string[];
  /** Whole systems with a browser: they wait more than they work, so two run side by side. */
  browser: string[];
  /** Real calls, which last as long as what is said and wait most of it: three at a time. */
  calls: string[];
  /** Servers killed on purpose, again and again: mostly starting; two at a time, last. */
  killed: string[];
}

/**
 * @param filters paths of files or folders, or parts of paths; none = everything
 * @throws when a filter matches nothing, so that a typing error is not a success
 */
export function planTests(root: string, filters: readonly string[]): TestPlan {
  const all = sourceFiles(root).filter((file) => /\.test\.ts$/.test(file));
  const chosen = new Set<string>();
  for (const filter of filters) {
    const matches = all.filter((file) => matchesFilter(root, file, filter));
    if (matches.length === 0) throw new Error(`no test file matches "${filter}"`);
    for (const file of matches) chosen.add(file);
  }
  const files = filters.length === 0 ? all : all.filter((file) => chosen.has(file));
  const kindOf = (file: string) => /^test\/(e2e|crash|hotline)\//.exec(file)?.[1];
  return {
    quick: files.filter((file) => kindOf(file) === undefined),
    browser: files.filter((file) => kindOf(file) === 'e2e'),
    calls: files.filter((file) => kindOf(file) === 'hotline'),
    killed: files.filter((file) => kindOf(file) === 'crash'),
  };
}

function matchesFilter(root: string, file: string, filter: string): boolean {
  const path = relative(root, resolve(filter)).replaceAll('\\', '/');
  return path === '' || file === path || file.startsWith(`${path}/`) || file.includes(filter);
}
