/**
 * What becomes work by itself: what citizens write, and what waits at the centre without an agent who has it. Rows say
 * how things stand, events only that it is time to look; so it does not matter how late or how often one looks.
 */
import { post } from '../conversations/index.ts';
import { type Actor, SYSTEM } from '../platform/auth/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import type { LoggedEvent } from '../platform/events/index.ts';
import { titleOf } from '../platform/text.ts';
import { callbackWork, caseWork } from './case-work.ts';
import { enqueue } from './commands/enqueue.ts';
import { finishItem, lockOpen } from './commands/finish.ts';
import { backToQueue, giveTo } from './commands/place.ts';
import { lockPresence } from './duty.ts';
import { giveOutWaiting } from './give-out.ts';
import { onItem } from './hooks.ts';

const KIND_OF: Readonly<Record<string, 'chat' | 'mail'>> = {
  livechat: 'chat',
  zalo: 'chat',
  messenger: 'chat',
  email: 'mail',
};

/** Case events after which its place at the centre may be another. */
const CASE_EVENTS = [
  'registered',
  'answered',
  'declined',
  'merged',
  'forwarded',
  'recalled',
  'accepted',
  'returned',
  'info_requested',
  'citizen_replied',
  'resumed',
  'approved',
  'answered_at_level',
  'escalated',
  'delivered',
  'reopened',
  'relabelled',
].map((name) => `case.${name}`);

const TYPES = [
  'message.received',
  'message.queued',
  'conversation.assigned',
  'conversation.closed',
  'callback.owed',
  'callback.ended',
  ...CASE_EVENTS,
];

const LONG_AGO_MS = 12 * 3_600_000;

/** Binds the durable reader of the event log, and what full and closed queues say to a citizen in a chat. */
export function reactToEvents(ctx: Pick<Ctx, 'reactions'>): void {
  ctx.reactions.on({
    name: 'routing',
    types: TYPES,
    async handle(tx, event, { config }) {
      // The sample year of a demonstration is replayed: what would have waited then is not work of today.
      if (config.demo && tx.now.getTime() - event.at.getTime() > LONG_AGO_MS) return;
      if (event.type.startsWith('case.')) return caseWork(tx, event);
      if (event.type.startsWith('callback.')) return callbackWork(tx, event);
      if (event.type === 'message.received') return received(tx, event);
      if (event.type === 'message.queued') return replied(tx, event);
      if (event.type === 'conversation.assigned') return assigned(tx, event);
      await finishItem(
        tx,
        { kind: 'chat', conversationId: Number(event.data.conversationId) },
        'closed',
        actorOf(event),
      );
    },
  });
}

onItem('chat', {
  async refused(tx, item, why, answer) {
    if (item.conversation_id === null || !answer) return;
    const purpose = `routing.${why}`;
    await post(tx, SYSTEM, { conversationId: item.conversation_id, kind: 'auto', text: answer, purpose });
  },
});

function actorOf(event: LoggedEvent): Actor {
  return event.actorKind === 'user' ? { ...SYSTEM, kind: 'user', userId: event.actorId } : SYSTEM;
}

async function received(tx: Tx, event: LoggedEvent): Promise<void> {
  const { conversationId, messageId, channel, kind: sort } = event.data as Record<string, unknown>;
  const kind = KIND_OF[String(channel)];
  if (!kind || sort !== 'human') return;
  const id = Number(conversationId);
  const open = await lockOpenWithOwner(tx, id);
  if (open) {
    if (open.item.state !== 'owned' || open.answers) return;
    // Whose turn it was is not there: the citizen shall not wait for an empty chair.
    await backToQueue(tx, SYSTEM, open.item, 'away');
    await giveOutWaiting(tx);
    return;
  }
  const thread = await tx.db
    .selectFrom('conversations')
    .select(['state', 'subject', 'owner_id', 'channel'])
    .where('id', '=', id)
    .executeTakeFirst();
  // What belongs to a denunciation is not passed round: who took it and the supervisors are told by notices.
  if (await isKept(tx, id)) return;
  if (!thread || thread.state === 'closed' || (kind === 'mail' && (await caseHasIt(tx, id, Number(messageId))))) return;
  const message = await tx.db
    .selectFrom('messages')
    .select('body')
    .where('id', '=', Number(messageId))
    .executeTakeFirst();
  const about = await aboutUnit(tx, id);
  await enqueue(tx, {
    kind,
    title: kind === 'mail' ? thread.subject : titleOf(message?.body ?? '') || thread.subject,
    conversationId: id,
    channel: thread.channel,
    preferAgentId: thread.owner_id ?? (await lastOwner(tx, id)),
    exceptUnitId: about,
  });
}

