/** What can come of a call, in the words of this province. */
import { z } from 'zod';
import { typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

export const callDisposition = z
  .object({
    code: z.string(),
    name: z.string(),
    /** Can be chosen; a word that is switched off stays with the calls that have it. */
    active: z.boolean(),
  })
  .meta({ id: 'CallDisposition' });
export type CallDispositionView = z.infer<typeof callDisposition>;
const items = z.object({ items: z.array(callDisposition) });

export const listCallDispositions = endpoint({
  method: 'GET',
  path: '/call-dispositions',
  tag: 'calls',
  summary: 'What can come of a call, in order, with words that are no longer chosen',
  response: items,
});
export const putCallDispositions = endpoint({
  method: 'PUT',
  path: '/hotline/dispositions',
  tag: 'hotline',
  summary:
    'All of them in their order; without `code` a new one. What is left out goes, or is switched off where calls have it',
  body: z.object({
    items: z
      .array(z.object({ code: z.string().max(60).optional(), name: typedText(80), active: z.boolean() }))
      .min(1)
      .max(60),
  }),
  response: items,
});
