import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import type { Mailboxes } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import { keepSaid, type Said } from '../../platform/said.ts';
import type { ServerAddress, Tls } from './account-url.ts';
import { isLoopback, readFrom, readServerUrl } from './account-url.ts';

/** A mailbox ready for use: secrets opened, one per address of ours. */
export type MailAccount = {
  id: number;
  code: string;
  address: string;
  displayName: string;
  imap: ServerAddress | null;
  smtp: ServerAddress | null;
  authservId: string | null;
  plusAddressing: boolean;
  /** Changes whenever a connection made with the old settings must not be used any more. */
  fingerprint: string;
};

/** The code of the mailbox given by IMAP_URL, SMTP_URL and MAIL_FROM. */
export const ENVIRONMENT_ACCOUNT = 'default';

/** The account of the environment, or null when no mail is set. @throws AppError `bad_setting` */
export function accountOfEnvironment(config: Ctx['config']): Omit<MailAccount, 'id' | 'fingerprint'> | null {
  if (!config.imapUrl && !config.smtpUrl) return null;
  const imap = config.imapUrl ? readServerUrl('IMAP_URL', config.imapUrl) : null;
  const smtp = config.smtpUrl ? readServerUrl('SMTP_URL', config.smtpUrl) : null;
  const given = config.mailFrom ?? imap?.user ?? smtp?.user ?? '';
  const from = readFrom(given);
  if (!from) {
    throw new AppError('bad_setting', {
      detail: {
        vi: `Setting MAIL_FROM is wrong: found ${JSON.stringify(config.mailFrom)}; expected e.g. Tổng đài 1022 <1022@tinh.gov.vn>.`,
        en: `Setting MAIL_FROM is wrong: found ${JSON.stringify(config.mailFrom)}; expected e.g. Tổng đài 1022 <1022@tinh.gov.vn>.`,
      },
    });
  }
  return {
    code: ENVIRONMENT_ACCOUNT,
    address: from.address,
    displayName: from.name || `Tổng đài 1022 tỉnh ${config.provinceName}`,
    imap,
    smtp,
    authservId: imap?.query.get('authserv') ?? null,
    plusAddressing: (imap?.query.get('plus') ?? smtp?.query.get('plus')) !== 'no',
  };
}

/** Writes the environment's mailbox into the table (state lives there, secrets do not) or retires it. */
export async function syncEnvironmentAccount(ctx: Ctx): Promise<void> {
  const account = accountOfEnvironment(ctx.config);
  const now = ctx.clock.now();
  if (!account) {
    await ctx.db
      .updateTable('mailboxes')
      .set({ enabled: false, state: 'stopped', updated_at: now })
      .where('source', '=', 'environment')
      .where('enabled', '=', true)
      .execute();
    return;
  }
  const values = { address: account.address, display_name: account.displayName, enabled: true, updated_at: now };
  await ctx.db
    .insertInto('mailboxes')
    .values({ ...values, code: account.code, source: 'environment', state_since: now, created_at: now })
    .onConflict((conflict) => conflict.column('code').doUpdateSet(values))
    .execute();
}

/** All mailboxes in use. One whose secret cannot be opened is left out and marked; the others work on. */
export async function mailAccounts(ctx: Ctx): Promise<MailAccount[]> {
  const rows = await ctx.db.selectFrom('mailboxes').selectAll().where('enabled', '=', true).orderBy('id').execute();
  const accounts: MailAccount[] = [];
  for (const row of rows) {
    const account = await toAccount(ctx, row);
    if (account) accounts.push(account);
  }
  return accounts;
}

/** The mailbox that sends for a conversation; the environment's (or the first) when its own is gone. */
export async function accountFor(ctx: Ctx, code: string): Promise<MailAccount | null> {
  const accounts = (await mailAccounts(ctx)).filter((account) => account.smtp);
  return (
    accounts.find((account) => account.code === code) ??
    accounts.find((account) => account.code === ENVIRONMENT_ACCOUNT) ??
    accounts[0] ??
    null
  );
}

async function toAccount(ctx: Ctx, row: Selectable<Mailboxes>): Promise<MailAccount | null> {
  if (row.source === 'environment') {
    const account = accountOfEnvironment(ctx.config);
    if (!account) return null;
    return { ...account, id: row.id, fingerprint: fingerprintOf(account) };
  }
  try {
    const server = (kind: 'imap' | 'smtp'): ServerAddress | null => {
      const host = row[`${kind}_host`];
      const port = row[`${kind}_port`];
      const secret = row[`${kind}_secret`];
      if (!host || !port) return null;
      const tls = (row[`${kind}_tls`] ?? 'tls') as Tls;
      return {
        host,
        port,
        // A row edited by hand must not send a password in clear over a network.
        tls: tls === 'plain' && !isLoopback(host) ? 'starttls' : tls,
        user: row[`${kind}_user`],
        password: secret ? ctx.secrets.open(secret, secretPurpose(row.code, kind)) : null,
      };
    };
    const account = {
      code: row.code,
      address: row.address,
      displayName: row.display_name,
      imap: server('imap'),
      smtp: server('smtp'),
      authservId: row.authserv_id,
      plusAddressing: row.plus_addressing,
    };
    return { ...account, id: row.id, fingerprint: fingerprintOf(account) };
  } catch (error) {
    ctx.log.error({ err: error, mailbox: row.code }, 'the secret of a mailbox cannot be read');
    await setMailboxState(ctx, row.id, 'failing', {
      vi: 'Không đọc được mật khẩu đã lưu: SECRET_KEY đã thay đổi.',
      en: 'The stored password cannot be read: SECRET_KEY is another one.',
    });
    return null;
  }
}

function fingerprintOf(account: Omit<MailAccount, 'id' | 'fingerprint'>): string {
  return createHash('sha256')
    .update(JSON.stringify([account.address, account.imap, account.smtp]))
    .digest('hex');
}

/** What a sealed secret is bound to: it cannot be moved to another mailbox. */
export function secretPurpose(code: string, kind: 'imap' | 'smtp'): string {
  return `mailbox:${code}:${kind}`;
}

export type MailboxState = 'connecting' | 'listening' | 'failing' | 'stopped';

/** Notes what the listener knows; writes only when something changed. */
export async function setMailboxState(
  ctx: Ctx,
  id: number,
  state: MailboxState,
  said: Said | null = null,
): Promise<void> {
  const error = said && keepSaid(said);
  const now = ctx.clock.now();
  await ctx.db
    .updateTable('mailboxes')
    .set((e) => ({
      state,
      last_error: error ?? (state === 'listening' ? null : e.ref('last_error')),
      state_since: e.case().when('state', '=', state).then(e.ref('state_since')).else(now).end(),
      last_contact_at: state === 'listening' ? now : e.ref('last_contact_at'),
    }))
    .where('id', '=', id)
    .where((e) =>
      e.or([
        e('state', '<>', state),
        e('last_error', 'is distinct from', error),
        e('last_contact_at', '<', new Date(now.getTime() - 60_000)),
      ]),
    )
    .execute();
}
