import type { z } from 'zod';
import type { declareIncident, JoinResult } from '../../../contract/incidents.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { asAppError } from '../../platform/http/index.ts';
import type { SpokenLanguage } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { actOnce } from '../act-once.ts';
import { loadVisible } from '../load.ts';
import { audienceOf } from '../policy.ts';
import { incidentDeclared } from './events.ts';
import { columnsOf, whyNot, writeAreas } from './words.ts';

export type DeclareInput = z.output<NonNullable<typeof declareIncident.body>>;

/**
 * A case is declared to stand for one event that concerns many. The same key again is the same incident.
 * @throws AppError `not_found` for a case out of sight, `not_now` for one that cannot carry an incident, `already_exists`
 * where somebody was faster
 */
export async function declare(ctx: Ctx, actor: Actor, body: DeclareInput, key: string | undefined): Promise<number> {
  return transact(ctx, async (tx) => {
    // Of two at once the second waits here and then finds what the first has done; the case cannot end meanwhile.
    await tx.db.selectFrom('cases').select('id').where('code', '=', body.case).forUpdate().execute();
    const { row, parties } = await loadVisible(tx.db, actor, body.case);
    if (key !== undefined) {
      const before = await tx.db
        .selectFrom('incidents')
        .select('id')
        .where('idempotency_key', '=', key)
        .executeTakeFirst();
      if (before) return before.id;
    }
    const refusal = whyNot(row);
    if (refusal) throw new AppError('not_now', { detail: refusal });
    const open = await tx.db
      .selectFrom('incidents')
      .select('title')
      .where('case_id', '=', row.id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (open)
      throw new AppError('already_exists', {
        detail: {
          vi: `Phiếu này đã được công bố là sự cố chung “${open.title}”.`,
          en: `This case was already declared as the incident “${open.title}”.`,
        },
      });
    const { columns, areaIds } = await columnsOf(tx, body);
    const { id } = await tx.db
      .insertInto('incidents')
      .values({
        ...columns,
        case_id: row.id,
        idempotency_key: key ?? null,
        declared_by: actor.userId ?? 0,
        declared_at: tx.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await writeAreas(tx, id, areaIds);
    tx.record({
      type: incidentDeclared.type,
      actor,
      caseId: row.id,
      subject: { type: 'incident', id: String(id) },
      data: { incidentId: id },
      audience: audienceOf(parties),
    });
    return id;
  });
}

/** Merges cases into the case of an incident, each by itself: what is done stays done when another is refused. */
export async function joinMany(
  ctx: Ctx,
  actor: Actor,
  order: { into: string; codes: readonly string[]; key: string | null; language: SpokenLanguage },
): Promise<JoinResult[]> {
  const results: JoinResult[] = [];
  for (const code of new Set(order.codes)) {
    if (code === order.into) continue;
    try {
      await actOnce(ctx, actor, { code, action: 'merge', version: null, form: { into: order.into } }, order.key);
      results.push({ code, ok: true, problem: null });
    } catch (thrown) {
      const error = asAppError(thrown);
      if (error.code === 'internal') ctx.log.error({ err: thrown, case: code }, 'a case could not join an incident');
      results.push({ code, ok: false, problem: error.said[order.language] });
    }
  }
  return results;
}
