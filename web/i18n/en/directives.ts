import type { directives as vi } from '../vi/directives.ts';

export const directives: typeof vi = {
  title: 'Directives',
  text: 'Each directive is followed until the unit reports or the case is answered.',
  side: 'Whose directives',
  given: 'Given by me',
  received: 'Given to my unit',
  which: 'Which directives',
  waiting: 'Waiting',
  every: 'All',
  counts: (open, overdue) => `${open} in time, ${overdue} overdue`,
  empty: { given: 'You have no directive here.', received: 'The unit has no directive here.' },
  state: {
    open: 'open',
    overdue: 'overdue',
    reported: 'reported',
    done: 'citizen answered',
    replaced: 'replaced by a newer one',
    ended: 'case ended',
  },
};
