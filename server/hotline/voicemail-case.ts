import { dateTimePhrase, registerWithin } from '../cases/index.ts';
import { CITIZEN } from '../platform/auth/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import type { CallRow } from './present.ts';

/** What a caller left as a message becomes a case; whoever takes it listens to the recording of its call. */
export async function voicemailCase(
  ctx: Ctx,
  tx: Tx,
  row: CallRow,
  { name, seconds }: { name: string; seconds: number },
): Promise<void> {
  const at = dateTimePhrase(row.started_at);
  const made = await registerWithin(ctx, tx, CITIZEN, {
    type: 'inquiry',
    title: `Lời nhắn thoại ${at}`,
    content: `Người dân để lại lời nhắn thoại dài ${Math.max(1, Math.round(seconds))} giây khi gọi tổng đài ${at}. Nghe lời nhắn ở mục Ghi âm cuộc gọi của phiếu.`,
    channel: 'phone',
    ...(row.number === null ? {} : { citizen: { phone: row.number } }),
    idempotencyKey: `voicemail-${name}`,
    acknowledge: false,
  });
  await tx.db.updateTable('calls').set({ case_id: made.id }).where('id', '=', row.id).execute();
}
