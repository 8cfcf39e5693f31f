import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';

/** The hash before the first event. */
export const GENESIS: Buffer = Buffer.alloc(32);

/**
 * The text of an event that its hash covers: every column a person could want to change. jsonb prints canonically,
 * timestamps are taken as microseconds since 1970, so the text does not depend on the session.
 */
export const chainedText: RawBuilder<string> = sql<string>`concat_ws('|', e.id, (extract(epoch from e.at) * 1000000)::bigint, e.type,
  coalesce(e.case_id::text, '-'), coalesce(e.subject_type, '-'), coalesce(e.subject_id, '-'), e.actor_kind,
  coalesce(e.actor_id::text, '-'), coalesce(e.in_place_of::text, '-'), coalesce(e.unit_id::text, '-'), e.data::text, e.audience::text)`;

/** The next link: SHA-256 over the previous hash, the seq and the event's text. */
export function link(previous: Buffer, seq: number, text: string): Buffer {
  return createHash('sha256').update(previous).update(`${seq}|`).update(text).digest();
}
