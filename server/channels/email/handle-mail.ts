import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import type { InboundMails } from '../../platform/db/index.ts';
import { asWritten, keepSaid, type Said } from '../../platform/said.ts';
import { accountOfEnvironment, ENVIRONMENT_ACCOUNT } from './accounts.ts';
import { applyBounce, applyReceipt } from './bounce.ts';
import type { CaseDoor } from './case-door.ts';
import type { Classification } from './classify.ts';
import { classify } from './classify.ts';
import { fileMail } from './file-mail.ts';
import { loopId } from './identity.ts';
import { contentHash } from './mail-copy.ts';
import { parseMail } from './parse.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { MAIL_LIMITS, UnreadableMail } from './parsed-mail.ts';

type Inbound = Selectable<InboundMails>;

const MOST_MEGABYTES = Math.round(MAIL_LIMITS.raw / 1_048_576);
const UNREADABLE: Record<string, Said> = {
  too_large: { vi: `Thư lớn hơn ${MOST_MEGABYTES} MB.`, en: `The mail is larger than ${MOST_MEGABYTES} MB.` },
  header_too_large: { vi: 'Phần đầu thư quá dài.', en: 'The header of the mail is too long.' },
  too_many_parts: { vi: 'Thư có quá nhiều phần.', en: 'The mail has too many parts.' },
  too_deep: { vi: 'Các phần của thư lồng nhau quá sâu.', en: 'The parts of the mail are nested too deep.' },
  too_slow: { vi: 'Đọc thư mất quá nhiều thời gian.', en: 'Reading the mail took too long.' },
  empty: { vi: 'Thư rỗng.', en: 'The mail is empty.' },
  broken: { vi: 'Thư hỏng, không đọc được.', en: 'The mail is broken and cannot be read.' },
  no_sender: { vi: 'Thư không ghi người gửi.', en: 'The mail names no sender.' },
};

/** Understands one stored mail and brings it where it belongs. A mail that was handled before is left alone. */
export async function handleMail(ctx: Ctx, door: CaseDoor, inboundId: number): Promise<void> {
  const inbound = await ctx.db.selectFrom('inbound_mails').selectAll().where('id', '=', inboundId).executeTakeFirst();
  if (inbound?.state !== 'stored' || inbound.raw_sha256 === null) return;
  const boxes = await ctx.db
    .selectFrom('mailboxes')
    .select(['id', 'code', 'address', 'source', 'authserv_id'])
    .execute();
  const box = boxes.find((one) => one.id === inbound.mailbox_id);
  const authservId = box?.source === 'environment' ? accountOfEnvironment(ctx.config)?.authservId : box?.authserv_id;
  let mail: ParsedMail;
  try {
    if (inbound.raw_size > MAIL_LIMITS.raw) throw new UnreadableMail('too_large', `${inbound.raw_size} bytes`);
    mail = await parseMail(await ctx.files.readAll(inbound.raw_sha256), { authservId: authservId ?? null });
  } catch (error) {
    if (!(error instanceof UnreadableMail)) throw error;
    await fail(ctx, inbound, error.reason, error.message);
    return;
  }
  const own = boxes.map((one) => one.address);
  const sorted = classify(mail, { ownAddresses: own, loopId: loopId(ctx) });
  await noteWhatItIs(ctx, inbound, mail, sorted);
  if (sorted.class === 'own_loop') return finish(ctx, inbound, 'ignored');
  if (sorted.class === 'bounce') return finish(ctx, inbound, (await applyBounce(ctx, mail)) ? 'handled' : 'ignored');
  if (sorted.class === 'mdn') return finish(ctx, inbound, (await applyReceipt(ctx, mail)) ? 'handled' : 'ignored');
  const sender = mail.from ?? mail.sender;
  if (!sender) return fail(ctx, inbound, 'no_sender', 'no From and no Sender');
  const filed = await fileMail(ctx, door, {
    inbound,
    mail,
    sorted,
    sender,
    account: box?.code ?? ENVIRONMENT_ACCOUNT,
    own: new Set(own),
  });
  if (!filed) await finish(ctx, inbound, 'ignored');
}

async function noteWhatItIs(ctx: Ctx, inbound: Inbound, mail: ParsedMail, sorted: Classification): Promise<void> {
  await ctx.db
    .updateTable('inbound_mails')
    .set({
      class: sorted.class,
      reasons: sorted.reasons,
      message_id: mail.messageId,
      content_hash: contentHash(mail),
      from_address: mail.from?.address ?? null,
      subject: mail.subject.slice(0, 300),
    })
    .where('id', '=', inbound.id)
    .execute();
}

async function finish(ctx: Ctx, inbound: Inbound, state: 'handled' | 'ignored'): Promise<void> {
  await ctx.db
    .updateTable('inbound_mails')
    .set({ state, handled_at: ctx.clock.now() })
    .where('id', '=', inbound.id)
    .where('state', '=', 'stored')
    .execute();
}

/** Lists a mail as not readable; its raw bytes stay. */
async function fail(ctx: Ctx, inbound: Inbound, reason: string, detail: string): Promise<void> {
  ctx.log.warn({ inbound: inbound.id, reason, detail }, 'a mail could not be read');
  await ctx.db
    .updateTable('inbound_mails')
    .set({
      state: 'failed',
      error: reason,
      error_detail: keepSaid(UNREADABLE[reason] ?? asWritten(detail.slice(0, 300))),
      handled_at: ctx.clock.now(),
    })
    .where('id', '=', inbound.id)
    .where('state', '=', 'stored')
    .execute();
}
