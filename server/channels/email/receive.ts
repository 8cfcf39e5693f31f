import { ImapFlow } from 'imapflow';
import type { Ctx } from '../../platform/context.ts';
import { asWritten, type Said } from '../../platform/said.ts';
import type { MailAccount } from './accounts.ts';
import { setMailboxState } from './accounts.ts';
import { reconnectDelay } from './limits.ts';
import { syncInbox } from './mailbox-sync.ts';

/** Real milliseconds; connections live in real time, not on the installation's clock. */
export type ListenTimes = {
  connect: number;
  greeting: number;
  silence: number;
  idle: number;
  poll: number;
  backoff(failures: number): number;
};

export const LISTEN_TIMES: ListenTimes = {
  connect: 20_000,
  greeting: 15_000,
  // No byte for so long means that the line is dead; IDLE is renewed more often than that (and < 29 min, RFC 2177).
  silence: 120_000,
  idle: 90_000,
  poll: 180_000,
  backoff: (failures) => reconnectDelay(failures, Math.random()),
};

export type Listener = { stop(): Promise<void> };

/**
 * Listens to one mailbox until stopped: connects, brings in what is new, waits in IDLE, looks again every few minutes,
 * and comes back after any failure with growing pauses. Each mailbox has its own task and its own connection, so a slow
 * or broken one holds nobody else. Never throws.
 */
export function listenTo(ctx: Ctx, account: MailAccount, times: ListenTimes = LISTEN_TIMES): Listener {
  const ending = new AbortController();
  const task = keepListening(ctx, account, times, ending.signal);
  return {
    async stop() {
      ending.abort();
      await task;
    },
  };
}

async function keepListening(ctx: Ctx, account: MailAccount, times: ListenTimes, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await setMailboxState(ctx, account.id, 'connecting');
      await session(ctx, account, times, signal, () => {
        failures = 0;
      });
    } catch (error) {
      if (signal.aborted) break;
      failures += 1;
      const detail = explain(error);
      ctx.log.warn({ mailbox: account.code, failures, detail: detail.en }, 'lost a mailbox, will try again');
      await setMailboxState(ctx, account.id, 'failing', detail).catch((err) =>
        ctx.log.error({ err }, 'mailbox state not written'),
      );
    }
    await pause(times.backoff(Math.max(1, failures)), signal);
  }
  await setMailboxState(ctx, account.id, 'stopped').catch(() => {});
}

async function session(
  ctx: Ctx,
  account: MailAccount,
  times: ListenTimes,
  signal: AbortSignal,
  healthy: () => void,
): Promise<void> {
  const client = newClient(account, times);
  let wake = () => {};
  let news = true;
  let failure: Error | null = null;
  // Without these listeners a broken line would end the process.
  client.on('error', (error: Error) => {
    failure ??= error;
  });
  client.on('close', () => wake());
  client.on('exists', () => {
    news = true;
    wake();
  });
  const end = () => {
    client.close();
    wake();
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    await client.connect();
    await client.mailboxOpen('INBOX');
    while (!signal.aborted && client.usable) {
      news = false;
      const failed = await syncInbox(ctx, account, client, signal);
      if (failed.size === 0) {
        await setMailboxState(ctx, account.id, 'listening');
        healthy();
      } else {
        await setMailboxState(ctx, account.id, 'failing', unsavedWords(failed.size, explain([...failed.values()][0])));
      }
      const waited = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (!news && client.usable && !signal.aborted)
        await Promise.race([waited, pause(failed.size > 0 ? times.poll / 6 : times.poll, signal)]);
      if (!news && client.usable && !signal.aborted) await client.noop();
    }
    if (!signal.aborted) throw failure ?? new Error('the connection was closed');
  } catch (error) {
    throw failure ?? error;
  } finally {
    signal.removeEventListener('abort', end);
    client.close();
  }
}

function newClient(account: MailAccount, times: ListenTimes): ImapFlow {
  const { imap } = account;
  if (!imap) throw new Error('no IMAP server');
  return new ImapFlow({
    host: imap.host,
    port: imap.port,
    secure: imap.tls === 'tls',
    ...(imap.tls === 'starttls' ? { doSTARTTLS: true } : imap.tls === 'plain' ? { doSTARTTLS: false } : {}),
    auth: { user: imap.user ?? account.address, pass: imap.password ?? '' },
    logger: false,
    connectionTimeout: times.connect,
    greetingTimeout: times.greeting,
    socketTimeout: times.silence,
    maxIdleTime: times.idle,
    autoIdleDelay: 50,
    maxLiteralSize: 8 * 1024 * 1024,
    maxResponseSize: 16 * 1024 * 1024,
  });
}

function unsavedWords(count: number, why: Said): Said {
  return {
    vi: `${count} thư chưa lưu được: ${why.vi}`,
    en: `${count} mails could not be saved yet: ${why.en}`,
  };
}

function explain(error: unknown): Said {
  const known = error as { authenticationFailed?: boolean; responseText?: string; code?: string; message?: string };
  if (known.authenticationFailed)
    return {
      vi: `Máy chủ từ chối đăng nhập: ${known.responseText ?? 'sai tên hoặc mật khẩu'}`,
      en: `The server refuses the sign-in: ${known.responseText ?? 'wrong name or password'}`,
    };
  const text = [known.code, known.responseText ?? known.message].filter(Boolean).join(': ');
  return asWritten((text || String(error)).slice(0, 300));
}

/** Waits, or returns at once when the signal comes. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    timer.unref();
    signal.addEventListener('abort', done, { once: true });
  });
}