/** The open item of a conversation and whether its owner is there. Lock order: the person, then the item. */
async function lockOpenWithOwner(tx: Tx, conversationId: number) {
  const which = { kind: 'chat', conversationId } as const;
  const seen = await tx.db
    .selectFrom('routing_items')
    .select('owner_id')
    .where('subject', '=', `conversation:${conversationId}`)
    .where('state', '=', 'owned')
    .executeTakeFirst();
  const presence = seen?.owner_id ? await lockPresence(tx.db, seen.owner_id) : undefined;
  const item = await lockOpen(tx, which);
  if (!item) return null;
  const same = item.owner_id === (seen?.owner_id ?? null);
  return { item, answers: !same || presence?.state === 'available' || presence?.state === 'busy' };
}

/**
 * A mail on a thread with a case is the case's work: at the centre the case is an item itself; a case that the mail has
 * just woken goes to whoever asked.
 */
async function caseHasIt(tx: Tx, conversationId: number, messageId: number): Promise<boolean> {
  const found = await tx.db
    .selectFrom('cases')
    .select(['id', 'status'])
    .where('conversation_id', '=', conversationId)
    .where('closed_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!found) return false;
  if (found.status === 'received') return true;
  const woken = await tx.db
    .selectFrom('events')
    .select(['data'])
    .where('case_id', '=', found.id)
    .where('type', '=', 'case.citizen_replied')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return (woken?.data as { messageId?: number } | undefined)?.messageId === messageId;
}

async function isKept(tx: Tx, conversationId: number): Promise<boolean> {
  const row = await tx.db
    .selectFrom('case_conversations as l')
    .innerJoin('cases as c', 'c.id', 'l.case_id')
    .select('c.id')
    .where('l.conversation_id', '=', conversationId)
    .where('c.decline_reason', '=', 'denunciation')
    .executeTakeFirst();
  return row !== undefined;
}

async function aboutUnit(tx: Tx, conversationId: number): Promise<number | null> {
  const row = await tx.db
    .selectFrom('cases')
    .select('about_unit_id')
    .where('conversation_id', '=', conversationId)
    .where('about_unit_id', 'is not', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row?.about_unit_id ?? null;
}

async function lastOwner(tx: Tx, conversationId: number): Promise<number | null> {
  const row = await tx.db
    .selectFrom('routing_items')
    .select('owner_id')
    .where('conversation_id', '=', conversationId)
    .where('owner_id', 'is not', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row?.owner_id ?? null;
}

/** An answer by a person: a mail is done with it; a chat belongs to who answers, asked or not. */
async function replied(tx: Tx, event: LoggedEvent): Promise<void> {
  const id = Number(event.data.conversationId);
  const kind = KIND_OF[String(event.data.channel)];
  if (event.actorKind !== 'user' || event.actorId === null || !kind) return;
  if (kind === 'mail') {
    if (event.data.purpose === 'conversation.reply')
      await finishItem(tx, { kind, conversationId: id }, 'answered', actorOf(event));
    return;
  }
  await ownedBy(tx, event, id, event.actorId);
}

/** The desk gave a conversation to somebody, or to nobody: the item follows. */
async function assigned(tx: Tx, event: LoggedEvent): Promise<void> {
  const { conversationId, to, why } = event.data as { conversationId: number; to: number | null; why: string };
  if (why.startsWith('routing.')) return;
  if (to !== null) return ownedBy(tx, event, conversationId, to);
  const item = await lockOpen(tx, { kind: 'chat', conversationId });
  if (item?.state !== 'owned') return;
  await backToQueue(tx, actorOf(event), item, 'given_back');
  await giveOutWaiting(tx);
}

async function ownedBy(tx: Tx, event: LoggedEvent, conversationId: number, userId: number): Promise<void> {
  await lockPresence(tx.db, userId);
  const item = await lockOpen(tx, { kind: 'chat', conversationId });
  if (!item || item.owner_id === userId) return;
  // Somebody else who owns it keeps it when a colleague only helps out with a line; an assignment is meant.
  if (item.state === 'owned' && event.type === 'message.queued') return;
  const actor = actorOf(event);
  const free = item.state === 'owned' ? await backToQueue(tx, actor, item, 'supervisor') : item;
  await giveTo(tx, actor, free, userId, { what: event.actorId === userId ? 'owned' : 'assigned' });
  await giveOutWaiting(tx);
}
