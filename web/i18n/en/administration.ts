import type { Dictionary } from '../index.ts';

export const administration: Dictionary['administration'] = {
  group: {
    organisation: 'Organisation',
    rules: 'Working rules',
    channels: 'Channels',
    system: 'System',
  },
  nav: {
    system: 'State of the system',
    hotline: 'Telephone',
    recordings: 'Recordings',
    manualCall: 'Write down a call',
    roles: 'Roles and rights',
    deputies: 'Deputies',
    sessions: 'Sessions',
    categories: 'Categories',
    areas: 'Areas',
    installation: 'Agency details',
  },
};
