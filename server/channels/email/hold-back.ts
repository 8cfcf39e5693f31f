import type { Selectable } from 'kysely';
import type { OutgoingMessage } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import type { OutboundMails } from '../../platform/db/index.ts';
import { mayAutomate } from './limits.ts';

/** Letters about a case that no act of a person stands behind. */
const BY_ITSELF: ReadonlySet<string> = new Set(['case.acknowledgement', 'case.survey']);

/** Why an automatic mail must not go out, in words; null when it may. Answers that staff caused are never held back. */
export async function refusalOf(
  ctx: Ctx,
  message: OutgoingMessage,
  row: Selectable<OutboundMails>,
  kind: string,
): Promise<string | null> {
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
  const words = {
    suppressed: `Không gửi thư tự động: địa chỉ này đã bị trả thư (${suppressed?.detail ?? ''}).`,
    acknowledged_before: 'Không gửi: luồng thư này đã có thư xác nhận.',
    hour: 'Không gửi: địa chỉ này đã nhận quá nhiều thư tự động trong một giờ.',
    day: 'Không gửi: địa chỉ này đã nhận quá nhiều thư tự động trong một ngày.',
  };
  ctx.log.warn({ message: message.id, why: decision.why }, 'an automatic mail was held back');
  return words[decision.why];
}
