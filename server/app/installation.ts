import { randomUUID } from 'node:crypto';
import type { Db } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';

/** When the last backup was made and how many bytes it has. */
export const LAST_BACKUP = 'last_backup';

/** A fact about this installation, or undefined when nobody has written it yet. */
export async function installationFact(db: Db, key: string): Promise<unknown> {
  const row = await db.selectFrom('installation').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value;
}

/** Writes a fact; the last one to write wins. */
export async function setInstallationFact(db: Db, key: string, value: unknown): Promise<void> {
  const json = JSON.stringify(value);
  await db
    .insertInto('installation')
    .values({ key, value: json })
    .onConflict((c) => c.column('key').doUpdateSet({ value: json }))
    .execute();
}

/**
 * Marks a new database as ours, and refuses to mix: demonstration data and real data never share an installation, and
 * what was begun as one stays it.
 * @returns the installation's id, and whether it was made just now
 * @throws AppError `bad_setting` when the database is of the other kind
 */
export async function openInstallation(db: Db, { demo }: { demo: boolean }): Promise<{ id: string; isNew: boolean }> {
  const made = await db
    .insertInto('installation')
    .values([
      { key: 'instance_id', value: JSON.stringify(randomUUID()) },
      { key: 'demo', value: JSON.stringify(demo) },
    ])
    .onConflict((c) => c.column('key').doNothing())
    .returning('key')
    .execute();
  const isDemo = (await installationFact(db, 'demo')) === true;
  if (isDemo && !demo) {
    throw new AppError('bad_setting', {
      detail: {
        vi: 'Cơ sở dữ liệu này là bản trình diễn (this database holds demonstration data). Start it with --demo, or set DATABASE_URL to another database for real work.',
        en: 'This database holds demonstration data. Start it with --demo, or set DATABASE_URL to another database for real work.',
      },
    });
  }
  if (!isDemo && demo) {
    throw new AppError('bad_setting', {
      detail: {
        vi: 'Cơ sở dữ liệu này chứa dữ liệu thật (this database holds a real installation). Start it without --demo, or set DATABASE_URL to another, empty database for the demonstration.',
        en: 'This database holds a real installation. Start it without --demo, or set DATABASE_URL to another, empty database for the demonstration.',
      },
    });
  }
  return { id: String(await installationFact(db, 'instance_id')), isNew: made.length > 0 };
}
