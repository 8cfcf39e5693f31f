/** Administration of the hotline: settings, menu, prompts, announcements, health. */
import { z } from 'zod';
import { isoTime, ref, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';
import { menuGraph } from './hotline-menu.ts';

const whole = (min: number, max: number, standard: number) => z.number().int().min(min).max(max).default(standard);
const onOff = (standard: boolean) => z.boolean().default(standard);

/** Everything that administration may set; each is read by the engine or by the keeping of recordings. */
export const hotlineSettings = z
  .object({
    /** New calls per second that are let in; whoever comes above it hears that the line is overloaded. */
    callsPerSecond: whole(1, 200, 50),
    /** Calls at the same time, all together. */
    callsAtOnce: whole(1, 2_000, 300),
    /** How often a waiting caller hears his position and the expected wait. Seconds. */
    announceEverySeconds: whole(15, 600, 45),
    /** Callers may have themselves called back instead of waiting (key 9). */
    callbackOffered: onOff(true),
    /** Time for writing up after a call, and how much an agent may add at once. Seconds. */
    wrapUpSeconds: whole(0, 900, 60),
    wrapUpExtendSeconds: whole(15, 900, 60),
    /** Longest message that a caller can leave, and the shortest that counts as one. Seconds. */
    voicemailMaxSeconds: whole(15, 600, 120),
    voicemailMinSeconds: whole(1, 30, 2),
    /** Talks are recorded, per direction. */
    recordInbound: onOff(true),
    recordOutbound: onOff(true),
    /** Days until a recording is erased. */
    keepTalkDays: whole(1, 3_650, 365),
    keepVoicemailDays: whole(1, 3_650, 365),
    keepFallbackDays: whole(1, 3_650, 365),
    /** Officers and leaders may hear the recordings of cases that they may see. */
    unitsMayHear: onOff(false),
  })
  .meta({ id: 'HotlineSettings' });
export type HotlineSettings = z.infer<typeof hotlineSettings>;

const whoWhen = { changedBy: ref.nullable(), changedAt: isoTime.nullable() };

export const hotlineSettingsView = z
  .object({ values: hotlineSettings, defaults: hotlineSettings, version: z.number().int(), ...whoWhen })
  .meta({ id: 'HotlineSettingsView' });
export const getHotlineSettings = endpoint({
  method: 'GET',
  path: '/hotline/settings',
  tag: 'hotline',
  summary: 'Settings of the telephone in force, and those of the release',
  response: hotlineSettingsView,
});
export const putHotlineSettings = endpoint({
  method: 'PUT',
  path: '/hotline/settings',
  tag: 'hotline',
  summary: 'Change the settings; they count from the next call on. `version`: the one that was seen',
  body: z.object({ values: hotlineSettings, version: z.number().int() }),
  response: hotlineSettingsView,
});

const version = z.object({ version: z.coerce.number().int().min(1).max(1_000_000) });
export const menuVersion = z.object({
  version: z.number().int(),
  note: z.string().nullable(),
  publishedAt: isoTime,
  publishedBy: ref.nullable(),
});
export const menuDraft = z.object({
  graph: menuGraph,
  revision: z.number().int(),
  /** Published version from which it began; 0 = the menu of the release. */
  basedOn: z.number().int(),
  editedAt: isoTime,
  editedBy: ref.nullable(),
});
export const hotlineMenuView = z
  .object({
    /** In force; version 0 = the menu of the release. */
    published: z.object({ version: z.number().int(), graph: menuGraph }),
    draft: menuDraft.nullable(),
    versions: z.array(menuVersion),
    /** What a step may use. */
    sounds: z.array(z.object({ name: z.string(), title: z.string(), text: z.string() })),
    queues: z.array(ref),
    calendars: z.array(ref.extend({ open: z.boolean() })),
    skills: z.array(z.string()),
    /** Prompts that are announced at present. */
    announced: z.array(z.string()),
  })
  .meta({ id: 'HotlineMenu' });
export type HotlineMenuView = z.infer<typeof hotlineMenuView>;
export const getHotlineMenu = endpoint({
  method: 'GET',
  path: '/hotline/menu',
  tag: 'hotline',
  summary: 'The menu in force, the draft, the versions, and what a step may use',
  response: hotlineMenuView,
});
export const putMenuDraft = endpoint({
  method: 'PUT',
  path: '/hotline/menu/draft',
  tag: 'hotline',
  summary: 'Keep a draft, with faults or without. `revision`: of the draft that was seen, null = there was none',
  body: z.object({ graph: menuGraph, revision: z.number().int().nullable() }),
  response: hotlineMenuView,
});
export const deleteMenuDraft = endpoint({
  method: 'DELETE',
  path: '/hotline/menu/draft',
  tag: 'hotline',
  summary: 'Throw the draft away',
  response: hotlineMenuView,
});
export const publishMenu = endpoint({
  method: 'POST',
  path: '/hotline/menu/publish',
  tag: 'hotline',
  summary: 'The draft is in force for calls that come from now on; refused while it has faults',
  body: z.object({ revision: z.number().int(), note: typedText(500) }),
  response: hotlineMenuView,
});
export const getMenuVersion = endpoint({
  method: 'GET',
  path: '/hotline/menu/versions/:version',
  tag: 'hotline',
  summary: 'A published menu, for comparing and returning to it',
  params: version,
  response: menuVersion.extend({ graph: menuGraph }),
});
