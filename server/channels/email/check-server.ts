import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import type { ServerCheck } from '../../../contract/email.ts';
import { isLoopback, type ServerAddress } from './account-url.ts';
import { whatFailed } from './connection-trouble.ts';

/** Longest time that one try may take, in real milliseconds; an administrator sits before it. */
export const CHECK_LIMIT = 10_000;

/** The folder that is listened to; every IMAP server has it (RFC 3501 §5.1), but not every account may open it. */
const INBOX = 'INBOX';

/** Signs in to an IMAP server and opens the folder for reading only. Changes nothing there; never throws. */
export async function checkImap(
  server: ServerAddress,
  { folder = INBOX, limit = CHECK_LIMIT }: { folder?: string; limit?: number } = {},
): Promise<ServerCheck> {
  const client = new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.tls === 'tls',
    ...(server.tls === 'starttls' ? { doSTARTTLS: true } : server.tls === 'plain' ? { doSTARTTLS: false } : {}),
    auth: { user: server.user ?? '', pass: server.password ?? '' },
    logger: false,
    connectionTimeout: limit,
    greetingTimeout: limit,
    socketTimeout: limit,
    maxLiteralSize: 64 * 1024,
    maxResponseSize: 256 * 1024,
  });
  // Without a listener a broken line would end the process; `connect` rejects with the same error.
  client.on('error', () => {});
  const opened = async (): Promise<ServerCheck> => {
    await client.connect();
    try {
      await client.mailboxOpen(folder, { readOnly: true });
    } catch (error) {
      return client.usable ? { ok: false, trouble: 'folder', said: null } : whatFailed(error);
    }
    return FINE;
  };
  return within(limit, opened, () => client.close());
}

/** Signs in to an SMTP server without sending anything. Never throws. */
export async function checkSmtp(server: ServerAddress, limit = CHECK_LIMIT): Promise<ServerCheck> {
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.tls === 'tls',
    requireTLS: server.tls === 'starttls',
    ignoreTLS: server.tls === 'plain' && isLoopback(server.host),
    ...(server.user ? { auth: { user: server.user, pass: server.password ?? '' } } : {}),
    connectionTimeout: limit,
    greetingTimeout: limit,
    socketTimeout: limit,
    dnsTimeout: limit,
    logger: false,
  });
  const verified = async (): Promise<ServerCheck> => {
    await transport.verify();
    return FINE;
  };
  return within(limit, verified, () => transport.close());
}

const FINE: ServerCheck = { ok: true, trouble: null, said: null };

/** Runs a try to its end or the limit, whichever is first, and lets go of the connection either way. */
async function within(limit: number, run: () => Promise<ServerCheck>, end: () => void): Promise<ServerCheck> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ServerCheck>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, trouble: 'silent', said: null }), limit);
  });
  try {
    return await Promise.race([run().catch(whatFailed), late]);
  } finally {
    clearTimeout(timer);
    end();
  }
}
