import { z } from 'zod';
import { endpoint } from './endpoint.ts';

const line = (max: number) =>
  z
    .string()
    .transform((s) => s.replaceAll('\u0000', '').normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(max));

/** The agency as printed forms and notices name it. Empty = the fallback stands. */
const header = {
  authority: line(200),
  agency: line(200),
  place: line(80),
  address: line(300),
  phone: line(60),
  email: line(200).pipe(z.union([z.literal(''), z.email()])),
  hotline: line(30),
};
export const AGENCY_HEADER_FIELDS = ['authority', 'agency', 'place', 'address', 'phone', 'email', 'hotline'] as const;
export type AgencyHeaderField = (typeof AGENCY_HEADER_FIELDS)[number];
export type AgencyHeader = Record<AgencyHeaderField, string>;

const shown = z.object(
  Object.fromEntries(AGENCY_HEADER_FIELDS.map((f) => [f, z.string()])) as Record<AgencyHeaderField, z.ZodString>,
);
export const agencyHeaderView = z
  .object({
    /** As written by an administrator. */
    own: shown,
    /** As it is used: own words, or what follows from the units and the settings. */
    used: shown,
  })
  .meta({ id: 'AgencyHeader' });
export type AgencyHeaderView = z.infer<typeof agencyHeaderView>;

export const getAgencyHeader = endpoint({
  method: 'GET',
  path: '/admin/installation',
  tag: 'organisation',
  summary: 'Name, place and address of the agency, as printed forms carry them',
  response: agencyHeaderView,
});
export const setAgencyHeader = endpoint({
  method: 'PUT',
  path: '/admin/installation',
  tag: 'organisation',
  summary: 'Set name, place and address of the agency; empty fields fall back',
  body: z.object(header),
  response: agencyHeaderView,
});
