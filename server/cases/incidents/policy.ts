/** From how many cases on it is asked whether they are one event. */
import type { IncidentPolicy } from '../../../contract/incidents.ts';
import { usersById } from '../../org/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { incidentPolicyChanged } from './events.ts';

/** The policy in force, and who changed it last. */
export async function incidentPolicy(db: Db) {
  const row = await db.selectFrom('incident_policy').selectAll().executeTakeFirstOrThrow();
  const by = row.changed_by === null ? undefined : (await usersById(db, [row.changed_by])).get(row.changed_by);
  return {
    from: row.suggest_from,
    hours: row.within_hours,
    version: row.version,
    changedBy: by ? { code: by.username, name: by.displayName } : null,
    changedAt: row.changed_at && isoLocal(row.changed_at),
  };
}

/** @throws AppError `conflict` when somebody else has changed it meanwhile */
export async function setPolicy(ctx: Ctx, actor: Actor, next: IncidentPolicy & { version: number }) {
  await transact(ctx, async (tx) => {
    const written = await tx.db
      .updateTable('incident_policy')
      .set({
        suggest_from: next.from,
        within_hours: next.hours,
        version: next.version + 1,
        changed_by: actor.userId,
        changed_at: tx.now,
      })
      .where('version', '=', next.version)
      .returning('version')
      .executeTakeFirst();
    if (!written) throw new AppError('conflict');
    tx.record({
      type: incidentPolicyChanged.type,
      actor,
      data: { from: next.from, hours: next.hours },
      audience: { to: ['supervisor'] },
    });
  });
  return incidentPolicy(ctx.db);
}
