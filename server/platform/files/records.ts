import type { Db } from '../db/index.ts';

/**
 * Writes down that these bytes are in the store, before a row of a domain names them; the same bytes again are one row.
 * Naming them anew also makes them young, and locks the row, so that `collectFiles` does not take them away in between.
 */
export async function recordFiles(
  db: Db,
  files: readonly { sha256: string; size: number; mediaType: string }[],
  now: Date,
): Promise<void> {
  // In one order everywhere: two that name the same files wait for each other instead of against each other.
  const rows = [...new Map(files.map((f) => [f.sha256, f])).values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  if (rows.length === 0) return;
  await db
    .insertInto('files')
    .values(rows.map((f) => ({ sha256: f.sha256, size: f.size, media_type: f.mediaType, created_at: now })))
    .onConflict((c) => c.column('sha256').doUpdateSet((e) => ({ created_at: e.ref('excluded.created_at') })))
    .execute();
}
