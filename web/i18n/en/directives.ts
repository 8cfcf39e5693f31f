import type { directives as vi } from '../vi/directives.ts';

export const directives: typeof vi = {
  title: 'Directives',
  text: 'Each directive is followed from issuing until its report is confirmed or the case is answered.',
  side: 'Whose directives',
  given: 'Given by me',
  received: 'Given to my unit',
  province: 'Of the province',
  which: 'Which directives',
  unsettled: 'Under way',
  overdue: 'Overdue',
  reported: 'To confirm',
  every: 'All',
  counts: (open, overdue, reported) => `${open} in time, ${overdue} overdue, ${reported} reports to confirm`,
  empty: {
    given: 'You have no directive here.',
    received: 'The unit has no directive here.',
    province: 'The province has no directive here.',
  },
};
