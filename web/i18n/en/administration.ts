import type { Dictionary } from '../index.ts';

export const administration: Dictionary['administration'] = {
  group: {
    organisation: 'Organisation',
    rules: 'Working rules',
    channels: 'Channels',
    system: 'System',
  },
  nav: {
    categories: 'Categories',
    areas: 'Areas',
    installation: 'Agency details',
  },
};
