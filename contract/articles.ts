import { z } from 'zod';
import { countedPage, isoDay, isoTime, paging, ref, refCode, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

export const ARTICLE_STATES = ['draft', 'published', 'archived'] as const;
export type ArticleState = (typeof ARTICLE_STATES)[number];

export const articleRow = z
  .object({
    code: z.string(),
    title: z.string(),
    category: ref.nullable(),
    state: z.enum(ARTICLE_STATES),
    reviewedUntil: isoDay.nullable(),
    /** The day until which somebody vouched for it has passed: use with care. */
    stale: z.boolean(),
    updatedAt: isoTime,
    /** A few words around the match, or the beginning. */
    excerpt: z.string(),
    /** Sample text of a demonstration, not official. */
    sample: z.boolean(),
  })
  .meta({ id: 'ArticleRow' });
export type ArticleRow = z.infer<typeof articleRow>;

export const articleView = articleRow
  .extend({
    version: z.number().int(),
    /** Light Markdown: `##` headings, `-` and `1.` lists, `**bold**`, links. Never HTML. */
    body: z.string(),
    keywords: z.array(z.string()),
    versions: z.array(
      z.object({
        version: z.number().int(),
        title: z.string(),
        body: z.string(),
        state: z.enum(ARTICLE_STATES),
        by: z.string().nullable(),
        at: isoTime,
      }),
    ),
  })
  .meta({ id: 'Article' });
export type ArticleView = z.infer<typeof articleView>;

export const listArticles = endpoint({
  method: 'GET',
  path: '/articles',
  tag: 'knowledge',
  summary: 'Articles by words (with or without accents), best first; without words the newest',
  query: z.object({
    ...paging,
    q: z.string().max(200).optional(),
    category: refCode.optional(),
    /** Drafts and archived ones only for those who may write. */
    state: z.enum(ARTICLE_STATES).optional(),
  }),
  response: countedPage(articleRow),
});

/** A POST that only reads: what a citizen wrote belongs in no address, log or history. */
export const suggestArticles = endpoint({
  method: 'POST',
  path: '/articles/suggest',
  tag: 'knowledge',
  summary: 'Published articles that fit what a citizen wrote or said',
  body: z.object({ text: z.string().max(4000) }),
  response: z.object({ items: z.array(articleRow) }),
});

const params = z.object({ code: refCode });
export const getArticle = endpoint({
  method: 'GET',
  path: '/articles/:code',
  tag: 'knowledge',
  summary: 'One article; its versions for those who may write',
  params,
  response: articleView,
});

const articleBody = z.object({
  title: typedText(200),
  body: typedText(20_000),
  keywords: z.array(typedText(60)).max(30).default([]),
  category: refCode.nullable().default(null),
  state: z.enum(ARTICLE_STATES).default('draft'),
  reviewedUntil: isoDay.nullable().default(null),
});
export const createArticle = endpoint({
  method: 'POST',
  path: '/articles',
  tag: 'knowledge',
  summary: 'Add an article; the code is made of the title unless given',
  body: articleBody.extend({ code: refCode.optional() }),
  status: 201,
  response: articleView,
});
export const updateArticle = endpoint({
  method: 'PUT',
  path: '/articles/:code',
  tag: 'knowledge',
  summary: 'Change an article; 409 when somebody else changed it meanwhile',
  params,
  body: articleBody.extend({ version: z.number().int().positive() }),
  response: articleView,
});
