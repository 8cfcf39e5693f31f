/** What happens when a message about a case does not arrive, and when what was owed by phone is settled otherwise. */
import { SYSTEM } from '../platform/auth/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import { keptSaid, type Said } from '../platform/said.ts';
import { settleCallbacks } from './callbacks.ts';
import { CASE_EVENTS } from './events.ts';
import { tellOtherwise } from './notify-citizen.ts';

/** Binds the reaction of cases to what became of messages. One reader, so that it hears everything in order. */
export function reactToFailures(ctx: Ctx): void {
  ctx.reactions.on({
    name: 'cases.reach',
    types: ['message.state_changed', ...SETTLING.keys()],
    async handle(tx, event) {
      const settles = SETTLING.get(event.type);
      if (settles && event.caseId !== null)
        await settleCallbacks(tx, SYSTEM, event.caseId, settles.purposes, settles.result);
      const { messageId, state } = event.data as { messageId?: number; state?: string };
      if (messageId !== undefined && (state === 'failed' || state === 'bounced')) await repeatOtherwise(tx, messageId);
    },
  });
}

/** What makes a call that is owed needless. A message that is on its way and fails makes it owed anew. */
const SETTLING: ReadonlyMap<string, { purposes: readonly string[]; result: 'reached' | 'dropped' }> = new Map([
  [CASE_EVENTS.delivered.type, { purposes: ['case.answer'], result: 'reached' }],
  [CASE_EVENTS.citizenReplied.type, { purposes: ['case.info_request'], result: 'reached' }],
  [CASE_EVENTS.reopened.type, { purposes: ['case.answer', 'case.declined'], result: 'dropped' }],
]);

const NOT_ARRIVED: Said = { vi: 'Tin không tới được người dân.', en: 'The message did not reach the citizen.' };

/** The same words by the next way. Done once per message: it is marked as stood for, or its call-back names it. */
async function repeatOtherwise(tx: Tx, messageId: number): Promise<void> {
  const message = await tx.db
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .innerJoin('cases as k', 'k.id', 'm.case_id')
    .select(['m.id', 'm.kind', 'm.body', 'm.purpose', 'm.state', 'm.state_detail', 'm.author_user_id', 'm.author_name'])
    .select(['c.channel', 'c.address'])
    .select(['k.id as case_id', 'k.code', 'k.title', 'k.conversation_id', 'k.contact_email', 'k.citizen_id'])
    .where('m.id', '=', messageId)
    .where('m.direction', '=', 'out')
    .where('m.state', 'in', ['failed', 'bounced'])
    .executeTakeFirst();
  if (!message || message.kind === 'note' || !message.purpose?.startsWith('case.')) return;
  const repeated = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('stands_for_id', '=', messageId)
    .executeTakeFirst();
  if (repeated) return;
  const author = { ...SYSTEM, userId: message.author_user_id, displayName: message.author_name };
  await tellOtherwise(
    tx,
    author,
    { ...message, id: message.case_id },
    {
      messageId,
      way: { channel: message.channel, address: message.address },
      why: message.state_detail === null ? NOT_ARRIVED : keptSaid(message.state_detail),
      telling: { kind: message.kind === 'human' ? 'human' : 'auto', purpose: message.purpose, text: message.body },
    },
  );
}
