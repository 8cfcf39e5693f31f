/** Whether the telephone is well, line by line. */
import { z } from 'zod';
import { isoTime } from './common.ts';
import { endpoint } from './endpoint.ts';

export const HEALTH_LINES = [
  'link',
  'asterisk',
  'trunk',
  'browsers',
  'phones',
  'calls',
  'disk',
  'lost',
  'messages',
  'prompts',
  'incidents',
  'orders',
] as const;
export type HealthLine = (typeof HEALTH_LINES)[number];

export const hotlineHealth = z
  .object({
    /** No Asterisk is known: `npm run hotline` was never started and ARI_URL is not set. */
    configured: z.boolean(),
    lines: z.array(
      z.object({
        line: z.enum(HEALTH_LINES),
        state: z.enum(['good', 'watch', 'bad', 'off']),
        /** What was found, in words. */
        found: z.string(),
        /** What to do about it; null when there is nothing to do. */
        advice: z.string().nullable(),
        since: isoTime.nullable(),
      }),
    ),
    /** Where the browsers' telephones connect; the page tries it itself. */
    wsUrl: z.string().nullable(),
  })
  .meta({ id: 'HotlineHealth' });
export type HotlineHealth = z.infer<typeof hotlineHealth>;
export const getHotlineHealth = endpoint({
  method: 'GET',
  path: '/hotline/health',
  tag: 'hotline',
  summary: 'Line, trunk, telephones, space, lost recordings, messages: each with what to do',
  response: hotlineHealth,
});
