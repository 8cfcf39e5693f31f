/** One person in two records: merging points the one at the other, undoing takes exactly that back. */
import type { Actor } from '../../platform/auth/index.ts';
import type { Tx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { fold } from '../../platform/text.ts';
import { CITIZEN_AUDIENCE, citizenDiffers, citizenMerged, citizenUnmerged } from '../events.ts';
import type { Match } from '../match.ts';

interface Before {
  keptName: string | null;
  /** Citizens that pointed to the merged one and now point past it. */
  followers: number[];
}

/** Both rows locked in one order, so that two merges of the same people do not wait for each other for ever. */
async function lockBoth(tx: Tx, a: number, b: number) {
  const rows = await tx.db
    .selectFrom('citizens')
    .select(['id', 'name', 'merged_into'])
    .where('id', 'in', [a, b])
    .orderBy('id')
    .forUpdate()
    .execute();
  const find = (id: number) => {
    const row = rows.find((one) => one.id === id);
    if (!row)
      throw new AppError('not_found', {
        detail: { vi: 'Không có hồ sơ người dân này.', en: 'There is no such citizen record.' },
      });
    return row;
  };
  return [find(a), find(b)] as const;
}

/**
 * From now on `otherId` is read as `keptId`. Nothing is moved: identities, cases and conversations stay with the record
 * they came to, and reading follows the pointer, so that undoing restores by itself.
 * @throws AppError `not_now` when one of them has been merged already
 */
export async function mergeCitizens(
  tx: Tx,
  actor: Actor,
  { keptId, otherId, match }: { keptId: number; otherId: number; match: Match },
): Promise<number> {
  if (keptId === otherId)
    throw new AppError('not_now', {
      detail: { vi: 'Đây là cùng một hồ sơ.', en: 'These are one and the same record.' },
    });
  const [kept, other] = await lockBoth(tx, keptId, otherId);
  if (kept.merged_into !== null || other.merged_into !== null)
    throw new AppError('not_now', {
      detail: {
        vi: 'Một trong hai hồ sơ đã được gộp. Hãy tải lại.',
        en: 'One of the two records was merged already. Load the page again.',
      },
    });
  const followers = await tx.db
    .updateTable('citizens')
    .set({ merged_into: keptId })
    .where('merged_into', '=', otherId)
    .returning('id')
    .execute();
  const before: Before = { keptName: kept.name, followers: followers.map((one) => one.id) };
  await tx.db.updateTable('citizens').set({ merged_into: keptId }).where('id', '=', otherId).execute();
  if (kept.name === null && other.name !== null)
    await tx.db
      .updateTable('citizens')
      .set({ name: other.name, name_fold: fold(other.name) })
      .where('id', '=', keptId)
      .execute();
  const { id } = await tx.db
    .insertInto('citizen_merges')
    .values({
      kept_id: keptId,
      merged_id: otherId,
      score: match.score,
      reasons: JSON.stringify(match.reasons.map((one) => one.reason)),
      before: JSON.stringify(before),
      merged_by: actor.userId ?? 0,
      merged_at: tx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.record({
    type: citizenMerged.type,
    actor,
    subject: { type: 'citizen', id: String(keptId) },
    data: { keptId, mergedId: otherId, mergeId: id, score: match.score },
    audience: CITIZEN_AUDIENCE,
  });
  return id;
}

/**
 * Undoes a merge: the merged record stands for itself again, with those that had pointed to it, and the kept one has
 * its own name back (unless somebody corrected it since).
 * @throws AppError `not_now` when it was undone already
 */
export async function unmergeCitizens(
  tx: Tx,
  actor: Actor,
  { keptId, mergeId, reason }: { keptId: number; mergeId: number; reason: string | null },
): Promise<void> {
  const merge = await tx.db
    .selectFrom('citizen_merges')
    .selectAll()
    .where('id', '=', mergeId)
    .forUpdate()
    .executeTakeFirst();
  if (!merge)
    throw new AppError('not_found', { detail: { vi: 'Không có lần gộp này.', en: 'There is no such merge.' } });
  const [kept, merged] = await lockBoth(tx, merge.kept_id, merge.merged_id);
  // The kept one may itself have been merged further: it is undone where its own record is read.
  if (merge.undone_at !== null || merged.merged_into === null)
    throw new AppError('not_now', {
      detail: { vi: 'Lần gộp này đã được tách trước đó.', en: 'This merge was split already.' },
    });
  if (merge.kept_id !== keptId && merged.merged_into !== keptId)
    throw new AppError('not_found', {
      detail: {
        vi: 'Lần gộp này không thuộc hồ sơ đang xem.',
        en: 'This merge does not belong to the record you look at.',
      },
    });
  const before = merge.before as unknown as Before;
  await tx.db.updateTable('citizens').set({ merged_into: null }).where('id', '=', merged.id).execute();
  for (const follower of before.followers) {
    // One that was taken out of the merged record meanwhile stands for itself and stays so.
    const own = await tx.db
      .selectFrom('citizen_merges')
      .select('id')
      .where('merged_id', '=', follower)
      .where('undone_at', 'is', null)
      .executeTakeFirst();
    if (own) await tx.db.updateTable('citizens').set({ merged_into: merged.id }).where('id', '=', follower).execute();
  }
  if (before.keptName === null && kept.name === merged.name)
    await tx.db.updateTable('citizens').set({ name: null, name_fold: null }).where('id', '=', kept.id).execute();
  await tx.db
    .updateTable('citizen_merges')
    .set({ undone_by: actor.userId, undone_at: tx.now, undone_reason: reason })
    .where('id', '=', mergeId)
    .execute();
  tx.record({
    type: citizenUnmerged.type,
    actor,
    subject: { type: 'citizen', id: String(merge.kept_id) },
    data: { keptId: merge.kept_id, mergedId: merged.id, mergeId, reason },
    audience: CITIZEN_AUDIENCE,
  });
}

/** Somebody looked and said that these are two people: the pair is not offered again. */
export async function sayDifferent(tx: Tx, actor: Actor, a: number, b: number): Promise<void> {
  const [low, high] = a < b ? [a, b] : [b, a];
  await lockBoth(tx, low, high);
  await tx.db
    .insertInto('citizen_differs')
    .values({ low_id: low, high_id: high, said_by: actor.userId ?? 0, said_at: tx.now })
    .onConflict((c) => c.doNothing())
    .execute();
  tx.record({
    type: citizenDiffers.type,
    actor,
    subject: { type: 'citizen', id: String(a) },
    data: { one: a, other: b },
    audience: CITIZEN_AUDIENCE,
  });
}
