/** What callers hear: prompts, studio recordings, announcements. */
import { z } from 'zod';
import { isoTime, nothing, ref, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

const name = z.object({ name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/) });

export const PROMPT_GROUPS = ['menu', 'queue', 'voicemail', 'call', 'announcement', 'numbers'] as const;
export type PromptGroup = (typeof PROMPT_GROUPS)[number];

export const promptView = z
  .object({
    name: z.string(),
    title: z.string(),
    group: z.enum(PROMPT_GROUPS),
    text: z.string(),
    /** Text of the release; null for prompts added here. */
    releaseText: z.string().nullable(),
    source: z.enum(['machine', 'studio']),
    seconds: z.number().nullable(),
    fileName: z.string().nullable(),
    /** Added here, and used by nothing: may be removed. */
    removable: z.boolean(),
    changedAt: isoTime.nullable(),
    changedBy: ref.nullable(),
  })
  .meta({ id: 'HotlinePrompt' });
export type PromptView = z.infer<typeof promptView>;

export const promptTools = z.object({
  /** espeak-ng and sox are there: texts can be spoken and studio recordings taken in. */
  speak: z.boolean(),
  convert: z.boolean(),
  /** Endings of the sound files that can be taken in. */
  formats: z.array(z.string()),
  /** Where Asterisk reads them: our own reads at once, another one gets the archive; none: nobody hears them yet. */
  exchange: z.enum(['own', 'elsewhere', 'none']),
});

export const listPrompts = endpoint({
  method: 'GET',
  path: '/hotline/prompts',
  tag: 'hotline',
  summary: 'Every prompt with its text and whose voice speaks it',
  response: z.object({ items: z.array(promptView), tools: promptTools }),
});
export const getPromptAudio = endpoint({
  method: 'GET',
  path: '/hotline/prompts/:name/audio',
  tag: 'hotline',
  summary: 'The sound as callers hear it (WAV, 16 kHz)',
  params: name,
  response: z.any(),
});
export const postPrompt = endpoint({
  method: 'POST',
  path: '/hotline/prompts',
  tag: 'hotline',
  summary: 'Add a prompt: a text spoken by the machine',
  body: z.object({ title: typedText(120), text: typedText(2_000) }),
  status: 201,
  response: promptView,
});
export const putPrompt = endpoint({
  method: 'PUT',
  path: '/hotline/prompts/:name',
  tag: 'hotline',
  summary: 'Change a text and have it spoken by the machine; `text` null = the words of the release',
  params: name,
  body: z.object({ text: typedText(2_000).nullable() }),
  response: promptView,
});
export const deletePrompt = endpoint({
  method: 'DELETE',
  path: '/hotline/prompts/:name',
  tag: 'hotline',
  summary: 'Remove a prompt that was added here and that nothing uses',
  params: name,
  status: 204,
  response: nothing,
});
export const postPromptRecording = endpoint({
  method: 'POST',
  path: '/hotline/prompts/:name/recording',
  tag: 'hotline',
  summary: 'A studio recording in place of the machine; converted and checked (multipart, field `file`)',
  params: name,
  multipart: true,
  response: promptView,
});
export const deletePromptRecording = endpoint({
  method: 'DELETE',
  path: '/hotline/prompts/:name/recording',
  tag: 'hotline',
  summary: 'Back to the voice of the machine',
  params: name,
  response: promptView,
});
export const getPromptArchive = endpoint({
  method: 'GET',
  path: '/hotline/prompts.zip',
  tag: 'hotline',
  summary: 'All prompts as files for an Asterisk that runs elsewhere',
  response: z.any(),
});

const id = z.object({ id: z.string().regex(/^\d{1,15}$/) });
export const announcementView = z
  .object({
    id: z.string(),
    prompt: z.string(),
    title: z.string(),
    text: z.string(),
    enabled: z.boolean(),
    startsAt: isoTime.nullable(),
    endsAt: isoTime.nullable(),
    /** Callers hear it at this moment. */
    now: z.boolean(),
    changedAt: isoTime,
    changedBy: ref.nullable(),
  })
  .meta({ id: 'HotlineAnnouncement' });
export type AnnouncementView = z.infer<typeof announcementView>;
const period = { enabled: z.boolean(), startsAt: isoTime.nullable(), endsAt: isoTime.nullable() };

export const listAnnouncements = endpoint({
  method: 'GET',
  path: '/hotline/announcements',
  tag: 'hotline',
  summary: 'What callers are told of before the menu: now, later, and before',
  response: z.object({ items: z.array(announcementView) }),
});
export const postAnnouncement = endpoint({
  method: 'POST',
  path: '/hotline/announcements',
  tag: 'hotline',
  summary: 'Announce: a new text, or a prompt that is there',
  body: z.object({
    ...period,
    prompt: name.shape.name.optional(),
    title: typedText(120).optional(),
    text: typedText(2_000).optional(),
  }),
  status: 201,
  response: announcementView,
});
export const putAnnouncement = endpoint({
  method: 'PUT',
  path: '/hotline/announcements/:id',
  tag: 'hotline',
  summary: 'Switch an announcement on or off, or change when it is heard',
  params: id,
  body: z.object(period),
  response: announcementView,
});
export const deleteAnnouncement = endpoint({
  method: 'DELETE',
  path: '/hotline/announcements/:id',
  tag: 'hotline',
  summary: 'Take an announcement off the list',
  params: id,
  status: 204,
  response: nothing,
});
