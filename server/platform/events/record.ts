import type { Actor } from '../auth/actor.ts';
import { PREPARED, type Tx } from '../db/index.ts';
import { eventDefinitions } from './define.ts';

/**
 * Who may hear of an event, as reader tokens (see Actor.audiences). `except` wins over `to`; `lost` names readers who
 * could see the object before this event and cannot any more, so that their screens drop it.
 */
export interface Audience {
  to: string[];
  except?: string[];
  lost?: string[];
}

export interface EventInput {
  type: string;
  actor: Actor;
  /** The absent person in whose place the actor acted. */
  inPlaceOf?: number | null;
  caseId?: number | null;
  subject?: { type: string; id: string };
  unitId?: number | null;
  data?: Record<string, unknown>;
  audience: Audience;
}

/** Writes events inside the caller's transaction, all in one statement. */
export async function insertEvents(db: Tx, at: Date, events: readonly EventInput[]): Promise<void> {
  if (events.length === 0) return;
  await db
    .insertInto('events')
    .values(events.map((e) => eventRow(e, at)))
    // Each number of rows is a statement of its own: of the many at once, which are rare, none is kept.
    .$if(events.length <= 8, (q) => q.modifyEnd(PREPARED))
    .execute();
}

/** The row of an event, its data checked against the declared schema. Exposed for hand-written hot-path SQL. */
export function eventRow(e: EventInput, at: Date) {
  const definition = eventDefinitions().get(e.type);
  if (!definition) throw new Error(`event ${e.type} is not declared`);
  return {
    at,
    type: e.type,
    case_id: e.caseId ?? null,
    subject_type: e.subject?.type ?? null,
    subject_id: e.subject?.id ?? null,
    actor_kind: e.actor.kind,
    actor_id: e.actor.userId,
    in_place_of: e.inPlaceOf ?? null,
    unit_id: e.unitId ?? null,
    data: JSON.stringify(definition.schema.parse(e.data ?? {})),
    audience: JSON.stringify(e.audience),
  };
}
