import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDovecot } from './dovecot.ts';
import { createMaildir, deliverTo, readMaildir, type StoredMail } from './maildir.ts';
import { type Relayed, type RelaySwitches, startRelay } from './relay.ts';
import { nonDeliveryReport } from './report.ts';

export type { Relayed, StoredMail };

export interface MailUser {
  address: string;
  password: string;
}

export interface TestMailServer extends RelaySwitches {
  imap: { host: string; port: number };
  smtp: { host: string; port: number };
  /** URLs with the sign-in of a user, as in the settings IMAP_URL and SMTP_URL. */
  imapUrl(address: string): string;
  smtpUrl(address?: string): string;
  /** Puts a mail into a mailbox as if it had come by SMTP. `name+tag@` goes to `name@`. False: no such mailbox. */
  deliver(raw: Buffer | string, recipient: string, sender?: string, options?: { seen?: boolean }): Promise<boolean>;
  mailbox(address: string): {
    messages(): Promise<StoredMail[]>;
    waitFor(count: number, milliseconds?: number): Promise<StoredMail[]>;
  };
  /** Mails that the SMTP server has taken. */
  accepted: readonly Relayed[];
  /** Gives the mailbox a new UIDVALIDITY, as a restored server does; uids start anew. Ends all IMAP sessions. */
  changeUidValidity(address: string): Promise<void>;
  stopImap(): Promise<void>;
  startImap(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A real mail server for tests: Dovecot (Debian) for IMAP, an SMTP server that delivers into its maildirs. Loopback and
 * free ports only; everything lies in a temporary folder that `stop` removes.
 * @param options.unknown what happens to mail for unknown recipients: `refuse` with 550 (default) or `bounce` later
 */
export async function startMailServer(options: {
  users: readonly MailUser[];
  unknown?: 'refuse' | 'bounce';
}): Promise<TestMailServer> {
  const root = await mkdtemp(join(tmpdir(), '1022-mail-'));
  const dovecot = await prepareDovecot(root, options.users);
  const known = new Map(options.users.map((user) => [user.address.toLowerCase(), user]));
  for (const user of options.users) await createMaildir(dovecot.homeOf(user.address), dovecot.owner);

  const deliver = async (
    raw: Buffer | string,
    recipient: string,
    sender = 'nguoi-gui@ngoai.example',
    how: { seen?: boolean } = {},
  ): Promise<boolean> => {
    const mailbox = withoutTag(recipient);
    if (known.has(mailbox)) {
      const trace = `Return-Path: <${sender}>\r\nDelivered-To: ${recipient}\r\nReceived: from localhost by mx.test; ${new Date().toUTCString()}\r\n`;
      await deliverTo(
        dovecot.homeOf(mailbox),
        Buffer.concat([Buffer.from(trace), Buffer.from(raw as string)]),
        dovecot.owner,
        how.seen,
      );
      return true;
    }
    if (options.unknown === 'bounce' && sender)
      await deliver(nonDeliveryReport(Buffer.from(raw as string), recipient, sender), sender, '');
    return false;
  };

  await dovecot.start().catch(async (error: unknown) => {
    await rm(root, { recursive: true, force: true });
    throw error;
  });
  const relay = await startRelay({
    users: options.users,
    deliver,
    exists: (recipient) => known.has(withoutTag(recipient)),
    unknown: options.unknown ?? 'refuse',
  });
  const credentials = (address: string) =>
    `${encodeURIComponent(address)}:${encodeURIComponent(known.get(address)?.password ?? '')}`;
  const messages = (address: string) => readMaildir(dovecot.homeOf(address));
  return {
    ...relay,
    imap: { host: '127.0.0.1', port: dovecot.port },
    smtp: { host: '127.0.0.1', port: relay.port },
    imapUrl: (address) => `imap://${credentials(address)}@127.0.0.1:${dovecot.port}`,
    smtpUrl: (address) => `smtp://${address ? `${credentials(address)}@` : ''}127.0.0.1:${relay.port}`,
    deliver,
    mailbox: (address) => ({
      messages: () => messages(address),
      async waitFor(count, milliseconds = 30_000) {
        const until = Date.now() + milliseconds;
        for (;;) {
          const found = await messages(address);
          if (found.length >= count) return found;
          if (Date.now() > until) throw new Error(`${address} has ${found.length} mails, expected ${count}`);
          await new Promise((resolve) => setTimeout(resolve, 25));
        }
      },
    }),
    async changeUidValidity(address) {
      await dovecot.stop();
      const folder = join(dovecot.homeOf(address), 'Maildir');
      const list = await readFile(join(folder, 'dovecot-uidlist'), 'utf8').catch(() => '3 V1 N1\n');
      const validity = Number(/V(\d+)/.exec(list)?.[1] ?? 1) + 1;
      for (const name of await readdir(folder)) if (name.startsWith('dovecot')) await rm(join(folder, name));
      await writeFile(join(folder, 'dovecot-uidlist'), `3 V${validity} N1\n`, { mode: 0o666 });
      await dovecot.start();
    },
    stopImap: () => dovecot.stop(),
    startImap: () => dovecot.start(),
    async stop() {
      await relay.stop();
      await dovecot.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

function withoutTag(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*(?=@)/, '');
}

/** A server that takes connections and never says a word: what a hung mailbox looks like. */
export async function startBlackHole(): Promise<{ port: number; connections(): number; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    connections: () => count,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
