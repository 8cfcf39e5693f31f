import { z } from 'zod';
import type { PermissionName } from './permissions.ts';

/** Kinds of file in which a list can be taken out. */
export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export const exportFormat = z.enum(EXPORT_FORMATS);

/**
 * What stands in the query of a file besides that of its list. A link carries the browser's languages, not the one chosen
 * on the desk: so the language stands here, and only without it `Accept-Language` decides.
 */
export const exportChoice = { format: exportFormat, language: z.enum(['vi', 'en']).optional() };

/** Where each list is fetched as a file, under `/api/v1`. Query: that of the list, `format` and `language`. */
export const EXPORT_PATHS = {
  cases: '/cases/export',
  conversations: '/exports/conversations',
  citizens: '/exports/citizens',
  callbacks: '/exports/callbacks',
  directives: '/exports/directives',
  waiting: '/exports/waiting',
  notices: '/exports/notices',
  users: '/exports/users',
  roleHolders: '/exports/role-holders',
  deputies: '/exports/deputies',
  sessions: '/exports/sessions',
  tokens: '/exports/tokens',
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
  templates: '/exports/templates',
  policies: '/exports/policies',
  prompts: '/exports/prompts',
  failedMails: '/exports/failed-mails',
  unhandledEvents: '/exports/unhandled-events',
  incidents: '/exports/incidents',
} as const;
export type ExportedList = keyof typeof EXPORT_PATHS;

/** What a person needs to take a list out as a file. */
export const EXPORT_NEEDS: Record<ExportedList, PermissionName | 'signed_in'> = {
  cases: 'case.export',
  conversations: 'citizen.export',
  citizens: 'citizen.export',
  callbacks: 'citizen.export',
  directives: 'case.export',
  waiting: 'citizen.export',
  notices: 'signed_in',
  incidents: 'case.export',
  users: 'admin.users',
  roleHolders: 'admin.users',
  deputies: 'admin.users',
  sessions: 'admin.users',
  tokens: 'admin.users',
  units: 'admin.units',
  categories: 'admin.units',
  areas: 'admin.units',
  audit: 'audit.read',
  calls: 'citizen.export',
  recordings: 'recording.export',
  campaigns: 'campaign.manage',
  campaignPeople: 'campaign.manage',
  doNotCall: 'campaign.manage',
  articles: 'knowledge.read',
  templates: 'admin.templates',
  policies: 'admin.calendars',
  prompts: 'admin.hotline',
  failedMails: 'channel.failures',
  unhandledEvents: 'channel.failures',
};
