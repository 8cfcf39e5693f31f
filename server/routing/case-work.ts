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
      'g.code as category',
    ])
    .where('c.id', '=', event.caseId)
    .executeTakeFirst();
  if (!row) return;
  const kind = kindOf(row);
  for (const other of ['case', 'callback'] as const)
    if (other !== kind) await finishItem(tx, { kind: other, caseId: row.id }, `case.${row.status}`);
  if (kind === null) return;
  if (kind === 'case' && AT_HAND.has(event.type) && event.actorKind === 'user') return;
  const item: NewItem = {
    kind,
    title: `${row.code} · ${row.title}`,
    caseId: row.id,
    channel: row.channel,
    category: row.category,
    exceptUnitId: row.about_unit_id,
    preferAgentId: (await lastOwner(tx, row.id)) ?? row.registered_by,
  };
  const priority = kind === 'case' ? PRIORITY[row.urgency] : undefined;
  await enqueue(tx, priority === undefined ? item : { ...item, priority });
}

/** What the centre has to do: answer or forward; or call, where nobody can be written to. Null: nothing. */
function kindOf(row: {
  status: string;
  conversation_id: number | null;
  contact_email: string | null;
}): 'case' | 'callback' | null {
  if (row.status === 'received') return 'case';
  const written = row.conversation_id !== null || row.contact_email !== null;
  return row.status === 'approved' && !written ? 'callback' : null;
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
