import { z } from 'zod';
import { CHANNELS, STATUSES } from './cases.ts';
import { countedPage, isoTime, paging, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

export const IDENTITY_KINDS = ['phone', 'email', 'zalo', 'messenger', 'web'] as const;
/** verified: proved by the channel · said: told or typed · guessed: concluded. */
export const CONFIDENCES = ['verified', 'said', 'guessed'] as const;

export const identity = z
  .object({
    kind: z.enum(IDENTITY_KINDS),
    /** Phones as people write them; provider ids as they are. */
    value: z.string(),
    confidence: z.enum(CONFIDENCES),
    since: isoTime,
  })
  .meta({ id: 'CitizenIdentity' });
export type Identity = z.infer<typeof identity>;

export const citizen = z
  .object({
    id: z.string(),
    kind: z.enum(['person', 'business']),
    name: z.string().nullable(),
    identities: z.array(identity),
    openCases: z.number().int(),
    cases: z.number().int(),
    conversations: z.number().int(),
    lastSeenAt: isoTime.nullable(),
  })
  .meta({ id: 'Citizen' });
export type Citizen = z.infer<typeof citizen>;

/** Why two records may be one person. */
export const MATCH_REASONS = [
  'same_phone',
  'same_email',
  'phone_in_text',
  'email_in_text',
  'same_name_and_area',
  'same_name',
] as const;
export type MatchReason = (typeof MATCH_REASONS)[number];
export const citizenMatch = z
  .object({
    citizen,
    /** 0–100: how sure it is that both are one. */
    score: z.number().int(),
    reasons: z.array(z.object({ reason: z.enum(MATCH_REASONS), detail: z.string() })),
  })
  .meta({ id: 'CitizenMatch' });
export type CitizenMatch = z.infer<typeof citizenMatch>;

export const citizenMerge = z
  .object({
    id: z.string(),
    mergedId: z.string(),
    mergedName: z.string().nullable(),
    score: z.number().int().nullable(),
    by: z.string(),
    at: isoTime,
    undoneAt: isoTime.nullable(),
    undoneBy: z.string().nullable(),
  })
  .meta({ id: 'CitizenMerge' });

export const citizenView = citizen
  .extend({
    /** When another record was asked for that has been merged into this one. */
    askedFor: z.string(),
    caseList: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        status: z.enum(STATUSES),
        createdAt: isoTime,
        closedAt: isoTime.nullable(),
      }),
    ),
    conversationList: z.array(
      z.object({
        id: z.string(),
        channel: z.enum(CHANNELS),
        subject: z.string(),
        state: z.enum(['open', 'closed']),
        lastMessageAt: isoTime,
      }),
    ),
    merges: z.array(citizenMerge),
  })
  .meta({ id: 'CitizenDetail' });
export type CitizenView = z.infer<typeof citizenView>;

const params = z.object({ id: z.string().regex(/^\d{1,15}$/) });
const other = z.string().regex(/^\d{1,15}$/);

export const listCitizens = endpoint({
  method: 'GET',
  path: '/citizens',
  tag: 'citizens',
  summary: 'Citizens by name, phone, mail or provider id; newest first',
  query: z.object({ ...paging, q: z.string().trim().max(200).optional() }),
  response: countedPage(citizen),
});
export const getCitizen = endpoint({
  method: 'GET',
  path: '/citizens/:id',
  tag: 'citizens',
  summary: 'One citizen: identities with confidence, cases and conversations that I may see',
  params,
  response: citizenView,
});
export const updateCitizen = endpoint({
  method: 'PATCH',
  path: '/citizens/:id',
  tag: 'citizens',
  summary: 'Correct name or kind',
  params,
  body: z.object({ name: typedText(200).nullable().optional(), kind: z.enum(['person', 'business']).optional() }),
  response: citizenView,
});
export const addIdentity = endpoint({
  method: 'POST',
  path: '/citizens/:id/identities',
  tag: 'citizens',
  summary: 'Note a phone number or mail address that the citizen told us',
  params,
  body: z.object({ kind: z.enum(['phone', 'email']), value: typedText(254) }),
  status: 201,
  response: citizenView,
});
export const listMatches = endpoint({
  method: 'GET',
  path: '/citizens/:id/matches',
  tag: 'citizens',
  summary: 'Other records that may be the same person, with why',
  params,
  response: z.object({ items: z.array(citizenMatch) }),
});
export const mergeCitizens = endpoint({
  method: 'POST',
  path: '/citizens/:id/merge',
  tag: 'citizens',
  summary: 'Both are one: the other record is read as this one from now on; can be undone exactly',
  params,
  body: z.object({ other }),
  response: citizenView,
});
export const unmergeCitizens = endpoint({
  method: 'POST',
  path: '/citizens/:id/unmerge',
  tag: 'citizens',
  summary: 'Undo a merge: both records are again what they were',
  params,
  body: z.object({ merge: other, reason: typedText(500).optional() }),
  response: citizenView,
});
export const differCitizens = endpoint({
  method: 'POST',
  path: '/citizens/:id/differs',
  tag: 'citizens',
  summary: 'These are two people: not offered again',
  params,
  body: z.object({ other }),
  response: z.object({ items: z.array(citizenMatch) }),
});
