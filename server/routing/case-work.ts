/** Cases as work of level 1: what waits at the centre without an agent who has it becomes an item, and ends as one. */
import type { Tx } from '../platform/context.ts';
import type { LoggedEvent } from '../platform/events/index.ts';
import { enqueue, type NewItem } from './commands/enqueue.ts';
import { finishItem } from './commands/finish.ts';

const PRIORITY: Readonly<Record<string, number>> = { low: 3, normal: 4, urgent: 6, emergency: 9 };

/** Made or called back by an agent who sits in front of it: he has it already. */
const AT_HAND = new Set(['case.registered', 'case.recalled']);

/** Brings the items of a case into line with where it stands now. */
export async function caseWork(tx: Tx, event: LoggedEvent): Promise<void> {
  if (event.caseId === null) return;
  const row = await tx.db
    .selectFrom('cases as c')
    .leftJoin('categories as g', 'g.id', 'c.category_id')
    .select([
      'c.id',
      'c.code',
      'c.title',
      'c.status',
      'c.urgency',
      'c.channel',
      'c.about_unit_id',
      'c.conversation_id',
      'c.contact_email',
      'c.registered_by',
      'c.decline_reason',
      'g.code as category',
    ])
    .where('c.id', '=', event.caseId)
    .executeTakeFirst();
  if (!row) return;
  const wanted = await wantedOf(tx, row);
  for (const kind of ['case', 'callback'] as const)
    if (!wanted.has(kind)) await finishItem(tx, { kind, caseId: row.id }, `case.${row.status}`);
  const preferAgentId = (await lastOwner(tx, row.id)) ?? row.registered_by;
  for (const kind of wanted) {
    if (kind === 'case' && AT_HAND.has(event.type) && event.actorKind === 'user') continue;
    const item: NewItem = {
      kind,
      title: `${row.code} · ${row.title}`,
      caseId: row.id,
      channel: row.channel,
      category: row.category,
      exceptUnitId: row.about_unit_id,
      preferAgentId,
    };
    const priority = kind === 'case' ? PRIORITY[row.urgency] : undefined;
    await enqueue(tx, priority === undefined ? item : { ...item, priority });
  }
}

/** What the centre has to do: answer or forward; and call, where a call is owed or nobody can be written to. */
async function wantedOf(
  tx: Tx,
  row: {
    id: number;
    status: string;
    conversation_id: number | null;
    contact_email: string | null;
    decline_reason: string | null;
  },
): Promise<ReadonlySet<'case' | 'callback'>> {
  const wanted = new Set<'case' | 'callback'>();
  // A denunciation is never passed round: who took it and the supervisors find what is owed in the list of calls.
  if (row.decline_reason === 'denunciation') return wanted;
  if (row.status === 'received') wanted.add('case');
  const written = row.conversation_id !== null || row.contact_email !== null;
  if ((row.status === 'approved' && !written) || (await owesCall(tx, { caseId: row.id }))) wanted.add('callback');
  return wanted;
}

async function owesCall(tx: Tx, of: { caseId: number } | { conversationId: number }): Promise<boolean> {
  const found = await tx.db
    .selectFrom('callback_tasks')
    .select('id')
    .where('state', '=', 'open')
    .$if('caseId' in of, (query) => query.where('case_id', '=', 'caseId' in of ? of.caseId : 0))
    .$if('conversationId' in of, (query) =>
      query.where('case_id', 'is', null).where('conversation_id', '=', 'conversationId' in of ? of.conversationId : 0),
    )
    .executeTakeFirst();
  return found !== undefined;
}

/** A call that is owed, or no longer: of a case with the case, else of the conversation that could not be answered. */
export async function callbackWork(tx: Tx, event: LoggedEvent): Promise<void> {
  if (event.caseId !== null) return caseWork(tx, event);
  const task = await tx.db
    .selectFrom('callback_tasks')
    .select(['id', 'conversation_id', 'call_id', 'why', 'calls', 'state', 'due_at'])
    .where('id', '=', Number(event.data.callbackId))
    .executeTakeFirst();
  if (task?.call_id != null) {
    const ref = `task:${task.id}`;
    if (task.state !== 'open') return void (await finishItem(tx, { kind: 'callback', ref }, event.type));
    const since = task.due_at === null ? {} : { waitingSince: task.due_at };
    return void (await enqueue(tx, { kind: 'callback', ref, title: task.why, channel: 'phone', ...since }));
  }
  if (!task || task.conversation_id === null) return;
  const conversationId = task.conversation_id;
  if (!(await owesCall(tx, { conversationId })))
    return void (await finishItem(tx, { kind: 'callback', conversationId }, event.type));
  await enqueue(tx, { kind: 'callback', conversationId, title: task.why });
}

async function lastOwner(tx: Tx, caseId: number): Promise<number | null> {
  const found = await tx.db
    .selectFrom('routing_items')
    .select('owner_id')
    .where('case_id', '=', caseId)
    .where('owner_id', 'is not', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return found?.owner_id ?? null;
}
