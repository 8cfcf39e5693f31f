import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Owner } from './maildir.ts';

const PROGRAM = '/usr/sbin/dovecot';

/** Who the server runs as: Dovecot serves no mail as root, so root steps down to `nobody`. */
async function runAs(): Promise<{ name: string; group: string; owner: Owner | null }> {
  const me = userInfo();
  const passwd = await readFile('/etc/passwd', 'utf8');
  const groups = await readFile('/etc/group', 'utf8');
  const wanted = me.uid === 0 ? 'nobody' : me.username;
  const entry = passwd
    .split('\n')
    .find((line) => line.startsWith(`${wanted}:`))
    ?.split(':');
  if (!entry) throw new Error(`the test mail server needs a user ${wanted} in /etc/passwd`);
  const owner = { uid: Number(entry[2]), gid: Number(entry[3]) };
  const group =
    groups
      .split('\n')
      .find((line) => line.split(':')[2] === String(owner.gid))
      ?.split(':')[0] ?? wanted;
  return { name: wanted, group, owner: me.uid === 0 ? owner : null };
}

function configuration(root: string, port: number, name: string, group: string): string {
  return `
protocols = imap
base_dir = ${root}/run
state_dir = ${root}/state
log_path = ${root}/state/dovecot.log
instance_name = test-${port}
default_internal_user = ${name}
default_internal_group = ${group}
default_login_user = ${name}
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %Lu
auth_failure_delay = 0
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:~/Maildir
mail_max_userip_connections = 100
maildir_stat_dirs = yes
mailbox_idle_check_interval = 1 secs
protocol imap {
  imap_idle_notify_interval = 10 secs
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${root}/users
}
userdb {
  driver = passwd-file
  args = username_format=%u ${root}/users
}
namespace inbox {
  inbox = yes
  separator = /
}
service anvil {
  chroot =
  # No waiting after a wrong password.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`;
}

export interface Dovecot {
  port: number;
  owner: Owner | null;
  homeOf(address: string): string;
  start(): Promise<void>;
  /** Ends the server and all its sessions. */
  stop(): Promise<void>;
}

/** Prepares a Dovecot of our own under `root`; it listens on a free port of 127.0.0.1 once started. */
export async function prepareDovecot(
  root: string,
  users: readonly { address: string; password: string }[],
): Promise<Dovecot> {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing. Install it with: apt-get install dovecot-imapd`);
  const { name, group, owner } = await runAs();
  const port = await freePort();
  const homeOf = (address: string) => join(root, 'mail', address.toLowerCase());
  await chmod(root, 0o755);
  for (const folder of ['run', 'state', 'mail']) {
    await mkdir(join(root, folder), { recursive: true });
    if (owner) await chown(join(root, folder), owner.uid, owner.gid);
  }
  const ids = owner ?? { uid: userInfo().uid, gid: userInfo().gid };
  const lines = users.map(
    ({ address, password }) =>
      `${address.toLowerCase()}:{PLAIN}${password}:${ids.uid}:${ids.gid}::${homeOf(address)}::`,
  );
  await writeFile(join(root, 'users'), `${lines.join('\n')}\n`);
  await writeFile(join(root, 'dovecot.conf'), configuration(root, port, name, group));
  let child: ChildProcess | null = null;
  return {
    port,
    owner,
    homeOf,
    async start() {
      child = spawn(PROGRAM, ['-F', '-c', join(root, 'dovecot.conf')], {
        stdio: ['ignore', 'ignore', 'pipe'],
        // A process group of its own, so that `stop` reaches the session processes too.
        detached: true,
        ...(owner ?? {}),
      });
      const started = child;
      process.once('exit', () => killGroup(started));
      let complaint = '';
      child.stderr?.on('data', (chunk: Buffer) => {
        complaint += chunk.toString();
      });
      await ready(
        port,
        child,
        async () => `${complaint}\n${await readFile(join(root, 'state/dovecot.log'), 'utf8').catch(() => '')}`,
      );
    },
    async stop() {
      const running = child;
      child = null;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
      running.kill('SIGTERM');
      // It would wait a second for nothing, and longer for sessions in IDLE.
      const late = setTimeout(() => killGroup(running), 150);
      await ended;
      clearTimeout(late);
      killGroup(running);
    },
  };
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
}

async function ready(port: number, child: ChildProcess, explain: () => Promise<string>): Promise<void> {
  for (let attempt = 0; attempt < 1_200; attempt += 1) {
    if (child.exitCode !== null) break;
    if (await greets(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  killGroup(child);
  throw new Error(`Dovecot did not start:\n${await explain()}`);
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(1000, () => socket.destroy());
    socket.once('data', (banner) => {
      resolve(banner.toString().startsWith('* OK'));
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}

/** A port of 127.0.0.1 that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
