import type { CalendarDoor } from '../calendar/index.ts';
import { enqueueRecompute, previewRecompute } from './recompute.ts';

/** What calendars and policies ask of open cases: try a change out on their due dates, and reckon them again after it. */
export const calendarDoor: CalendarDoor = { recompute: enqueueRecompute, preview: previewRecompute };
