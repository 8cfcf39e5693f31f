import { type HotlineSettings, hotlineSettings as shape } from '../../contract/hotline-admin.ts';
import type { Db } from '../platform/db/index.ts';

/** What holds where administration said nothing. */
export const DEFAULT_SETTINGS: HotlineSettings = shape.parse({});

/**
 * The settings in force: the release's own, with what administration changed. Read per call, so that a change counts
 * from the next one on. A stored value that this release no longer understands gives way to its default.
 */
export async function hotlineSettings(db: Db): Promise<HotlineSettings> {
  const row = await db.selectFrom('hotline_settings').select('values').executeTakeFirst();
  return settingsOf(row?.values ?? {});
}

/** The same from stored values. */
export function settingsOf(stored: unknown): HotlineSettings {
  const values = stored as Record<string, unknown>;
  const kept = Object.entries(shape.shape).flatMap(([name, field]) => {
    const parsed = field.safeParse(values[name]);
    return values[name] !== undefined && parsed.success ? [[name, parsed.data] as const] : [];
  });
  return shape.parse(Object.fromEntries(kept));
}
