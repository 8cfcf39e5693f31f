/** What the telephone says of incidents, and whether it can. */
import { z } from 'zod';
import { isoTime } from './common.ts';
import { endpoint } from './endpoint.ts';

/** `making`: the text is about to be spoken; `announced`: callers hear it; `failed`: they hear nothing of it. */
export const SOUND_STATES = ['making', 'announced', 'beyond', 'failed'] as const;
export type SoundState = (typeof SOUND_STATES)[number];

export const incidentSound = z
  .object({
    incidentId: z.number().int(),
    /** `beyond`: it could be heard, but newer ones take all the places. */
    state: z.enum(SOUND_STATES),
    /** Name of the prompt, where there is one to listen to. */
    prompt: z.string().nullable(),
    /** Why it failed, in words. */
    trouble: z.string().nullable(),
    triedAt: isoTime.nullable(),
  })
  .meta({ id: 'IncidentSound' });
export type IncidentSound = z.infer<typeof incidentSound>;

/** So many incidents are announced one after the other, the newest first; more nobody listens to. */
export const MOST_ANNOUNCED = 3;

export const listIncidentSounds = endpoint({
  method: 'GET',
  path: '/hotline/incidents',
  tag: 'hotline',
  summary: 'Of each incident that goes on and has words for the telephone: whether callers hear them, and if not, why',
  response: z.object({
    items: z.array(incidentSound),
    /** The menu in force has a step that says them. */
    step: z.boolean(),
    /** Where Asterisk reads sounds: our own at once; another one must be given them (page Prompts). */
    exchange: z.enum(['own', 'elsewhere']),
  }),
});

export const remakeIncidentSound = endpoint({
  method: 'POST',
  path: '/hotline/incidents/:id/sound',
  tag: 'hotline',
  summary: 'Try again to speak the words of an incident',
  params: z.object({ id: z.coerce.number().int().positive() }),
  response: incidentSound,
});
