import { z } from 'zod';
import { defineEvent, type EventInput } from '../platform/events/index.ts';

/** What was done to a calendar, with what stood there before and after. */
export const calendarChanged = defineEvent(
  'calendar.changed',
  z.object({ code: z.string(), what: z.string(), before: z.unknown(), after: z.unknown() }),
);

/** Subject and audience: administrators; everybody's due dates follow by events of their own. */
export function aboutCalendar(code: string): Pick<EventInput, 'subject' | 'audience'> {
  return { subject: { type: 'calendar', id: code }, audience: { to: ['admin'] } };
}

/**
 * A value as the record keeps it. The audit page hides whatever is called `name`, because it mostly is a person's; here
 * it is a holiday's, and what one looks for.
 */
export function forRecord(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(forRecord);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key === 'name' ? 'called' : key, forRecord(inner)]),
  );
}
