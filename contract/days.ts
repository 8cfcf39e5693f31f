/** The first page of each role: an officer's day, a leader's unit, the exceptions of the province. */
import { z } from 'zod';
import { caseRow } from './case-views.ts';
import { TURNS } from './case-words.ts';
import { isoTime, ref, refCode } from './common.ts';
import { ASKS, DAY_PARTS, TROUBLES } from './day-words.ts';
import { endpoint } from './endpoint.ts';

export * from './day-words.ts';

export const dayItem = caseRow
  .extend({
    ask: z.enum(ASKS),
    /** By when it is asked for, where that is another date than the case's own: a question's, an order's. */
    askedDueAt: isoTime.nullable(),
    /** In other people's words: the reason of a return, the question, the order, the decision. */
    note: z.string().nullable(),
    /** Of a decision about more time. */
    granted: z.boolean().nullable(),
  })
  .meta({ id: 'DayItem' });
export type DayItem = z.infer<typeof dayItem>;

export const dayGroup = z
  .object({
    ask: z.enum(ASKS),
    part: z.enum(DAY_PARTS as [(typeof DAY_PARTS)[number], ...(typeof DAY_PARTS)[number][]]),
    total: z.number().int(),
    /** Of them past the date by which it is asked for. */
    late: z.number().int(),
    items: z.array(dayItem),
  })
  .meta({ id: 'DayGroup' });
export type DayGroup = z.infer<typeof dayGroup>;

export const myDay = endpoint({
  method: 'GET',
  path: '/me/day',
  tag: 'cases',
  summary:
    'What I must do now, what others wait for from me and what I wait for; exact figures, the most urgent of each',
  response: z.object({ groups: z.array(dayGroup) }),
});

export const heldByPerson = z
  .object({
    /** Whose turn it is; `officer` with `assignee` null: given to nobody yet. */
    turn: z.enum(TURNS),
    assignee: ref.nullable(),
    open: z.number().int(),
    today: z.number().int(),
    overdue: z.number().int(),
    seriouslyLate: z.number().int(),
    oldestDueAt: isoTime.nullable(),
    oldestCode: z.string().nullable(),
  })
  .meta({ id: 'HeldByPerson' });
export type HeldByPerson = z.infer<typeof heldByPerson>;

export const signedForSomebody = z
  .object({
    case: z.object({ code: z.string(), title: z.string() }),
    what: z.enum(['approved', 'rejected', 'granted', 'refused', 'directed']),
    by: ref,
    inPlaceOf: ref,
    at: isoTime,
  })
  .meta({ id: 'SignedForSomebody' });
export type SignedForSomebody = z.infer<typeof signedForSomebody>;

export const unitToday = endpoint({
  method: 'GET',
  path: '/units/:code/today',
  tag: 'cases',
  summary:
    'What is open in a unit and with whom, what is late, and what was decided in somebody’s place in the last 30 days',
  params: z.object({ code: refCode }),
  response: z.object({
    unit: ref,
    total: z.number().int(),
    overdue: z.number().int(),
    people: z.array(heldByPerson),
    /** The newest of them, and how many there are. */
    inPlace: z.array(signedForSomebody),
    inPlaceTotal: z.number().int(),
  }),
});

export const myUnits = endpoint({
  method: 'GET',
  path: '/me/units',
  tag: 'cases',
  summary: 'Units whose day I may look at: my own first',
  response: z.object({ items: z.array(ref) }),
});

export const troubleFigure = z
  .object({
    key: z.enum(TROUBLES),
    total: z.number().int(),
    /** The most urgent of them; for incidents with the number of reports. */
    items: z.array(caseRow.extend({ reports: z.number().int() })),
  })
  .meta({ id: 'TroubleFigure' });
export type TroubleFigure = z.infer<typeof troubleFigure>;

export const unitFigures = z
  .object({
    unit: ref,
    open: z.number().int(),
    overdue: z.number().int(),
    seriouslyLate: z.number().int(),
    /** Due in the last seven days and not done by then; and in the seven days before: the trend. */
    missedWeek: z.number().int(),
    missedBefore: z.number().int(),
  })
  .meta({ id: 'UnitFigures' });
export type UnitFigures = z.infer<typeof unitFigures>;

export const exceptions = endpoint({
  method: 'GET',
  path: '/cases/exceptions',
  tag: 'cases',
  summary:
    'What a leader of the province looks at first: each figure with its most urgent cases, and the units by what is late',
  response: z.object({
    figures: z.array(troubleFigure),
    units: z.array(unitFigures),
    overdue: z.number().int(),
    open: z.number().int(),
  }),
});
