import { openConversation, post } from '../../../conversations/index.ts';
import { SYSTEM } from '../../../platform/auth/index.ts';
import { isoLocal } from '../../../platform/clock.ts';
import type { Ctx } from '../../../platform/context.ts';
import type { Db } from '../../../platform/db/index.ts';
import { AppError } from '../../../platform/errors.ts';
import { transact } from '../../../platform/transact.ts';
import type { Visitor } from '../sessions.ts';
import type { Thread } from '../threads.ts';
import { TRANSCRIPT } from '../words.ts';

/** A conversation is sent by mail so often at most. */
const MOST = 3;
/** Messages in one mail; a longer conversation is cut at the beginning, and says so. */
const LONGEST = 500;

/** The mailbox by which we write, or null: then the window offers the file instead. */
export async function mailboxToSend(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom('mailboxes')
    .select('code')
    .where('enabled', '=', true)
    .orderBy('id')
    .executeTakeFirst();
  return row?.code ?? null;
}

/**
 * Sends a conversation to the address that its visitor names, as a mail of its own.
 * @throws AppError `not_now` when there is no mailbox, or it was sent three times already
 */
export async function mailTranscript(ctx: Ctx, visitor: Visitor, thread: Thread, email: string): Promise<void> {
  const account = await mailboxToSend(ctx.db);
  if (!account)
    throw new AppError('not_now', {
      detail: {
        vi: 'Tổng đài chưa gửi được thư điện tử. Ông/bà có thể lưu tệp.',
        en: 'The service cannot send mail yet. You can save the file instead.',
      },
    });
  const words = TRANSCRIPT[visitor.language];
  const lines = await transcriptLines(ctx.db, thread.conversationId, words.you);
  await transact(ctx, async (tx) => {
    const counted = await tx.db
      .updateTable('widget_threads')
      .set((e) => ({ transcripts: e('transcripts', '+', 1) }))
      .where('conversation_id', '=', thread.conversationId)
      .where('transcripts', '<', MOST)
      .returning('transcripts')
      .executeTakeFirst();
    if (!counted)
      throw new AppError('not_now', {
        detail: {
          vi: `Mỗi cuộc trò chuyện gửi thư nhiều nhất ${MOST} lần.`,
          en: `A conversation can be mailed at most ${MOST} times.`,
        },
      });
    const conversationId = await openConversation(tx, {
      channel: 'email',
      account,
      address: email.toLowerCase(),
      subject: words.subject,
    });
    const text = [words.head, '', ...lines, '', words.foot].join('\n');
    const system = { ...SYSTEM, displayName: 'Tổng đài 1022' };
    await post(tx, system, {
      conversationId,
      kind: 'auto',
      text,
      subject: words.subject,
      purpose: 'livechat.transcript',
    });
  });
}

async function transcriptLines(db: Db, conversationId: number, you: string): Promise<string[]> {
  const rows = await db
    .selectFrom('messages as m')
    .innerJoin('widget_events as e', (j) => j.onRef('e.message_id', '=', 'm.id').on('e.kind', '=', 'message'))
    .select(['m.direction', 'm.author_name', 'm.body', 'm.sent_at', 'm.retracted_at'])
    .select((s) =>
      s
        .selectFrom('attachments as a')
        .whereRef('a.message_id', '=', 'm.id')
        .select((a) => a.fn.countAll<number>().as('n'))
        .as('files'),
    )
    .where('e.conversation_id', '=', conversationId)
    .orderBy('e.seq', 'desc')
    .limit(LONGEST + 1)
    .execute();
  const lines = rows
    .slice(0, LONGEST)
    .reverse()
    .map((m) => {
      const who = m.direction === 'in' ? you : m.author_name;
      const [day = '', time = ''] = isoLocal(m.sent_at).split('T');
      const when = `${time.slice(0, 5)} ${day.split('-').reverse().join('/')}`;
      const files = Number(m.files) > 0 ? ` [${m.files} tệp]` : '';
      return `${who} (${when}): ${m.retracted_at ? '…' : m.body}${files}`;
    });
  return rows.length > LONGEST ? ['…', ...lines] : lines;
}
