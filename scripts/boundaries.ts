/** Reads all source files and reports what breaks the walls of ARCHITECTURE.md: `node scripts/boundaries.ts`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSource } from './boundaries/read-source.ts';
import { checkFile, type Finding, type Packages } from './boundaries/rules.ts';

const folders = ['contract', 'server', 'web', 'test', 'scripts', 'bench'];

/** Checks every TypeScript file below `root`. */
export function checkBoundaries(root: string): Finding[] {
  const packages = readPackages(root);
  return sourceFiles(root).flatMap((file) =>
    checkFile(file, readSource(readFileSync(join(root, file), 'utf8')), packages),
  );
}

/** Paths from the root, with `/`, in order. */
export function sourceFiles(root: string): string[] {
  return folders
    .flatMap((folder) => readTree(root, folder))
    .filter((file) => /\.(?:ts|tsx|mjs)$/.test(file) && !file.endsWith('.d.ts'))
    .sort();
}

function readTree(root: string, folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    );
  } catch {
    return [];
  }
}

function readPackages(root: string): Packages {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return { dependencies: new Set(Object.keys(dependencies)), devDependencies: new Set(Object.keys(devDependencies)) };
}

if (import.meta.main) {
  const findings = checkBoundaries(fileURLToPath(new URL('..', import.meta.url)));
  for (const { file, line, level, message } of findings)
    console.log(`${level === 'error' ? '✗' : '!'} ${file}:${line}  ${message}`);
  const errors = findings.filter(({ level }) => level === 'error').length;
  console.log(errors === 0 ? 'the walls stand' : `${errors} broken`);
  process.exitCode = errors === 0 ? 0 : 1;
}
