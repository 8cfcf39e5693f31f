/** How the installation fares, line by line, and what an administrator may try again. */
import { z } from 'zod';
import { isoTime, nothing } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What is looked at. The words of each stand in the dictionaries of the desk. */
export const SYSTEM_LINES = [
  'version',
  'node',
  'pages',
  'folder',
  'disk',
  'key',
  'database',
  'schema',
  'connections',
  'clock',
  'sequencer',
  'readers',
  'jobs',
  'mail',
  'channels',
  'chain',
  'backup',
  'people',
  'desks',
  'address',
] as const;
export type SystemLineKey = (typeof SYSTEM_LINES)[number];

export const systemLine = z.object({
  key: z.enum(SYSTEM_LINES),
  /** `warning`: works, but look at it; `problem`: does not work, or soon will not. */
  state: z.enum(['ok', 'warning', 'problem']),
  /** Numbers and names that the words of the line speak of. */
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type SystemLine = z.infer<typeof systemLine>;

export const jobQueue = z.object({
  name: z.string(),
  waiting: z.number().int(),
  active: z.number().int(),
  failed: z.number().int(),
  /** When the first of those that wait was, or will be, due. */
  oldest: isoTime.nullable(),
});
export const failedJob = z.object({
  id: z.string(),
  name: z.string(),
  at: isoTime,
  /** First line of the error, addresses and numbers blotted out. */
  why: z.string(),
});
export const eventReader = z.object({ name: z.string(), seq: z.number().int(), behind: z.number().int() });
export const skippedEvent = z.object({
  reader: z.string(),
  seq: z.number().int(),
  type: z.string(),
  at: isoTime,
  why: z.string(),
});

export const systemState = z
  .object({
    lookedAt: isoTime,
    lines: z.array(systemLine),
    queues: z.array(jobQueue),
    failedJobs: z.array(failedJob),
    readers: z.array(eventReader),
    skipped: z.array(skippedEvent),
  })
  .meta({ id: 'SystemState' });
export type SystemState = z.infer<typeof systemState>;

export const getSystemState = endpoint({
  method: 'GET',
  path: '/admin/system',
  tag: 'system',
  summary: 'How the installation fares: versions, database, jobs, events, disk, channels, backup',
  response: systemState,
});
export const retryJob = endpoint({
  method: 'POST',
  path: '/admin/system/jobs/:name/:id/retry',
  tag: 'system',
  summary: 'Try a job that failed for good once more',
  params: z.object({ name: z.string().max(100), id: z.uuid() }),
  status: 204,
  response: nothing,
});
export const retrySkipped = endpoint({
  method: 'POST',
  path: '/admin/system/readers/:reader/:seq/retry',
  tag: 'system',
  summary: 'Give a reader an event again that it had set aside',
  params: z.object({ reader: z.string().max(100), seq: z.coerce.number().int().positive() }),
  status: 204,
  response: nothing,
});
