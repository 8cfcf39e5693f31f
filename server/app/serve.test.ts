import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createDatabase, freshDatabase } from '../../test/support/db.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'td1022-serve-'));
const started: ChildProcess[] = [];
after(async () => {
  for (const child of started) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});
// A database of the test cluster stands for the operator's own: the embedded one has its tests in platform/db.
const database = await freshDatabase('serve');

/** With a host in it, as operators write it; the socket's folder in the query wins. */
const addressOf = ({ url }: { url: string }) => url.replace('@/', '@localhost/');

interface Run {
  child: ChildProcess;
  /** Standard output so far, and errors after it. */
  text(): string;
  ready: Promise<string>;
  ended: Promise<number | null>;
}

function run(file: string, args: string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, [join(root, file), ...args], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      DATA_DIR: folder,
      PORT: '0',
      LOG_LEVEL: 'fatal',
      DATABASE_URL: addressOf(database),
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  started.push(child);
  let text = '';
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const ready = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        const address = /staff desk\):\s+(http\S+)\/desk/.exec(text)?.[1];
        if (address && text.includes('to stop')) resolve(address);
      });
    ended.then((code) => reject(new Error(`ended with ${code}: ${text}`)));
  });
  ready.catch(() => {});
  return { child, text: () => text, ready, ended };
}

const cli = async (args: string[], env: Record<string, string> = {}, stdin = '') => {
  const command = run('server/cli.ts', args, env);
  command.child.stdin?.end(stdin);
  return { code: await command.ended, text: command.text() };
};

test('the first start prints the administrator once; signals end it in order; the second start finds everything', async () => {
  const first = run('server/main.ts', []);
  const url = await first.ready;
  const password = /one-time password\): (\S+)/.exec(first.text())?.[1] ?? '';
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
  assert.equal((await fetch(`${url}/metrics`)).status, 200);
  assert.equal((await fetch(`${url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status, 404);
  assert.match(await (await fetch(`${url}/robots.txt`)).text(), /Disallow: \/desk/);
  const signIn = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  });
  assert.equal(signIn.status, 200);

  const taken = run('server/main.ts', [], { PORT: new URL(url).port });
  assert.equal(await taken.ended, 1);
  assert.match(taken.text(), /is in use\)/);

  // Ctrl-C in a terminal reaches the process twice: from the terminal and from the bootstrap.
  first.child.kill('SIGINT');
  first.child.kill('SIGINT');
  assert.equal(await first.ended, 0);
  assert.match(first.text(), /stopped\)/);

  const second = run('server/main.ts', []);
  await second.ready;
  assert.doesNotMatch(second.text(), /one-time password/);
  second.child.kill('SIGTERM');
  assert.equal(await second.ended, 0);
});

test('real and demonstration installations are never mixed', async () => {
  const asDemo = run('server/main.ts', ['--demo']);
  assert.equal(await asDemo.ended, 1);
  assert.match(asDemo.text(), /holds a real installation/);
  const moved = await cli(['clock', 'advance', 'PT1H']);
  assert.deepEqual([moved.code, /demonstration installation only/.test(moved.text)], [1, true]);
});

test('commands work beside each other, with clear exit codes', async () => {
  const added = await cli(['user', 'add', 'chi-lan', '--name', 'Chị Lan', '--role', 'agent@tong-dai-1022', '--json']);
  assert.equal(added.code, 0, added.text);
  assert.match(JSON.parse(added.text).oneTimePassword, /^\S{10,}$/);
  assert.equal((await cli(['user', 'password', 'chi-lan', '--stdin'], {}, 'mật khẩu đủ dài\n')).code, 0);
  assert.equal((await cli(['user', 'password', 'chi-lan', '--stdin'], {}, 'ngắn\n')).code, 2);
  assert.equal((await cli(['user', 'password', 'khong-co', '--one-time'])).code, 1);
  const token = await cli(['token', 'create', 'chi-lan', '--name', 'thử', '--days', '2', '--json']);
  assert.match(JSON.parse(token.text).token, /^t1022_/);
  assert.equal((await cli(['audit', 'verify'])).code, 0);
  const doctor = await cli(['doctor', '--json']);
  assert.equal(doctor.code, 0, doctor.text);
  assert.ok(JSON.parse(doctor.text).settings.some((s: { name: string }) => s.name === 'PORT'));
  assert.doesNotMatch(doctor.text, /DEMO_PASSWORD=./);
  assert.equal((await cli(['doctor'], { PORT: 'x' })).code, 1);
  const due = await cli([
    'deadline',
    '--from',
    '2026-11-24T08:00:00+07:00',
    '--type',
    'site_report',
    '--urgency',
    'normal',
    '--json',
  ]);
  assert.equal(JSON.parse(due.text).dueAt, '2026-12-01T08:00:00+07:00');
  for (const args of [['nonsense'], ['user', 'add'], ['audit', 'verify', '--nope'], ['token', 'revoke', 'x']])
    assert.equal((await cli(args)).code, 2, args.join(' '));
  for (const args of [[], ['--help'], ['user', 'add', '--help']]) assert.equal((await cli(args)).code, 0);
});

test('a demonstration has its accounts, and its clock moves for the running service too', async () => {
  const own = await createDatabase('demo');
  after(() => own.drop());
  const env = { DATABASE_URL: addressOf(own), DEMO_PASSWORD: 'trinh-dien-1022', ROLES: 'web' };
  const demo = run('server/main.ts', ['--demo'], env);
  const url = await demo.ready;
  const signIn = (username: string) =>
    fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: 'trinh-dien-1022' }),
    });
  for (const username of [
    'agent',
    'agent2',
    'supervisor',
    'officer',
    'leader',
    'officer2',
    'leader2',
    'commune',
    'province',
    'publisher',
    'admin',
  ])
    assert.equal((await signIn(username)).status, 200, username);
  const moved = await cli(['clock', 'advance', 'P1D', '--json'], env);
  assert.equal(moved.code, 0, moved.text);
  const target = new Date(JSON.parse(moved.text).now).getTime();
  const answer = async () => new Date(((await (await signIn('agent')).json()) as { now: string }).now).getTime();
  const end = performance.now() + 30_000;
  while ((await answer()) < target - 5_000)
    assert.ok(performance.now() < end, 'the clock of the service did not follow');
  assert.equal((await cli(['clock', 'advance', 'PT0S'], env)).code, 2);
  demo.child.kill('SIGTERM');
  assert.equal(await demo.ended, 0);
});
