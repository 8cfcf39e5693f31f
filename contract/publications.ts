import { z } from 'zod';
import { CASE_TYPES } from './cases.ts';
import { isoTime, page, paging, ref, refCode } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What the public reads of a case: the redacted copy and whom it concerned. Neither code nor names. */
export const publication = z
  .object({
    id: z.string(),
    title: z.string(),
    content: z.string(),
    answer: z.string(),
    type: z.enum(CASE_TYPES),
    category: ref.nullable(),
    area: ref.nullable(),
    /** The agency that answered; null for the centre itself. */
    agency: ref.nullable(),
    receivedAt: isoTime,
    answeredAt: isoTime,
    publishedAt: isoTime,
    onTime: z.boolean(),
    satisfied: z.boolean().nullable(),
  })
  .meta({ id: 'Publication' });
export type Publication = z.infer<typeof publication>;

export const publicationQuery = z.object({
  ...paging,
  q: z.string().max(200).optional(),
  category: refCode.optional(),
  area: z.string().max(20).optional(),
});
export type PublicationQuery = z.infer<typeof publicationQuery>;

export const listPublications = endpoint({
  method: 'GET',
  path: '/public/publications',
  tag: 'public',
  summary: 'Published cases, newest first: redacted copies that a person has confirmed',
  query: publicationQuery,
  response: page(publication),
});

export const getPublication = endpoint({
  method: 'GET',
  path: '/public/publications/:id',
  tag: 'public',
  summary: 'One published case',
  params: z.object({ id: z.string().regex(/^[a-z0-9]{10,32}$/) }),
  response: publication,
});
