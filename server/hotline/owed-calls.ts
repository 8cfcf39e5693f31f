/** Calls that nobody took are owed back: one open task per number, however often it rang. */
import { CALL_REASONS, callOwed, owedCallTried, settleOwedCalls } from '../cases/index.ts';
import { type Actor, SYSTEM } from '../platform/auth/index.ts';
import type { Tx } from '../platform/context.ts';
import { type Said, saidWith } from '../platform/said.ts';
import type { CallRow } from './present.ts';

/** A hidden number cannot be called back; its call stays in the list of missed ones. */
export async function missedCall(tx: Tx, row: CallRow): Promise<void> {
  await owe(tx, row, {
    purpose: 'missed_call',
    why: CALL_REASONS.missed,
    text: {
      vi: 'Người dân đã gọi nhưng chưa gặp được tổng đài viên. Gọi lại để hỏi nhu cầu.',
      en: 'The citizen called and reached no agent. Call back and ask what is wanted.',
    },
    since: tx.now,
  });
}

const CHOSE_CALLBACK: Said = {
  vi: 'Người dân đã chọn được gọi lại thay vì chờ máy.',
  en: 'The citizen chose to be called back instead of waiting.',
};

/** He gave up waiting for a promise: his turn is when it would have been. */
export async function keepCallback(tx: Tx, row: CallRow): Promise<void> {
  await owe(tx, row, {
    purpose: 'callback_kept',
    why: CALL_REASONS.kept,
    text: saidWith(CHOSE_CALLBACK, (text) => [row.topic, text].filter(Boolean).join('. ')),
    since: row.queued_at ?? tx.now,
  });
}

async function owe(
  tx: Tx,
  row: CallRow,
  words: { purpose: 'missed_call' | 'callback_kept'; why: Said; text: Said; since: Date },
): Promise<void> {
  if (row.number === null || !row.number.startsWith('+')) return;
  const id = await callOwed(tx, SYSTEM, { callId: row.id, phone: row.number, ...words });
  await tx.db.updateTable('calls').set({ callback_id: id }).where('id', '=', row.id).execute();
}

/** We called what was owed, and nobody was reached. */
export async function triedInVain(tx: Tx, row: CallRow): Promise<void> {
  if (row.for_callback_id === null) return;
  const actor: Actor = row.agent_id === null ? SYSTEM : { ...SYSTEM, kind: 'user', userId: row.agent_id };
  await owedCallTried(tx, actor, row.for_callback_id);
}

/** Somebody talks with this number: what was owed to it is paid. */
export async function paidBy(tx: Tx, row: CallRow): Promise<void> {
  if (row.number !== null) await settleOwedCalls(tx, SYSTEM, row.number);
}
