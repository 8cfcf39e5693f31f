/** Incidents: one event behind many contacts, declared by the centre. */
import { z } from 'zod';
import { STATUSES } from './case-words.ts';
import { caseCode } from './cases.ts';
import { countedPage, isoTime, paging, ref, refCode, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';
import { incidentBrief } from './incident-brief.ts';

/** Why it is over: by a person with his reason, or with its case (answered, declined, merged into another, sealed). */
export const INCIDENT_ENDS = ['by_hand', 'answered', 'declined', 'merged', 'sealed'] as const;
export type IncidentEnd = (typeof INCIDENT_ENDS)[number];

export const incidentView = incidentBrief
  .extend({
    spoken: z.string().nullable(),
    /** Counts the changes: who saves second is told. */
    version: z.number().int(),
    /** The case into which the others are merged, as it stands now. */
    case: z.object({ code: z.string(), title: z.string(), status: z.enum(STATUSES), leadUnit: ref.nullable() }),
    declaredBy: ref,
    changedBy: ref.nullable(),
    changedAt: isoTime.nullable(),
    /** Null while it goes on. */
    ended: z
      .object({
        at: isoTime,
        why: z.enum(INCIDENT_ENDS),
        /** Null where it ended with its case. */
        by: ref.nullable(),
        reason: z.string().nullable(),
      })
      .nullable(),
    /** Its case has ended and was opened again since; nothing is announced by itself. */
    caseReopened: z.boolean(),
    /** Cases merged into its case, those of them registered today, and telephone calls about any of them. */
    joined: z.number().int(),
    joinedToday: z.number().int(),
    calls: z.number().int(),
  })
  .meta({ id: 'Incident' });
export type IncidentView = z.infer<typeof incidentView>;

const id = z.object({ id: z.coerce.number().int().positive() });
export const INCIDENT_STATES = ['open', 'ended'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

export const listIncidents = endpoint({
  method: 'GET',
  path: '/incidents',
  tag: 'incidents',
  summary: 'Incidents whose case I may see: those that go on newest first, or those that ended, last ended first',
  query: z.object({ ...paging, state: z.enum(INCIDENT_STATES).default('open') }),
  response: countedPage(incidentView),
});

export const getIncident = endpoint({
  method: 'GET',
  path: '/incidents/:id',
  tag: 'incidents',
  summary: 'One incident',
  params: id,
  response: incidentView,
});

/** What a person says of an incident. */
export const incidentFields = {
  title: typedText(120),
  told: typedText(2000),
  /** Left out or empty: the telephone says nothing. */
  spoken: z
    .string()
    .transform((s) => s.replaceAll('\u0000', '').normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(1000))
    .default(''),
  /** With all categories below it. */
  category: refCode.nullable().default(null),
  /** None: the whole province. */
  areas: z.array(z.string().max(20)).max(50).default([]),
  expectedEnd: isoTime.nullable().default(null),
};

/** Most cases that are joined in the moment in which an incident is declared. */
export const MOST_JOINED = 100;

const joinResult = z.object({
  code: z.string(),
  ok: z.boolean(),
  /** In words, why it could not be joined. */
  problem: z.string().nullable(),
});
export type JoinResult = z.infer<typeof joinResult>;

export const declareIncident = endpoint({
  method: 'POST',
  path: '/incidents',
  tag: 'incidents',
  summary:
    'Declare that a case stands for one event that concerns many, and merge others into it, one result for each. Send an Idempotency-Key header to make a retry safe',
  body: z.object({ ...incidentFields, case: caseCode, join: z.array(caseCode).max(MOST_JOINED).default([]) }),
  status: 201,
  response: z.object({ incident: incidentView, joined: z.array(joinResult) }),
});

const version = z.number().int().nonnegative();

export const changeIncident = endpoint({
  method: 'PUT',
  path: '/incidents/:id',
  tag: 'incidents',
  summary: 'Change what is said of an incident that goes on; 409 when somebody was faster',
  params: id,
  body: z.object({ ...incidentFields, version }),
  response: incidentView,
});

export const endIncident = endpoint({
  method: 'POST',
  path: '/incidents/:id/end',
  tag: 'incidents',
  summary: 'It is over: nothing is announced any more and nothing joins it; its case goes on',
  params: id,
  body: z.object({ version, reason: typedText(2000) }),
  response: incidentView,
});

export const incidentSuggestion = z
  .object({
    category: ref,
    area: ref,
    /** One that goes on already and fits: the cases may belong to it. */
    incident: z.object({ id: z.number().int(), title: z.string(), case: z.string() }).nullable(),
    total: z.number().int(),
    /** Oldest first; the first of them would carry the incident. At most as many as can be joined at once. */
    cases: z.array(z.object({ code: z.string(), title: z.string(), createdAt: isoTime })),
  })
  .meta({ id: 'IncidentSuggestion' });
export type IncidentSuggestion = z.infer<typeof incidentSuggestion>;

export const incidentPolicy = z
  .object({ from: z.number().int().min(2).max(100), hours: z.number().int().min(1).max(48) })
  .meta({ id: 'IncidentPolicy' });
export type IncidentPolicy = z.infer<typeof incidentPolicy>;

export const suggestIncidents = endpoint({
  method: 'GET',
  path: '/incidents/suggestions',
  tag: 'incidents',
  summary: 'Many open cases of one category and one area within a short time: perhaps one event',
  response: z.object({
    items: z.array(incidentSuggestion),
    policy: incidentPolicy.extend({ version, changedBy: ref.nullable(), changedAt: isoTime.nullable() }),
  }),
});

export const setIncidentPolicy = endpoint({
  method: 'PUT',
  path: '/incidents/policy',
  tag: 'incidents',
  summary: 'From how many cases within how many hours on it is asked whether they are one event',
  body: incidentPolicy.extend({ version }),
  response: incidentPolicy.extend({ version }),
});
