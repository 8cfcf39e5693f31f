import type { Selectable } from 'kysely';
import type { OutgoingMessage } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import type { OutboundMails } from '../../platform/db/index.ts';
import { keptSaid, type Said } from '../../platform/said.ts';
import { mayAutomate } from './limits.ts';

/** Letters about a case that no act of a person stands behind. */
const BY_ITSELF: ReadonlySet<string> = new Set(['case.acknowledgement', 'case.survey']);

/** Why an automatic mail must not go out, in words; null when it may. Answers that staff caused are never held back. */
export async function refusalOf(
  ctx: Ctx,
  message: OutgoingMessage,
  row: Selectable<OutboundMails>,
  kind: string,
): Promise<Said | null> {
  const caused = message.purpose?.startsWith('case.') && !BY_ITSELF.has(message.purpose);
  if (kind === 'human' || caused) return null;
  const suppressed = await ctx.db
    .selectFrom('suppressed_addresses')
    .select('detail')
    .where('address', '=', row.recipient)
    .executeTakeFirst();
  const now = ctx.clock.now();
  const sent = await ctx.db
    .selectFrom('outbound_mails')
    .select(['created_at', 'conversation_id', 'kind'])
    .where('recipient', '=', row.recipient)
    .where('kind', '<>', 'human')
    .where('id', '<>', row.id)
    .where('attempts', '>', 0)
    .where((e) =>
      e.or([
        e('created_at', '>', new Date(now.getTime() - 86_400_000)),
        e('conversation_id', '=', row.conversation_id),
      ]),
    )
    .limit(200)
    .execute();
  const decision = mayAutomate(
    sent.map((one) => ({
      at: one.created_at,
      conversationId: one.conversation_id,
      acknowledgement: one.kind === 'acknowledgement',
    })),
    {
      now,
      conversationId: row.conversation_id,
      acknowledgement: kind === 'acknowledgement',
      suppressed: suppressed !== undefined,
    },
  );
  if (decision.allowed) return null;
  const before = keptSaid(suppressed?.detail ?? '');
  const words: Record<typeof decision.why, Said> = {
    suppressed: {
      vi: `Không gửi thư tự động: địa chỉ này đã bị trả thư (${before.vi}).`,
      en: `No automatic mail was sent: mail to this address came back before (${before.en}).`,
    },
    acknowledged_before: {
      vi: 'Không gửi: luồng thư này đã có thư xác nhận.',
      en: 'Not sent: this thread has had its acknowledgement.',
    },
    hour: {
      vi: 'Không gửi: địa chỉ này đã nhận quá nhiều thư tự động trong một giờ.',
      en: 'Not sent: this address has had too many automatic mails within an hour.',
    },
    day: {
      vi: 'Không gửi: địa chỉ này đã nhận quá nhiều thư tự động trong một ngày.',
      en: 'Not sent: this address has had too many automatic mails within a day.',
    },
  };
  ctx.log.warn({ message: message.id, why: decision.why }, 'an automatic mail was held back');
  return words[decision.why];
}
