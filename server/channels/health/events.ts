import { z } from 'zod';
import { defineEvent } from '../../platform/events/index.ts';

const about = { channel: z.string(), account: z.string(), what: z.string() };

/** Something is wrong with a channel; recorded once, when it begins. */
export const incidentOpened = defineEvent(
  'channel.incident_opened',
  z.object({ ...about, name: z.string(), level: z.string(), detail: z.string() }),
);
export const incidentClosed = defineEvent('channel.incident_closed', z.object(about));
/** A person decided that a stored event needs nothing. */
export const inboundDismissed = defineEvent(
  'channel.event_dismissed',
  z.object({ inboundId: z.number().int(), reason: z.string() }),
);

/** The centre sees the mark in its top bar; administrators repair. */
export const WATCHERS = { to: ['all_cases', 'admin'] };
