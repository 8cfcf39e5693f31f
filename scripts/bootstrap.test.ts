import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** A project with the real bootstrap, a server of three lines, and an npm and a vite that only leave a trace. */
const root = mkdtempSync(join(tmpdir(), 'bootstrap-'));
after(() => rmSync(root, { recursive: true }));

const fakeNpm = `
  import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
  appendFileSync('trace.txt', 'npm ' + process.argv[2] + '\\n');
  if (process.env.NPM_FAILS) { console.error(process.env.NPM_FAILS); process.exit(1); }
  mkdirSync('node_modules/.bin', { recursive: true });
  mkdirSync('node_modules/vite/bin', { recursive: true });
  try { symlinkSync(process.execPath, 'node_modules/.bin/node'); } catch {}
  writeFileSync('node_modules/.package-lock.json', '{"packages":{}}');
  writeFileSync('node_modules/vite/bin/vite.js', \`
    const fs = require('node:fs');
    fs.appendFileSync('trace.txt', 'vite ' + process.argv.slice(2).join(' ') + '\\\\n');
    fs.mkdirSync('dist', { recursive: true });\`);
`;
const fakeServer = `
  console.log('args ' + process.argv.slice(2).join(' '));
  if (process.argv.includes('wait')) {
    const timer = setInterval(() => {}, 1000);
    process.on('SIGTERM', () => { console.log('stopped in order'); clearInterval(timer); process.exitCode = 7; });
    console.log('ready');
  }
`;

beforeEach(() => {
  rmSync(root, { recursive: true });
  mkdirSync(root);
  const scripts = fileURLToPath(new URL('.', import.meta.url));
  cpSync(join(scripts, 'bootstrap'), join(root, 'scripts/bootstrap'), { recursive: true });
  cpSync(join(scripts, 'bootstrap.mjs'), join(root, 'scripts/bootstrap.mjs'));
  write('package.json', '{"type":"commonjs"}');
  write('package-lock.json', '{"packages":{"":{}}}');
  write('fake/package.json', '{"type":"module"}');
  write('fake/npm-cli.js', fakeNpm);
  write('server/main.ts', fakeServer);
  write('vite.config.ts', '');
  write('web/desk/index.html', '<p>');
});

function write(path: string, content: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
}

function bootstrap(args: string[], env: Record<string, string> = {}): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [join(root, 'scripts/bootstrap.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, npm_execpath: join(root, 'fake/npm-cli.js'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
      child.emit('output');
    });
  }
  return { child, output: () => output };
}

async function run(args: string[], env?: Record<string, string>): Promise<{ code: number; output: string }> {
  const { child, output } = bootstrap(args, env);
  const [code] = await once(child, 'close');
  return { code, output: output() };
}

const trace = () => readFileSync(join(root, 'trace.txt'), 'utf8').trim().split('\n');

test('the first start installs and builds, the second does neither', async () => {
  const first = await run(['start', '--demo']);
  assert.equal(first.code, 0, first.output);
  assert.match(first.output, /Installing packages/);
  assert.match(first.output, /args --demo/);
  assert.deepEqual(trace(), ['npm ci', 'vite build --config vite.config.ts']);

  const second = await run(['start']);
  assert.equal(second.output, 'args \n');
  assert.deepEqual(trace().length, 2);
});

test('a changed page builds again, a changed test does not, a changed lock file installs again', async () => {
  await run(['start']);
  write('web/lib/x.test.ts', '');
  await run(['start']);
  assert.equal(trace().length, 2);
  write('web/desk/index.html', '<p>new');
  await run(['start']);
  assert.deepEqual(trace().slice(2), ['vite build --config vite.config.ts']);
  write('package-lock.json', '{"packages":{"":{},"node_modules/a":{"version":"1.0.0"}}}');
  await run(['start']);
  assert.deepEqual(trace().slice(3), ['npm ci', 'vite build --config vite.config.ts']);
});

test('packages that somebody installed by hand are good enough', async () => {
  await run(['start']);
  rmSync(join(root, '.cache'), { recursive: true });
  await run(['start']);
  assert.deepEqual(
    trace().filter((line) => line.startsWith('npm')),
    ['npm ci'],
  );
});

test('starts at the same moment install once', async () => {
  const outcomes = await Promise.all([run(['start']), run(['start']), run(['start'])]);
  assert.deepEqual(
    outcomes.map(({ code }) => code),
    [0, 0, 0],
    outcomes.map(({ output }) => output).join('\n'),
  );
  assert.equal(trace().length, 2);
});

test('the lock of a killed start does not stop the next', async () => {
  write('.cache/bootstrap.lock', '999999999');
  assert.equal((await run(['start'])).code, 0);
});

test('a stop is passed on and the exit code comes back', async () => {
  const { child, output } = bootstrap(['start', 'wait']);
  while (!output().includes('ready')) await once(child, 'output');
  child.kill('SIGTERM');
  const [code] = await once(child, 'close');
  assert.match(output(), /stopped in order/);
  assert.equal(code, 7);
});

const failures: [said: string, expected: RegExp][] = [
  ['npm error code ENOTFOUND registry', /The package registry cannot be reached\.\n {2}→ Check the network/],
  ['npm error ENOSPC: no space left on device, write', /The disk is full\.\n {2}→ Free/],
  ['npm error EACCES: permission denied', /may not be written by this user/],
  ['npm error something else', /what it said stands above/],
];

for (const [said, expected] of failures) {
  test(`explains: ${said}`, async () => {
    const { code, output } = await run(['start'], { NPM_FAILS: said });
    assert.equal(code, 1);
    assert.match(output, expected);
    assert.doesNotMatch(output, /at Object|node:internal/);
  });
}

test('an unknown verb names the known ones', async () => {
  const { code, output } = await run(['dance']);
  assert.equal(code, 1);
  assert.match(output, /One of: start, test, bench, check, hotline, cli/);
});
