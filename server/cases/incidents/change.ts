import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { doneBefore, rememberDone } from '../act-once.ts';
import { loadByCode } from '../load.ts';
import { audienceOf } from '../policy.ts';
import { incidentChanged, incidentEnded } from './events.ts';
import { type IncidentRow, oneIncident } from './queries.ts';
import { columnsOf, type IncidentWords, isOver, writeAreas } from './words.ts';

interface Order {
  id: number;
  /** The version that the actor saw. */
  version: number;
  /** The same press again is done once. */
  key: string | null;
}

/** Locks the incident with its case and hands on what the actor saw; null when this very press has been carried out before. */
async function take(tx: Tx, actor: Actor, order: Order, what: string): Promise<IncidentRow | null> {
  // The case first, as whoever ends or joins it does: the other order would stand still until one gives up.
  await tx.db
    .selectFrom('cases')
    .select('id')
    .where('id', '=', (e) => e.selectFrom('incidents').select('case_id').where('id', '=', order.id))
    .forUpdate()
    .execute();
  await tx.db.selectFrom('incidents').select('id').where('id', '=', order.id).forUpdate().execute();
  const row = await oneIncident(tx.db, actor, order.id, tx.now);
  if (order.key !== null && (await doneBefore(tx, actor, keyOf(order, what))) !== null) return null;
  if (row.ended_at !== null) throw isOver();
  if (row.version !== order.version)
    throw new AppError('conflict', {
      detail: {
        vi: 'Người khác vừa sửa sự cố chung này. Hãy xem lại rồi lưu.',
        en: 'Somebody else has just changed this incident. Look at it again, then save.',
      },
    });
  return row;
}

const keyOf = (order: Order, what: string) => `incident-${order.id}:${what}:${order.key}`;

async function keep(tx: Tx, actor: Actor, order: Order, what: string, row: IncidentRow): Promise<void> {
  if (order.key === null) return;
  await rememberDone(tx, actor, keyOf(order, what), { id: row.case_id, version: order.version + 1 });
}

async function audience(tx: Tx, row: IncidentRow) {
  const loaded = await loadByCode(tx.db, row.code);
  if (!loaded) throw new AppError('not_found');
  return audienceOf(loaded.parties);
}

/** @throws AppError `not_found`, `not_now` when it is over, `conflict` when somebody was faster, `invalid` */
export async function changeIncident(ctx: Ctx, actor: Actor, order: Order & { words: IncidentWords }): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = await take(tx, actor, order, 'change');
    if (!row) return;
    const { columns, areaIds } = await columnsOf(tx, order.words);
    const fields = [
      ...(['title', 'told', 'spoken', 'category_id'] as const).filter((name) => row[name] !== columns[name]),
      ...(row.expected_end?.getTime() === columns.expected_end?.getTime() ? [] : ['expected_end']),
      ...(row.area_ids.join() === areaIds.join() ? [] : ['areas']),
    ];
    if (fields.length === 0) return;
    await tx.db
      .updateTable('incidents')
      .set({ ...columns, version: row.version + 1, changed_by: actor.userId, changed_at: tx.now })
      .where('id', '=', row.id)
      .execute();
    await writeAreas(tx, row.id, areaIds);
    await keep(tx, actor, order, 'change', row);
    tx.record({
      type: incidentChanged.type,
      actor,
      caseId: row.case_id,
      subject: { type: 'incident', id: String(row.id) },
      data: { incidentId: row.id, fields, version: row.version + 1 },
      audience: await audience(tx, row),
    });
  });
}

/** Over by a person's word; its case goes on. @throws AppError like `changeIncident` */
export async function endIncident(ctx: Ctx, actor: Actor, order: Order & { reason: string }): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = await take(tx, actor, order, 'end');
    if (!row) return;
    await tx.db
      .updateTable('incidents')
      .set({
        version: row.version + 1,
        ended_at: tx.now,
        ended_by: actor.userId,
        ended_why: 'by_hand',
        ended_reason: order.reason,
      })
      .where('id', '=', row.id)
      .execute();
    await keep(tx, actor, order, 'end', row);
    tx.record({
      type: incidentEnded.type,
      actor,
      caseId: row.case_id,
      subject: { type: 'incident', id: String(row.id) },
      data: { incidentId: row.id, why: 'by_hand', reason: order.reason },
      audience: await audience(tx, row),
    });
  });
}
