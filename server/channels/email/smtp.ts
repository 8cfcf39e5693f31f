import type { SendMailOptions, Transporter } from 'nodemailer';
import { createTransport } from 'nodemailer';
import { isLoopback } from './account-url.ts';
import type { MailAccount } from './accounts.ts';

/** How an attempt ended. `temporary`: trying again makes sense; `server`: it failed before the recipient mattered. */
export type SmtpOutcome =
  | { ok: true; response: string }
  | { ok: false; temporary: boolean; server: boolean; response: string };

/** Real milliseconds. */
export const SMTP_TIMES = { connect: 10_000, greeting: 10_000, silence: 60_000 };

type Pooled = { fingerprint: string; transport: Transporter };
const pools = new Map<string, Pooled>();

/** Hands one mail to the account's SMTP server over a small pool of connections. Never throws. */
export async function smtpSend(pool: string, account: MailAccount, mail: SendMailOptions): Promise<SmtpOutcome> {
  try {
    const info = await transportOf(pool, account).sendMail(mail);
    return { ok: true, response: String(info.response ?? '').slice(0, 300) };
  } catch (error) {
    return judgeFailure(error);
  }
}

/** Ends all connections of one owner (an installation; several live side by side in tests). */
export function closeTransports(owner: string): void {
  for (const [key, pooled] of pools) {
    if (!key.startsWith(`${owner}/`)) continue;
    pooled.transport.close();
    pools.delete(key);
  }
}

function transportOf(owner: string, account: MailAccount): Transporter {
  const key = `${owner}/${account.id}`;
  const known = pools.get(key);
  if (known?.fingerprint === account.fingerprint) return known.transport;
  known?.transport.close();
  const { smtp } = account;
  if (!smtp) throw new Error('no SMTP server');
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.tls === 'tls',
    requireTLS: smtp.tls === 'starttls',
    ignoreTLS: smtp.tls === 'plain' && isLoopback(smtp.host),
    ...(smtp.user ? { auth: { user: smtp.user, pass: smtp.password ?? '' } } : {}),
    pool: true,
    maxConnections: 2,
    maxMessages: 100,
    connectionTimeout: SMTP_TIMES.connect,
    greetingTimeout: SMTP_TIMES.greeting,
    socketTimeout: SMTP_TIMES.silence,
    logger: false,
  });
  pools.set(key, { fingerprint: account.fingerprint, transport });
  return transport;
}

function judgeFailure(error: unknown): SmtpOutcome & { ok: false } {
  const known = error as {
    code?: string;
    responseCode?: number;
    response?: string;
    message?: string;
    command?: string;
  };
  const response = (known.response ?? known.message ?? String(error)).replace(/\s+/gu, ' ').slice(0, 300);
  const code = known.responseCode ?? 0;
  // Made wrong or too large for this server: no other time will be better.
  if (code === 0 && (known.code === 'EENVELOPE' || known.code === 'EMESSAGE'))
    return { ok: false, temporary: false, server: false, response };
  // A wrong password or a missing right to send is the operator's to repair; the mails wait meanwhile.
  const server =
    code === 0 || known.code === 'EAUTH' || known.code === 'ENOAUTH' || known.command === 'CONN' || code === 421;
  const temporary = server || (code >= 400 && code < 500);
  return { ok: false, temporary, server, response };
}
