import type { Actor } from '../../../platform/auth/index.ts';
import type { Ctx } from '../../../platform/context.ts';
import { AppError, invalidField } from '../../../platform/errors.ts';
import { transact } from '../../../platform/transact.ts';
import { isLoopback } from '../account-url.ts';
import { secretPurpose } from '../accounts.ts';
import { normaliseAddress, withoutTag } from '../addresses.ts';
import { mailboxChanged } from '../events.ts';

export type MailServerInput = {
  host: string;
  port: number;
  tls: 'tls' | 'starttls' | 'plain';
  user: string;
  /** Left out = the stored one stays. It is never sent back, so a masked value cannot come in its place. */
  password?: string | undefined;
};

export type MailboxInput = {
  address: string;
  displayName: string;
  imap: MailServerInput | null;
  smtp: MailServerInput | null;
  authservId: string | null;
  plusAddressing: boolean;
  enabled: boolean;
};

/** Adds or changes a mailbox; secrets are sealed. The environment's mailbox is changed in the environment only. */
export async function setMailbox(ctx: Ctx, actor: Actor, code: string, input: MailboxInput): Promise<void> {
  const address = normaliseAddress(input.address);
  if (!address || withoutTag(address) !== address)
    throw invalidField('address', { vi: 'Địa chỉ thư không hợp lệ.', en: 'The mail address is not valid.' });
  refusePlain(input);
  await transact(ctx, async (tx) => {
    const known = await tx.db
      .selectFrom('mailboxes')
      .selectAll()
      .where('code', '=', code)
      .forUpdate()
      .executeTakeFirst();
    if (known?.source === 'environment')
      throw new AppError('not_now', {
        detail: {
          vi: 'Hộp thư này được đặt trong biến môi trường.',
          en: 'This mailbox is set in an environment variable.',
        },
      });
    const other = await tx.db
      .selectFrom('mailboxes')
      .select('code')
      .where('address', '=', address)
      .where('code', '<>', code)
      .executeTakeFirst();
    if (other)
      throw new AppError('already_exists', {
        detail: {
          vi: `Địa chỉ này đã thuộc hộp thư “${other.code}”.`,
          en: `This address belongs to the mailbox “${other.code}”.`,
        },
      });
    const server = (kind: 'imap' | 'smtp') => {
      const given = input[kind];
      const kept = known?.[`${kind}_secret`] ?? null;
      // What is stored was given for that account on that machine: nobody has it sent to another by renaming the host.
      const same = known?.[`${kind}_host`] === given?.host && known?.[`${kind}_user`] === given?.user;
      if (given && given.password === undefined && kept !== null && !same)
        throw invalidField(
          `${kind}.password`,
          {
            vi: 'Máy chủ hoặc tài khoản đã đổi: hãy nhập lại mật khẩu.',
            en: 'The server or account changed: enter the password again.',
          },
          'required',
        );
      const secret = given?.password === undefined ? kept : ctx.secrets.seal(given.password, secretPurpose(code, kind));
      return {
        [`${kind}_host`]: given?.host ?? null,
        [`${kind}_port`]: given?.port ?? null,
        [`${kind}_tls`]: given?.tls ?? null,
        [`${kind}_user`]: given?.user ?? null,
        [`${kind}_secret`]: given ? secret : null,
      };
    };
    // Another server numbers its mails anew.
    const moved =
      known !== undefined &&
      (known.imap_host !== (input.imap?.host ?? null) || known.imap_user !== (input.imap?.user ?? null));
    const values = {
      address,
      display_name: input.displayName,
      authserv_id: input.authservId,
      plus_addressing: input.plusAddressing,
      enabled: input.enabled,
      updated_at: tx.now,
      ...(moved ? { uid_validity: null, last_uid: 0 } : {}),
      ...server('imap'),
      ...server('smtp'),
    };
    if (known) await tx.db.updateTable('mailboxes').set(values).where('id', '=', known.id).execute();
    else {
      await tx.db
        .insertInto('mailboxes')
        .values({ ...values, code, source: 'admin', state_since: tx.now, created_at: tx.now })
        .execute();
    }
    tx.record({
      type: mailboxChanged.type,
      actor,
      subject: { type: 'mailbox', id: code },
      data: { code, address, enabled: input.enabled },
      audience: { to: ['admin'] },
    });
  });
}

/** A password never crosses a network in clear. @throws AppError `invalid` naming the server */
export function refusePlain(input: Pick<MailboxInput, 'imap' | 'smtp'>): void {
  for (const kind of ['imap', 'smtp'] as const) {
    const server = input[kind];
    if (server?.tls === 'plain' && !isLoopback(server.host)) {
      throw invalidField(`${kind}.tls`, {
        vi: 'Chỉ được bỏ mã hóa khi máy chủ thư nằm trên chính máy này.',
        en: 'Encryption may only be left out when the mail server is on this very machine.',
      });
    }
  }
}
