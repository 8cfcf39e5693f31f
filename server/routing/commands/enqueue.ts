import { type Actor, SYSTEM } from '../../platform/auth/index.ts';
import type { Tx } from '../../platform/context.ts';
import { keptShort } from '../../platform/said.ts';
import { storable } from '../../platform/text.ts';
import { giveOutWaiting } from '../give-out.ts';
import { hooksOf, type Item, type ItemKind } from '../hooks.ts';
import { queueFor, queuesNow } from '../queue-now.ts';
import { lockItem } from './place.ts';
import { recordItem } from './record.ts';

export interface NewItem {
  kind: ItemKind;
  /** What it is about, for the offer card: a subject line, the first words, a telephone number. */
  title: string;
  conversationId?: number | null;
  caseId?: number | null;
  /** A subject of the caller's own (a call's id), when there is neither conversation nor case. */
  ref?: string;
  /** Code of a queue; without it the first queue whose conditions fit. */
  queue?: string;
  /** 0 (may wait) … 9 (at once); without it that of the kind. */
  priority?: number;
  /** Needed beside those of the queue, e.g. `category:dat-dai`. */
  skills?: readonly string[];
  /** Who knows it already: waited for a while, if on duty. */
  preferAgentId?: number | null;
  channel?: string | null;
  /** `category:` code of the matter, for the choice of the queue. */
  category?: string | null;
  /** ISO 639-1; anything but `vi` needs the skill `lang:<code>`. */
  language?: string | null;
  /** A report about this unit: nobody who holds a role in it is asked or sees it. */
  exceptUnitId?: number | null;
  /** Since when the citizen waits; now, unless he has been waiting elsewhere (front of the queue for a lost call). */
  waitingSince?: Date;
  actor?: Actor;
}

/** What is once among the open items. */
export function subjectOf(item: Pick<NewItem, 'kind' | 'conversationId' | 'caseId' | 'ref'>): string {
  const { kind, conversationId, caseId, ref } = item;
  if (ref !== undefined) return `${kind}:${ref}`;
  const of = kind === 'callback' ? 'callback:' : '';
  if (conversationId) return `${of}conversation:${conversationId}`;
  if (caseId) return `${of}case:${caseId}`;
  throw new Error('an item needs a conversation, a case or a ref');
}

/**
 * Puts work into a queue and, when somebody is free, offers it to him in the same transaction. Idempotent: while an
 * item about the same conversation, case or ref is open, its id is returned (a higher priority is taken over).
 * A full or closed queue takes it all the same (nothing is lost); the hook `refused` hears what to tell the citizen.
 * @throws Error when a queue is named that does not exist
 */
export async function enqueue(tx: Tx, input: NewItem): Promise<number> {
  const subject = subjectOf(input);
  const open = await openItem(tx, subject);
  if (open) return await again(tx, open.id, input);
  const kind = await tx.db
    .selectFrom('routing_kinds')
    .selectAll()
    .where('kind', '=', input.kind)
    .executeTakeFirstOrThrow();
  const queues = await queuesNow(tx.db, tx.now);
  const rows = [...queues.values()].map((queue) => queue.row);
  const { channel = null, category = null, language = null } = input;
  const named = input.queue === undefined ? undefined : rows.find((row) => row.code === input.queue);
  if (input.queue !== undefined && !named) throw new Error(`there is no queue ${input.queue}`);
  const queue = named ?? queueFor(rows, { kind: input.kind, channel, category, language });
  const { weight, exclusive, yields } = kind;
  const inserted = await tx.db
    .insertInto('routing_items')
    .values({
      kind: input.kind,
      subject,
      title: keptShort(storable(input.title), 300) || subject,
      state: 'waiting',
      queue_id: queue.id,
      conversation_id: input.conversationId ?? null,
      case_id: input.caseId ?? null,
      channel,
      language,
      weight,
      exclusive,
      yields,
      priority: Math.min(9, Math.max(0, Math.round(input.priority ?? kind.priority))),
      ageing_seconds: kind.ageing_seconds,
      skills: skillsOf(input),
      prefer_agent_id: input.preferAgentId ?? null,
      except_unit_id: input.exceptUnitId ?? null,
      created_at: tx.now,
      waiting_since: input.waitingSince ?? tx.now,
      queued_at: tx.now,
    })
    .onConflict((c) => c.column('subject').where('state', '!=', 'finished').doNothing())
    .returningAll()
    .executeTakeFirst();
  // Another process was faster.
  if (!inserted) return (await openItem(tx, subject))?.id ?? (await enqueue(tx, input));
  recordItem(tx, input.actor ?? SYSTEM, inserted, 'queued');
  const isOpen = queues.get(queue.id)?.open ?? true;
  await giveOutWaiting(tx);
  if (!isOpen) await refuse(tx, inserted, 'closed', queue.closed_answer);
  else if (queue.max_length !== null && (await waitingIn(tx, queue.id)) > queue.max_length)
    await refuse(tx, inserted, 'full', queue.full_answer);
  return inserted.id;
}

function skillsOf({ skills = [], language }: NewItem): string[] {
  return [...new Set([...skills, ...(language && language !== 'vi' ? [`lang:${language}`] : [])])];
}

async function openItem(tx: Tx, subject: string): Promise<{ id: number } | undefined> {
  return tx.db
    .selectFrom('routing_items')
    .select('id')
    .where('subject', '=', subject)
    .where('state', '!=', 'finished')
    .executeTakeFirst();
}

async function again(tx: Tx, id: number, { priority }: NewItem): Promise<number> {
  const item = await lockItem(tx, id);
  if (item && priority !== undefined && priority > item.priority && priority <= 9)
    await tx.db.updateTable('routing_items').set({ priority }).where('id', '=', id).execute();
  return id;
}

async function refuse(tx: Tx, item: Item, why: 'full' | 'closed', answer: string | null): Promise<void> {
  for (const hooks of hooksOf(item.kind)) await hooks.refused?.(tx, item, why, answer);
}

async function waitingIn(tx: Tx, queueId: number): Promise<number> {
  const row = await tx.db
    .selectFrom('routing_items')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('queue_id', '=', queueId)
    .where('state', 'in', ['waiting', 'offered'])
    .executeTakeFirstOrThrow();
  return Number(row.n);
}
