/** The walls: who stands before whom, and the exceptions with their reasons. Edited by hand, read by `rules.ts`. */

/** Each may import what stands before it, never what stands after it. */
export const order = [
  'contract',
  'platform',
  'org',
  'calendar',
  'audit',
  'citizens',
  'knowledge',
  'deadlines',
  'conversations',
  'cases',
  'routing',
  'channels',
  'hotline',
  'surveys',
  'notifications',
  'search',
  'reporting',
  'portal',
  'open311',
  'training',
  'app',
] as const;

export type Wall = (typeof order)[number];

/** Folders of server/ that belong to the composition (they know every domain), beside the files directly in server/. */
export const appFolders: readonly string[] = ['app', 'cli', 'demo'];

export const warnLines = 250;
export const failLines = 400;

/** Generated files: their size is nobody's choice. */
export const generatedFiles: readonly string[] = ['server/platform/db/schema.ts'];

/** Files that may be longer than `failLines`, each with the reason. */
export const longFiles: Readonly<Record<string, string>> = {};

/** Files of the server that may read the machine's clock, each with the reason. */
export const clockFiles: Readonly<Record<string, string>> = {
  'server/platform/clock.ts': 'it is the clock',
  'server/platform/db/lock-file.ts': 'compares with the time that the file system wrote',
  'server/platform/files/store.ts': 'compares with the time that the file system wrote',
  'server/platform/realtime/places-table.ts':
    'whether another process lives is reckoned by the one clock that all share',
};
