import { z } from 'zod';
import { ref } from './common.ts';
import { endpoint } from './endpoint.ts';
import { PRESENCE_STATES } from './routing.ts';

/** To whom a call can be handed on, for the picker of the call bar. */
export const callTargets = z
  .object({
    agents: z.array(
      z.object({
        username: z.string(),
        name: z.string(),
        state: z.enum(PRESENCE_STATES),
        /** His soft-phone is there; without it he cannot be rung. */
        phone: z.boolean(),
        /** He is in a call now. */
        talking: z.boolean(),
      }),
    ),
    queues: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        waiting: z.number().int(),
        open: z.boolean(),
        agents: z.number().int(),
      }),
    ),
    /** Officers of departments are called on their own telephone; null: no number is known. */
    officers: z.array(z.object({ username: z.string(), name: z.string(), unit: ref, phone: z.string().nullable() })),
  })
  .meta({ id: 'CallTargets' });
export type CallTargets = z.infer<typeof callTargets>;

export const listCallTargets = endpoint({
  method: 'GET',
  path: '/call-targets',
  tag: 'calls',
  summary: 'Agents, queues and officers to whom a call can be handed on; `q` by name or unit',
  query: z.object({ q: z.string().trim().max(80).optional() }),
  response: callTargets,
});
