/** What everybody who speaks with citizens is told of an incident. Apart, because cases and contacts carry it, too. */
import { z } from 'zod';
import { isoTime, ref } from './common.ts';

export const incidentBrief = z
  .object({
    id: z.number().int(),
    title: z.string(),
    /** What agents say to whoever asks. */
    told: z.string(),
    category: ref.nullable(),
    /** None: the whole province. */
    areas: z.array(ref),
    expectedEnd: isoTime.nullable(),
    declaredAt: isoTime,
  })
  .meta({ id: 'IncidentBrief' });
export type IncidentBrief = z.infer<typeof incidentBrief>;

/**
 * How an incident lies to what is known of a contact: `match` = category and place are those of the incident;
 * `possible` = one of them is not known yet and nothing speaks against it, or it is for everything everywhere;
 * `other` = it goes on elsewhere or is about something else.
 */
export const INCIDENT_FITS = ['match', 'possible', 'other'] as const;
export type IncidentFit = (typeof INCIDENT_FITS)[number];
export const INCIDENT_REASONS = ['same_area', 'everywhere', 'same_category', 'same_words'] as const;
export type IncidentReason = (typeof INCIDENT_REASONS)[number];

export const fittingIncident = incidentBrief
  .extend({
    case: z.string(),
    joined: z.number().int(),
    fit: z.enum(INCIDENT_FITS),
    reasons: z.array(z.enum(INCIDENT_REASONS)),
  })
  .meta({ id: 'FittingIncident' });
export type FittingIncident = z.infer<typeof fittingIncident>;
