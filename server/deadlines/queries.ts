import type { CaseType, Urgency } from '../../contract/cases.ts';
import { type CalendarSet, loadCalendars, type Versioned, versionedCache } from '../calendar/index.ts';
import type { Db } from '../platform/db/index.ts';
import { type DeadlineBook, type DueAnswer, type DueQuestion, deadlineBook } from './deadline-book.ts';
import type { AmountUnit, DeadlinePolicy, Stage } from './policy.ts';

interface Rules {
  policies: DeadlinePolicy[];
  parents: Map<string, string | null>;
}

const cache = versionedCache<Rules>({ stateTable: 'deadline_state', load: readRules });
/** The book made last from a pair of versions; both halves are immutable, so it may be shared. */
const books = new WeakMap<Rules, { calendars: CalendarSet; book: DeadlineBook }>();

/** Everything about due dates as one value, from memory; an edit by another process is seen within two seconds. */
export async function loadDeadlines(db: Db): Promise<DeadlineBook> {
  const rules = await cache.get(db);
  const calendars = await loadCalendars(db);
  const known = books.get(rules.value);
  if (known?.calendars === calendars.value) return known.book;
  const book = makeBook(rules, calendars);
  books.set(rules.value, { calendars: calendars.value, book });
  return book;
}

/**
 * When a stage that begins at `from` is due, with the sum behind it. Normally without a query.
 * @throws AppError `bad_setting` when no policy fits, or a calendar is missing or has not enough working time
 */
export async function dueFor(db: Db, question: DueQuestion): Promise<DueAnswer> {
  return (await loadDeadlines(db)).dueFor(question);
}

/** The present policies over other calendars: what would be due if working time were changed so. */
export async function deadlinesWith(db: Db, calendars: CalendarSet): Promise<DeadlineBook> {
  const rules = await cache.get(db);
  return makeBook(rules, { version: 0, value: calendars });
}

/** Call after a committed change of policies, so that this process sees it at once. */
export function forgetDeadlines(db: Db): void {
  cache.forget(db);
}

function makeBook(rules: Versioned<Rules>, calendars: Versioned<CalendarSet>): DeadlineBook {
  const versions = { policies: rules.version, calendars: calendars.version };
  return deadlineBook(rules.value.policies, rules.value.parents, calendars.value, versions);
}

/** Past memory: the rules as this transaction sees them, and the category above each category. */
export async function readRules(db: Db): Promise<Rules> {
  const rows = await db
    .selectFrom('deadline_policies as p')
    .leftJoin('categories as c', 'c.id', 'p.category_id')
    .leftJoin('calendars as k', 'k.id', 'p.calendar_id')
    .selectAll('p')
    .select(['c.code as category', 'k.code as calendar'])
    .orderBy('p.id')
    .execute();
  const categories = await db
    .selectFrom('categories as c')
    .leftJoin('categories as up', 'up.id', 'c.parent_id')
    .select(['c.code', 'up.code as parent'])
    .execute();
  return {
    parents: new Map(categories.map((c) => [c.code, c.parent])),
    policies: rows.map((p) => ({
      id: p.id,
      stage: p.stage as Stage,
      type: p.type as CaseType | null,
      urgency: p.urgency as Urgency | null,
      category: p.category,
      amount: p.amount,
      unit: p.unit as AmountUnit,
      calendar: p.calendar,
      warnShares: p.warn_shares,
      validFrom: p.valid_from,
      validTo: p.valid_to,
      note: p.note,
    })),
  };
}
