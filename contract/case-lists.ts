import { z } from 'zod';
import { caseRow, TURNS, VIEWS } from './cases.ts';
import { ref, refCode, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What a list of cases can be narrowed by, as it stands in the address bar: all texts. */
export const LIST_FILTERS = [
  'q',
  'status',
  'level',
  'unit',
  'category',
  'area',
  'channel',
  'type',
  'urgency',
  'turn',
  'assignee',
  'due',
  'only',
  'parent',
  'from',
  'to',
  'sort',
] as const;
export type ListFilter = (typeof LIST_FILTERS)[number];

/** Columns of a wide list. The title cannot be left out. */
export const LIST_COLUMNS = [
  'due',
  'code',
  'title',
  'place',
  'category',
  'type',
  'status',
  'urgency',
  'unit',
  'assignee',
  'turn',
  'channel',
  'level',
  'created',
  'original_due',
  'closed',
  'reopened',
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** What a list shows until its reader chooses otherwise. */
export const USUAL_COLUMNS: readonly ListColumn[] = [
  'due',
  'code',
  'title',
  'place',
  'status',
  'turn',
  'channel',
  'level',
];

const listColumns = z.array(z.enum(LIST_COLUMNS)).min(1).max(LIST_COLUMNS.length);

/** Most saved views of one person. */
export const MOST_SAVED_VIEWS = 30;

const savedViewBody = z.object({
  name: typedText(60),
  view: z.enum(VIEWS),
  filters: z.partialRecord(z.enum(LIST_FILTERS), z.string().max(300)).default({}),
  columns: listColumns.nullable().default(null),
  /** Shared with everybody of this unit; only who leads or supervises there may. */
  unit: refCode.nullable().default(null),
});
export type SavedViewBody = z.input<typeof savedViewBody>;

export const savedView = z
  .object({
    id: z.number().int(),
    name: z.string(),
    view: z.enum(VIEWS),
    filters: z.partialRecord(z.enum(LIST_FILTERS), z.string()),
    columns: z.array(z.enum(LIST_COLUMNS)).nullable(),
    /** The columns that the reader has chosen for himself in this list; null: those that were saved with it. */
    layout: z.array(z.enum(LIST_COLUMNS)).nullable(),
    unit: ref.nullable(),
    owner: ref,
    /** The reader may change it. */
    mine: z.boolean(),
    /** The reader may remove it: his own, or shared in a unit that he leads. */
    removable: z.boolean(),
  })
  .meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof savedView>;

const savedId = z.object({ id: z.coerce.number().int().positive() });

export const listSavedViews = endpoint({
  method: 'GET',
  path: '/case-views',
  tag: 'cases',
  summary: 'My saved lists and those shared with my units, and the units with which I may share',
  response: z.object({
    items: z.array(savedView),
    shareWith: z.array(ref),
    /** The columns that I have chosen for the lists of the product. */
    layouts: z.partialRecord(z.enum(VIEWS), z.array(z.enum(LIST_COLUMNS))),
  }),
});

export const arrangeList = endpoint({
  method: 'PUT',
  path: '/case-views/layout',
  tag: 'cases',
  summary: 'Choose the columns of a list and their order, for myself; null: the usual ones again',
  body: z
    .object({
      view: z.enum(VIEWS).optional(),
      saved: z.number().int().positive().optional(),
      columns: listColumns.nullable(),
    })
    .refine((body) => (body.view === undefined) !== (body.saved === undefined), 'either `view` or `saved`'),
  status: 204,
  response: z.null(),
});

export const countSavedViews = endpoint({
  method: 'GET',
  path: '/case-views/counts',
  tag: 'cases',
  summary: 'How many cases each saved list holds for me, exactly; null where its filter no longer applies',
  response: z.object({
    items: z.array(
      z.object({ id: z.number().int(), total: z.number().int().nullable(), overdue: z.number().int().nullable() }),
    ),
  }),
});

export const createSavedView = endpoint({
  method: 'POST',
  path: '/case-views',
  tag: 'cases',
  summary: 'Save a list',
  body: savedViewBody,
  status: 201,
  response: savedView,
});

export const changeSavedView = endpoint({
  method: 'PUT',
  path: '/case-views/:id',
  tag: 'cases',
  summary: 'Change my saved list',
  params: savedId,
  body: savedViewBody,
  response: savedView,
});

export const removeSavedView = endpoint({
  method: 'DELETE',
  path: '/case-views/:id',
  tag: 'cases',
  summary: 'Remove a saved list',
  params: savedId,
  status: 204,
  response: z.null(),
});

export const BOARD_BY = ['status', 'holder'] as const;
export type BoardBy = (typeof BOARD_BY)[number];

export const boardColumn = z
  .object({
    /** The status; or who holds the case: `turn`, and `user:<name>` for an officer who was given it. */
    key: z.string(),
    turn: z.enum(TURNS).nullable(),
    assignee: ref.nullable(),
    total: z.number().int(),
    overdue: z.number().int(),
    /** Due within two days, not yet overdue. */
    soon: z.number().int(),
    /** The first of them by due time. */
    items: z.array(caseRow),
  })
  .meta({ id: 'BoardColumn' });
export type BoardColumn = z.infer<typeof boardColumn>;

export const caseBoard = endpoint({
  method: 'GET',
  path: '/cases/board',
  tag: 'cases',
  summary: 'Open cases of a unit in columns by status, or by who holds them; exact figures, the most urgent of each',
  query: z.object({
    by: z.enum(BOARD_BY).default('status'),
    /** One of my units; supervisors and province leaders: any. Without it: my first. */
    unit: refCode.optional(),
    /** Only what is overdue: what is late, and with whom. */
    late: z.enum(['true', 'false']).default('false'),
  }),
  response: z.object({ unit: ref.nullable(), units: z.array(ref), columns: z.array(boardColumn) }),
});
