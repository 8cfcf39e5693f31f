/** Administration of the sites that show our chat window. */
import { z } from 'zod';
import { isoTime, ref, refCode, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';
import { topic } from './widget.ts';

const words = z.object({
  title: z.string().trim().max(80).default(''),
  greeting: z.string().trim().max(500).default(''),
  label: z.string().trim().max(40).default(''),
  /** When somebody is there, as people say it. */
  hours: z.string().trim().max(200).default(''),
});
/** Texts per language; an empty one: ours. */
export const siteTexts = z.object({ vi: words, en: words });
export type SiteTexts = z.infer<typeof siteTexts>;

export const widgetSite = z
  .object({
    key: z.string(),
    code: z.string(),
    name: z.string(),
    enabled: z.boolean(),
    origins: z.array(z.string()),
    colour: z.string(),
    side: z.enum(['left', 'right']),
    texts: siteTexts,
    topics: z.array(topic),
    /** null: always open. */
    calendar: ref.nullable(),
    hasSecret: z.boolean(),
    identityRequired: z.boolean(),
    reopenDays: z.int(),
    idleMinutes: z.int(),
    /** Threads of the last 30 days, and windows that are open now. */
    threads: z.int(),
    updatedAt: isoTime,
  })
  .meta({ id: 'WidgetSite' });
export type WidgetSite = z.infer<typeof widgetSite>;

const params = z.object({ code: refCode.max(40) });
const tag = 'channels';

export const listWidgetSites = endpoint({
  method: 'GET',
  path: '/channels/livechat/sites',
  tag,
  summary: 'Sites that show the chat window',
  response: z.object({ items: z.array(widgetSite), calendars: z.array(ref), origin: z.string() }),
});

export const putWidgetSite = endpoint({
  method: 'PUT',
  path: '/channels/livechat/sites/:code',
  tag,
  summary: 'Add or change a site',
  params,
  body: z.object({
    name: typedText(100),
    enabled: z.boolean().default(true),
    /** `https://so-y-te.gov.vn`; also `https://*.dongthap.gov.vn`. */
    origins: z.array(z.string().trim().max(200)).max(50).default([]),
    colour: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^#[0-9a-f]{6}$/)
      .default('#1456b8'),
    side: z.enum(['left', 'right']).default('right'),
    texts: siteTexts.default({
      vi: { title: '', greeting: '', label: '', hours: '' },
      en: { title: '', greeting: '', label: '', hours: '' },
    }),
    /** Empty: the usual ones. */
    topics: z.array(topic).max(20).default([]),
    calendar: z.string().max(80).nullable().default(null),
    identityRequired: z.boolean().default(false),
    reopenDays: z.int().min(0).max(30).default(3),
    idleMinutes: z.int().min(0).max(1440).default(60),
  }),
  response: widgetSite,
});

export const newWidgetSecret = endpoint({
  method: 'POST',
  path: '/channels/livechat/sites/:code/secret',
  tag,
  summary: 'A new secret for signing identities; shown this once, the old one ends',
  params,
  response: z.object({ secret: z.string() }),
});
