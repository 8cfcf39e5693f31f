import { z } from 'zod';
import { CHANNELS } from './cases.ts';
import { isoTime, nothing, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

export const TEMPLATE_LANGUAGES = ['vi', 'en'] as const;
export type TemplateLanguage = (typeof TEMPLATE_LANGUAGES)[number];
/** citizen: letters of the system · notice, mail: to staff · reply: agents on a channel · answer: officers' drafts. */
export const TEMPLATE_GROUPS = ['citizen', 'reply', 'answer', 'notice', 'mail'] as const;
export type TemplateGroup = (typeof TEMPLATE_GROUPS)[number];

export const templateKey = z
  .string()
  .max(80)
  .regex(/^[a-z]+\.[a-z0-9][a-z0-9_]*$/);

/** A value that stands in for `{{name}}` when the text is used. */
export const templateVariable = z
  .object({
    name: z.string(),
    meaning: z.string(),
    /** must: has to stand in the text · may: can be left out · empty: may have no value, its line then goes away. */
    use: z.enum(['must', 'may', 'empty']),
    sample: z.string(),
  })
  .meta({ id: 'TemplateVariable' });
export type TemplateVariable = z.infer<typeof templateVariable>;

const wording = z.object({
  language: z.enum(TEMPLATE_LANGUAGES),
  subject: z.string().nullable(),
  body: z.string(),
});
const person = z.object({ username: z.string(), displayName: z.string() }).nullable();

export const templateSummary = z
  .object({
    key: z.string(),
    group: z.enum(TEMPLATE_GROUPS),
    name: z.string(),
    /** When it is used, in words. */
    purpose: z.string(),
    channels: z.array(z.enum(CHANNELS)),
    enabled: z.boolean(),
    /** A letter to citizens that may be switched off. */
    optional: z.boolean(),
    /** Added here, not part of the release: it can be removed. */
    own: z.boolean(),
    /** Languages whose wording differs from the release. */
    changed: z.array(z.enum(TEMPLATE_LANGUAGES)),
  })
  .meta({ id: 'TemplateSummary' });
export type TemplateSummary = z.infer<typeof templateSummary>;

/** A ready text with all values filled in: what is not known is said politely, or its line is left out. */
export const readyText = z.object({ key: z.string(), name: z.string(), text: z.string() }).meta({ id: 'ReadyText' });
export type ReadyText = z.infer<typeof readyText>;

/** A POST that only reads: a citizen's name belongs in no address, log or history. */
export const listReadyTexts = endpoint({
  method: 'POST',
  path: '/templates/filled',
  tag: 'knowledge',
  summary: 'Ready texts for a reply on a channel or for the answer to a case, filled in for me',
  body: z.object({
    for: z.enum(['reply', 'answer']),
    channel: z.enum(CHANNELS).optional(),
    /** As the reader's screen shows them; only written into the text. */
    caseCode: z.string().max(40).optional(),
    citizenName: z.string().max(200).optional(),
    language: z.enum(TEMPLATE_LANGUAGES).default('vi'),
  }),
  response: z.object({ items: z.array(readyText) }),
});

export const listTemplates = endpoint({
  method: 'GET',
  path: '/admin/templates',
  tag: 'knowledge',
  summary: 'Every text that goes out, and which of them were changed here',
  response: z.object({ items: z.array(templateSummary) }),
});

export const templateView = templateSummary
  .extend({
    variables: z.array(templateVariable),
    hasSubject: z.boolean(),
    /** What counts now, per language; a language without a wording falls back to Vietnamese. */
    current: z.array(wording),
    /** What the release says; empty for an own template. */
    defaults: z.array(wording),
    versions: z.array(
      z.object({
        language: z.enum(TEMPLATE_LANGUAGES),
        version: z.number().int(),
        subject: z.string().nullable(),
        /** null: back to the wording of the release. */
        body: z.string().nullable(),
        by: person,
        at: isoTime,
      }),
    ),
  })
  .meta({ id: 'Template' });
export type TemplateView = z.infer<typeof templateView>;

const params = z.object({ key: templateKey });
export const getTemplate = endpoint({
  method: 'GET',
  path: '/admin/templates/:key',
  tag: 'knowledge',
  summary: 'One template with its variables, the wording of the release and every version',
  params,
  response: templateView,
});

const bodyText = typedText(8000);
const wordingBody = {
  language: z.enum(TEMPLATE_LANGUAGES).default('vi'),
  subject: typedText(200).nullable().default(null),
  body: bodyText,
};
export const saveTemplate = endpoint({
  method: 'PUT',
  path: '/admin/templates/:key',
  tag: 'knowledge',
  summary: 'Give a template a new wording; 422 names the variable that is unknown or missing',
  params,
  body: z.object({
    ...wordingBody,
    /** The version that was looked at (0 = the release’s); another one in between is a conflict. */
    base: z.number().int().nonnegative(),
  }),
  response: templateView,
});
export const resetTemplate = endpoint({
  method: 'DELETE',
  path: '/admin/templates/:key/wording/:language',
  tag: 'knowledge',
  summary: 'Back to the wording of the release; the own one stays in the list of versions',
  params: z.object({ key: templateKey, language: z.enum(TEMPLATE_LANGUAGES) }),
  response: templateView,
});
export const previewTemplate = endpoint({
  method: 'POST',
  path: '/admin/templates/:key/preview',
  tag: 'knowledge',
  summary: 'A wording with sample values, or what is wrong with it; nothing is saved',
  params,
  body: z.object(wordingBody),
  response: z.object({
    subject: z.string().nullable(),
    text: z.string(),
    /** In words; while there are any the text is empty. */
    problems: z.array(z.object({ path: z.enum(['subject', 'body']), code: z.string(), message: z.string() })),
  }),
});

export const switchLetter = endpoint({
  method: 'PUT',
  path: '/admin/templates/:key/switch',
  tag: 'knowledge',
  summary: 'Whether an optional letter to citizens goes out',
  params,
  body: z.object({ enabled: z.boolean() }),
  response: templateView,
});

const replySettings = {
  name: typedText(120),
  channels: z.array(z.enum(CHANNELS)).max(CHANNELS.length).default([]),
  enabled: z.boolean().default(true),
};
export const createReplyTemplate = endpoint({
  method: 'POST',
  path: '/admin/templates',
  tag: 'knowledge',
  summary: 'Add a ready text for agents (`reply.…`) or officers (`answer.…`)',
  body: z.object({
    key: z.string().regex(/^(reply|answer)\.[a-z0-9][a-z0-9_]{1,59}$/),
    ...replySettings,
    body: bodyText,
  }),
  status: 201,
  response: templateView,
});
export const setReplyTemplate = endpoint({
  method: 'PATCH',
  path: '/admin/templates/:key',
  tag: 'knowledge',
  summary: 'Name, channels and whether a ready text is offered',
  params,
  body: z.object(replySettings),
  response: templateView,
});
export const removeReplyTemplate = endpoint({
  method: 'DELETE',
  path: '/admin/templates/:key',
  tag: 'knowledge',
  summary: 'Remove a ready text that was added here',
  params,
  status: 204,
  response: nothing,
});
