import { z } from 'zod';
import { DIRECTIVE_STATES, directiveView } from './case-views.ts';
import { STATUSES, TURNS } from './case-words.ts';
import { countedPage, paging } from './common.ts';
import { endpoint } from './endpoint.ts';

/** An order of a leader with the case it is about, as it stands in the list of those who gave or got it. */
export const directiveRow = directiveView
  .extend({
    case: z.object({
      code: z.string(),
      title: z.string(),
      status: z.enum(STATUSES),
      level: z.number().int(),
      turn: z.enum(TURNS),
    }),
  })
  .meta({ id: 'DirectiveRow' });
export type DirectiveRow = z.infer<typeof directiveRow>;

export const listDirectives = endpoint({
  method: 'GET',
  path: '/directives',
  tag: 'cases',
  summary:
    'Orders that I gave (`side=given`), that my units were given (`received`) or all of level 4 (`province`, for its leaders and supervisors), newest first',
  query: z.object({
    ...paging,
    side: z.enum(['given', 'received', 'province']).default('given'),
    /** One state; `waiting`: open or overdue; `unsettled`: also those whose report waits for a word. */
    state: z.enum([...DIRECTIVE_STATES, 'waiting', 'unsettled']).optional(),
  }),
  response: countedPage(directiveRow).extend({
    counts: z.object({ open: z.number().int(), overdue: z.number().int(), reported: z.number().int() }),
  }),
});
