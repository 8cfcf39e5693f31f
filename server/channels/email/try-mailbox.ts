import type { MailboxCheck, ServerCheck } from '../../../contract/email.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import type { ServerAddress } from './account-url.ts';
import { secretPurpose } from './accounts.ts';
import { normaliseAddress } from './addresses.ts';
import { checkImap, checkSmtp } from './check-server.ts';
import { type MailServerInput, refusePlain } from './commands/set-mailbox.ts';

/** What is typed in a form and not stored yet; `code` null for a mailbox that does not exist yet. */
export interface MailboxTry {
  code: string | null;
  address: string;
  imap: MailServerInput | null;
  smtp: MailServerInput | null;
}

/**
 * Tries both servers of a mailbox as they are typed, at the same time, and stores nothing. An empty password means the
 * stored one, but only for the server and the name that it was stored for: it is never handed to another machine.
 */
export async function tryMailbox(ctx: Ctx, input: MailboxTry): Promise<MailboxCheck> {
  refusePlain(input);
  const stored = input.code
    ? await ctx.db.selectFrom('mailboxes').selectAll().where('code', '=', input.code).executeTakeFirst()
    : undefined;
  if (stored?.source === 'environment')
    throw new AppError('not_now', {
      detail: {
        vi: 'Hộp thư này được đặt trong biến môi trường.',
        en: 'This mailbox is set in an environment variable.',
      },
    });
  const fallback = normaliseAddress(input.address);
  const one = async (kind: 'imap' | 'smtp'): Promise<ServerCheck | null> => {
    const given = input[kind];
    if (!given) return null;
    const server: ServerAddress = { ...given, user: given.user || null, password: given.password ?? null };
    if (given.password === undefined) {
      const secret = stored?.[`${kind}_secret`] ?? null;
      const same = stored?.[`${kind}_host`] === given.host && (stored?.[`${kind}_user`] ?? '') === given.user;
      if (secret && !same) return { ok: false, trouble: 'password_again', said: null };
      if (secret && stored) {
        try {
          server.password = ctx.secrets.open(secret, secretPurpose(stored.code, kind));
        } catch {
          return { ok: false, trouble: 'password_again', said: null };
        }
      }
    }
    if (kind === 'smtp') return checkSmtp(server);
    return checkImap({ ...server, user: server.user ?? fallback });
  };
  const [imap, smtp] = await Promise.all([one('imap'), one('smtp')]);
  return { imap, smtp };
}
