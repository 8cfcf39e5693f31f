/** Administration of routing: queues, people's skills and capacity, reasons, what each kind of work asks. */
import { z } from 'zod';
import { nothing, ref, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';
import { ITEM_KINDS, presenceReason, STRATEGIES } from './routing.ts';

const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const skill = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9:_-]{0,59}$/);
const words = z.array(z.string().trim().min(1).max(80)).max(50);
const seconds = (min: number, max: number) => z.number().int().min(min).max(max);

const queueFields = {
  name: typedText(120),
  position: z.number().int().min(0).max(100_000),
  enabled: z.boolean(),
  /** Conditions; empty = any. */
  kinds: z.array(z.enum(ITEM_KINDS)).max(5),
  channels: words,
  categories: words,
  languages: words,
  strategy: z.enum(STRATEGIES),
  everybody: z.boolean(),
  skills: z.array(skill).max(20),
  /** Code of a calendar; null = always open. */
  calendar: z.string().max(80).nullable(),
  stickySeconds: seconds(0, 86_400),
  reofferSeconds: seconds(0, 3_600),
  relaxSkillsSeconds: seconds(0, 86_400).nullable(),
  reserveSeconds: seconds(0, 3_600),
  offerSeconds: seconds(5, 3_600).nullable(),
  maxLength: z.number().int().min(1).max(100_000).nullable(),
  overflowQueue: z.string().max(40).nullable(),
  overflowAfterSeconds: seconds(1, 86_400).nullable(),
  overflowLength: z.number().int().min(1).max(100_000).nullable(),
  fullAnswer: typedText(1_000).nullable(),
  closedAnswer: typedText(1_000).nullable(),
};
export const queueView = z
  .object({
    code: z.string(),
    isDefault: z.boolean(),
    ...queueFields,
    name: z.string(),
    skills: z.array(z.string()),
    channels: z.array(z.string()),
    categories: z.array(z.string()),
    languages: z.array(z.string()),
    fullAnswer: z.string().nullable(),
    closedAnswer: z.string().nullable(),
    members: z.array(ref),
  })
  .meta({ id: 'RoutingQueue' });
export type QueueView = z.infer<typeof queueView>;
export const queueBody = z.object({ ...queueFields, members: z.array(z.string().max(80)).max(500) });
export type QueueBody = z.infer<typeof queueBody>;

export const listQueues = endpoint({
  method: 'GET',
  path: '/routing/queues',
  tag: 'routing',
  summary: 'Queues in the order in which they are looked through',
  response: z.object({ items: z.array(queueView), calendars: z.array(ref) }),
});
export const putQueue = endpoint({
  method: 'PUT',
  path: '/routing/queues/:code',
  tag: 'routing',
  summary: 'Create or change a queue with its members',
  params: z.object({ code }),
  body: queueBody,
  response: queueView,
});

export const routingAgent = z
  .object({ username: z.string(), displayName: z.string(), capacity: z.number().int(), skills: z.array(z.string()) })
  .meta({ id: 'RoutingAgent' });
export type RoutingAgentView = z.infer<typeof routingAgent>;
export const listAgents = endpoint({
  method: 'GET',
  path: '/routing/agents',
  tag: 'routing',
  summary: 'Everybody who works at the switchboard, with capacity and skills',
  response: z.object({ items: z.array(routingAgent), knownSkills: z.array(z.string()) }),
});
export const putAgent = endpoint({
  method: 'PUT',
  path: '/routing/agents/:username',
  tag: 'routing',
  summary: 'Capacity (60 = one whole person) and skills of a person',
  params: z.object({ username: z.string().max(80) }),
  body: z.object({ capacity: z.number().int().min(0).max(60), skills: z.array(skill).max(50) }),
  response: routingAgent,
});

export const listReasons = endpoint({
  method: 'GET',
  path: '/routing/reasons',
  tag: 'routing',
  summary: 'Reasons of absence, closed ones too',
  response: z.object({ items: z.array(presenceReason) }),
});
export const putReason = endpoint({
  method: 'PUT',
  path: '/routing/reasons/:code',
  tag: 'routing',
  summary: 'Add, rename or close a reason',
  params: z.object({ code: z.string().regex(/^[a-z][a-z0-9_]{1,40}$/) }),
  body: z.object({
    name: typedText(80),
    nameEn: typedText(80),
    state: z.enum(['busy', 'away']),
    sort: z.number().int().min(0).max(10_000),
    active: z.boolean(),
  }),
  status: 204,
  response: nothing,
});

const kindFields = {
  weight: z.number().int().min(1).max(60),
  exclusive: z.boolean(),
  yields: z.boolean(),
  priority: z.number().int().min(0).max(9),
  ageingSeconds: seconds(1, 86_400),
  offerSeconds: seconds(5, 3_600),
  /** After so long offline the owner loses it; null = never. */
  keepSeconds: seconds(0, 604_800).nullable(),
};
export const kindView = z.object({ kind: z.enum(ITEM_KINDS), ...kindFields }).meta({ id: 'RoutingKind' });
export type KindView = z.infer<typeof kindView>;
export const listKinds = endpoint({
  method: 'GET',
  path: '/routing/kinds',
  tag: 'routing',
  summary: 'What each kind of work asks of a person, and what concerns all queues',
  response: z.object({
    items: z.array(kindView),
    offlineAfterSeconds: z.number().int(),
    missedLimit: z.number().int(),
  }),
});
export const putKind = endpoint({
  method: 'PUT',
  path: '/routing/kinds/:kind',
  tag: 'routing',
  summary: 'Weight, priority and times of a kind; for items that come from now on',
  params: z.object({ kind: z.enum(ITEM_KINDS) }),
  body: z.object(kindFields),
  status: 204,
  response: nothing,
});
export const putRoutingSettings = endpoint({
  method: 'PUT',
  path: '/routing/settings',
  tag: 'routing',
  summary: 'When somebody counts as offline, and how many offers he may miss',
  body: z.object({ offlineAfterSeconds: seconds(20, 3_600), missedLimit: z.number().int().min(1).max(20) }),
  status: 204,
  response: nothing,
});
