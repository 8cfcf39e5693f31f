import { incidentTitle, type LoadedCase } from '../cases/index.ts';
import { directory } from '../org/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Tx } from '../platform/context.ts';
import type { LoggedEvent } from '../platform/events/index.ts';
import { keepSaid, keptSaid, saidWith } from '../platform/said.ts';

/** What a notice keeps: values for its template, in a form that every language can say. No words of citizens. */
export interface NoticeFacts {
  caseCode: string | null;
  actor: string | null;
  actorKind: 'user' | 'system' | 'citizen';
  unit: string | null;
  level: number | null;
  /** ISO 8601. */
  due: string | null;
  /** An official's words: reason, question, note, directive, name of an incident. */
  text: string | null;
  share: number | null;
}

const LONGEST_TEXT = 500;
/** Events whose words are a citizen's, or may name him (a mail server quotes the address). */
const CITIZENS_WORDS: ReadonlySet<string> = new Set(['case.citizen_replied', 'case.rated', 'message.state_changed']);

/** The facts of an event for its notices. */
export async function factsOf(tx: Tx, event: LoggedEvent, loaded: LoadedCase | null): Promise<NoticeFacts> {
  const { data } = event;
  const d = await directory(tx.db);
  const named = data.leadUnit ?? data.unit;
  const unitId = loaded?.row.lead_unit_id ?? null;
  const unit = typeof named === 'string' ? d.unitByCode(named) : unitId === null ? null : d.unitById(unitId);
  const actor =
    event.actorId === null
      ? null
      : await tx.db.selectFrom('users').select('display_name').where('id', '=', event.actorId).executeTakeFirst();
  // What a citizen says by way of an action (a reopening) is his, too.
  const words = event.actorKind === 'citizen' || CITIZENS_WORDS.has(event.type);
  const why = event.type === 'case.due_recomputed' ? data.why : undefined;
  const text = words
    ? null
    : typeof data.incidentId === 'number'
      ? await incidentTitle(tx.db, data.incidentId)
      : (data.reason ?? data.note ?? data.question ?? data.text ?? why);
  const due = data.dueAt ?? (loaded?.row.due_at ? isoLocal(loaded.row.due_at) : null);
  return {
    caseCode: loaded?.row.code ?? null,
    actor: actor?.display_name ?? null,
    actorKind: event.actorKind,
    unit: unit?.name ?? null,
    level: typeof data.level === 'number' ? data.level : null,
    due: typeof due === 'string' ? due : null,
    text: typeof text === 'string' && text !== '' ? keepSaid(saidWith(keptSaid(text), shortened)) : null,
    share: typeof data.share === 'number' ? data.share : null,
  };
}

function shortened(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const cut = text.slice(0, LONGEST_TEXT - 1);
  return `${cut.slice(0, cut.lastIndexOf(' ') > 0 ? cut.lastIndexOf(' ') : cut.length)}…`;
}
