import { z } from 'zod';

/** Kinds of file in which a list can be taken out. */
export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export const exportFormat = z.enum(EXPORT_FORMATS);

/** Where each list is fetched as a file, under `/api/v1`. Query: that of the list, and `format`. */
export const EXPORT_PATHS = {
  cases: '/cases/export',
  conversations: '/exports/conversations',
  citizens: '/exports/citizens',
  callbacks: '/exports/callbacks',
  directives: '/exports/directives',
  users: '/exports/users',
  units: '/exports/units',
  categories: '/exports/categories',
  areas: '/exports/areas',
  audit: '/exports/audit',
  calls: '/exports/calls',
  recordings: '/exports/recordings',
  campaigns: '/exports/campaigns',
  campaignPeople: '/exports/campaign-people',
  doNotCall: '/exports/do-not-call',
  articles: '/exports/articles',
} as const;
export type ExportedList = keyof typeof EXPORT_PATHS;
