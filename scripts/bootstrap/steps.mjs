/** The two steps before a program can run: installing packages and building the web pages. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
export const cacheDir = join(root, '.cache');

const ownNode = join(root, 'node_modules/.bin/node');

/** npm ci, when package.json or the lock file changed, or node_modules is missing. */
export const installStep = {
  name: 'install',
  title: 'Installing packages',
  hint: ' (the first time takes about a minute)',
  key: () => hashOf(['package.json', 'package-lock.json', '.npmrc'], [process.platform, process.arch]),
  isIntact: () => existsSync(ownNode) && existsSync(join(root, 'node_modules/.package-lock.json')),
  /** Somebody may have installed by hand: exactly the packages of the lock file are good enough. */
  isDone: () => installStep.isIntact() && installedAsLocked(),
  commands: () => [
    [...npm(), 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=warn'],
  ],
};

/** What the configurations of the build take from elsewhere. */
const buildParts = ['scripts/desk-chunks.ts', 'scripts/desk-contract.ts'];

/** vite build of every vite*.config.ts, when its sources changed. */
export const buildStep = {
  name: 'build',
  title: 'Building the web pages',
  hint: '',
  key: () => hashOf(['web', 'contract', 'package-lock.json', ...viteConfigs(), ...buildParts], []),
  isIntact: () => viteConfigs().length === 0 || existsSync(join(root, 'dist')),
  isDone: () => viteConfigs().length === 0,
  commands: () =>
    viteConfigs().map((config) => [ownNode, join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', config]),
};

function viteConfigs() {
  return readdirSync(root)
    .filter((name) => /^vite.*\.config\.ts$|^vite\.config.*\.ts$/.test(name))
    .sort();
}

/** npm's own record of what is in node_modules, against the lock file. Packages for other platforms are left out by npm. */
function installedAsLocked() {
  const packagesIn = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  try {
    const installed = packagesIn('node_modules/.package-lock.json');
    const wanted = Object.entries(packagesIn('package-lock.json')).filter(([path]) => path !== '');
    return wanted.every(([path, { version, integrity, optional }]) => {
      const found = installed[path];
      if (found === undefined) return optional === true;
      return found.version === version && found.integrity === integrity;
    });
  } catch {
    return false;
  }
}

/** Under `npm start` npm names itself; elsewhere it is on the PATH. */
function npm() {
  const path = process.env.npm_execpath;
  return path !== undefined && /npm-cli\.c?js$/.test(path) ? [process.execPath, path] : ['npm'];
}

/** One hash over files (whole directories; tests left out) and further texts. Missing files count as missing. */
function hashOf(paths, texts) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text}\0`);
  for (const file of paths.flatMap(filesBelow)) {
    hash.update(`${file}\0`);
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .filter((name) => !name.endsWith('.test.ts') && !name.startsWith('.'))
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`));
}
