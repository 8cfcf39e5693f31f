/** The rules. Each finding says what is wrong and what to do instead. */
import { posix } from 'node:path';
import { appFolders, clockFiles, failLines, generatedFiles, longFiles, order, type Wall, warnLines } from './order.ts';
import type { Import, Source } from './read-source.ts';

export interface Finding {
  file: string;
  line: number;
  level: 'error' | 'warning';
  message: string;
}

export interface Packages {
  dependencies: ReadonlySet<string>;
  devDependencies: ReadonlySet<string>;
}

/** Checks one file. `file` is its path from the root of the repository, with `/`. */
export function checkFile(file: string, source: Source, packages: Packages): Finding[] {
  return [
    ...checkName(file),
    ...checkSize(file, source),
    ...checkClock(file, source),
    ...source.imports.flatMap((item) => checkImport(file, item, packages)),
  ];
}

const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.startsWith('test/');
const error = (file: string, line: number, message: string): Finding => ({ file, line, level: 'error', message });

function checkName(file: string): Finding[] {
  const name = posix.basename(file);
  if (/^[a-z0-9$]+(?:[-.][a-z0-9$]+)*$/.test(name)) return [];
  return [error(file, 1, `name it in kebab-case: ${name.replaceAll(/(?<=[a-z0-9])([A-Z])/g, '-$1').toLowerCase()}`)];
}

function checkSize(file: string, { lines }: Source): Finding[] {
  if (generatedFiles.includes(file) || file in longFiles || lines <= warnLines) return [];
  if (lines > failLines) {
    return [
      error(
        file,
        lines,
        `${lines} lines (at most ${failLines}): split it by concept, or list it with its reason in scripts/boundaries/order.ts`,
      ),
    ];
  }
  return [
    {
      file,
      line: lines,
      level: 'warning',
      message: `${lines} lines (aim below ${warnLines}): split it before it grows`,
    },
  ];
}

const machineClock = /\bDate\.now\(\)|\bnew Date\(\s*\)|\bTemporal\.Now\b/g;
const sqlClock =
  /(?<![\w.$])(?:now|clock_timestamp|statement_timestamp|transaction_timestamp)\(\)|\bcurrent_(?:timestamp|date|time)\b/i;

function checkClock(file: string, { code, texts }: Source): Finding[] {
  if (!file.startsWith('server/') || isTest(file) || file in clockFiles) return [];
  const inCode = [...code.matchAll(machineClock)].map((match) =>
    error(
      file,
      code.slice(0, match.index).split('\n').length,
      `${match[0].trim()} reads the machine's clock: use ctx.clock.now(), so that tests and demonstrations can move time`,
    ),
  );
  if (file.startsWith('server/platform/db/')) return inCode;
  const inSql = texts
    .filter(({ text }) => /\b(?:select|insert|update|delete|where)\b/i.test(text) && sqlClock.test(text))
    .map(({ line }) => error(file, line, 'SQL reads the clock of the database: pass ctx.clock.now() as a parameter'));
  return [...inCode, ...inSql];
}

function checkImport(file: string, { specifier, line }: Import, packages: Packages): Finding[] {
  if (specifier.startsWith('node:') || specifier.startsWith('virtual:'))
    return inBrowser(file) && specifier.startsWith('node:') && !isTest(file)
      ? [error(file, line, `${specifier} does not exist in a browser`)]
      : [];
  if (!specifier.startsWith('.')) return checkPackage(file, specifier, line, packages);
  const target = posix.normalize(posix.join(posix.dirname(file), specifier.replace(/\?.*$/, '')));
  const problem = checkWalls(file, target);
  return problem === null ? [] : [error(file, line, problem)];
}

function inBrowser(file: string): boolean {
  return file.startsWith('web/') || file.startsWith('contract/');
}

function checkPackage(file: string, specifier: string, line: number, packages: Packages): Finding[] {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  const shipped = (file.startsWith('server/') || file.startsWith('contract/')) && !isTest(file);
  if (packages.dependencies.has(name)) return [];
  if (!packages.devDependencies.has(name)) return [error(file, line, `${name} is not in package.json`)];
  if (!shipped) return [];
  return [error(file, line, `${name} is a devDependency and will be missing in production: move it to dependencies`)];
}

function checkWalls(file: string, target: string): string | null {
  const from = area(file);
  const to = area(target);
  if (target.startsWith('../')) return 'leads out of the repository';
  if (isTest(file)) return to === from || isDoor(target, to) ? null : deep(target, to);
  if (from === 'web') {
    return to === 'web' || to === 'contract'
      ? null
      : `web knows the contract only: describe what you need in contract/ and call the API`;
  }
  if (from === 'outside' || from === 'test') return null;
  if (to === 'test') return `only tests and tools may import test/: move what is shared out of it`;
  if (to === 'web' || to === 'outside')
    return `the server may not depend on ${target.split('/')[0]}/: it is not part of what runs in production`;
  if (from === 'unknown' || to === 'unknown') {
    return `server/${(from === 'unknown' ? file : target).split('/')[1]} has no place in the order: add it in scripts/boundaries/order.ts and ARCHITECTURE.md`;
  }
  if (from === to) return null;
  if (order.indexOf(to) > order.indexOf(from)) return upward(from, to);
  return isDoor(target, to) ? null : deep(target, to);
}

function upward(from: Wall, to: Wall): string {
  if (from === 'contract') return `the contract stands on nothing: move what you need from ${to} into contract/`;
  if (from === 'platform')
    return `the platform knows no domain: let ${to} hand it in (a parameter, a registration in its index.ts)`;
  return `${from} stands before ${to} and may not import it: record an event and react in server/${to}/reactions.ts, or move the shared part down`;
}

function deep(target: string, to: Area): string {
  const door =
    to === 'platform' ? `server/platform/${target.split('/')[2]}/index.ts` : `server/${target.split('/')[1]}/index.ts`;
  return `reaches into ${target}: import from ${door} and export there what others may use`;
}

/** Whether a file of another wall may be imported directly. */
function isDoor(target: string, to: Area): boolean {
  if (to === 'platform') return /^server\/platform\/(?:[^/]+\/index|[^/]+)\.ts$/.test(target);
  if (to === 'app' || to === 'contract' || to === 'web' || to === 'outside' || to === 'test') return true;
  return /^server\/[^/]+\/index\.ts$/.test(target);
}

type Area = Wall | 'web' | 'test' | 'outside' | 'unknown';

function area(file: string): Area {
  const [top = '', folder = '', ...rest] = file.split('/');
  if (top === 'contract' || top === 'web' || top === 'test') return top;
  if (top !== 'server') return 'outside';
  if (rest.length === 0 || appFolders.includes(folder)) return 'app';
  return (order as readonly string[]).includes(folder) ? (folder as Wall) : 'unknown';
}
