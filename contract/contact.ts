import { z } from 'zod';
import { CASE_TYPES, caseRow, URGENCIES } from './cases.ts';
import { citizen } from './citizens.ts';
import { isoTime, ref, refCode } from './common.ts';
import { casePrefill } from './conversations.ts';
import { endpoint } from './endpoint.ts';
import { fittingIncident } from './incident-brief.ts';

/** Why a case is like what is being typed. */
export const SIMILAR_REASONS = ['same_area', 'same_category', 'near_category', 'same_words'] as const;
export type SimilarReason = (typeof SIMILAR_REASONS)[number];

export const similarCase = z
  .object({
    case: caseRow,
    /** How many people have reported it: the case itself and those merged into it. */
    reports: z.number().int(),
    reasons: z.array(z.enum(SIMILAR_REASONS)),
    /** Words that both texts share, as they stand in what is being typed. */
    words: z.array(z.string()),
  })
  .meta({ id: 'SimilarCase' });
export type SimilarCase = z.infer<typeof similarCase>;

/**
 * Why a unit is proposed: `category` = responsible for the category; `area` = the committee of the place, responsible
 * for the category there; `place` = only the committee of the place; `history` = such cases were answered there.
 */
export const UNIT_REASONS = ['category', 'area', 'place', 'history'] as const;
export type UnitReason = (typeof UNIT_REASONS)[number];

export const proposedUnit = z
  .object({
    unit: ref,
    because: z.array(
      z.object({
        reason: z.enum(UNIT_REASONS),
        /** Of how many recent cases how many; only with `history`. */
        count: z.number().int().nullable(),
        of: z.number().int().nullable(),
      }),
    ),
    /** When the answer would be due there, with the labels as they stand. */
    dueAt: isoTime,
  })
  .meta({ id: 'ProposedUnit' });
export type ProposedUnit = z.infer<typeof proposedUnit>;

export const contactAdvice = z
  .object({
    /** What the case could begin with; what was sent along is kept, the rest is read out of the words. */
    guess: casePrefill.omit({ content: true, openCases: true }),
    /** Who is known by this number or address; several where a family shares one. */
    citizens: z.array(citizen),
    /** Their open cases: perhaps the contact belongs to one of them. */
    openCases: z.array(caseRow),
    /** Open cases of other people that may be about the same thing. */
    similar: z.array(similarCase),
    /** Every incident that goes on, the one that fits best first. */
    incidents: z.array(fittingIncident),
    /** Units to forward to, best first. */
    units: z.array(proposedUnit),
    /** The one of them that is sure enough to stand in the form already. */
    preselected: z.string().nullable(),
    /** The centre itself answers this category. */
    answerHere: z.boolean(),
  })
  .meta({ id: 'ContactAdvice' });
export type ContactAdvice = z.infer<typeof contactAdvice>;

export const adviceBody = z.object({
  text: z.string().max(20_000).default(''),
  /** What a person has chosen; left out: guessed. Null: he wants it empty. */
  type: z.enum(CASE_TYPES).optional(),
  urgency: z.enum(URGENCIES).optional(),
  category: refCode.nullable().optional(),
  area: z.string().max(20).nullable().optional(),
  place: z.string().max(300).optional(),
  aboutUnit: refCode.optional(),
  /** He wishes to stay unknown: nobody is looked up. */
  anonymous: z.boolean().default(false),
  /** By which the citizen is looked up; left out: by what the words name. */
  phone: z.string().max(30).optional(),
  email: z.string().max(254).optional(),
  /** Known already: then number and address are not asked. */
  citizenId: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});
export type AdviceBody = z.input<typeof adviceBody>;

/** A POST although it only reads: what a citizen says must not stand in addresses and their logs. */
export const adviseContact = endpoint({
  method: 'POST',
  path: '/contact/advice',
  tag: 'cases',
  summary: 'While a case is being typed: fields guessed from the words, who it is, similar cases, units to forward to',
  body: adviceBody,
  response: contactAdvice,
});
