import type { LiveEvent } from '../../../contract/live.ts';
import { createStore } from '../../lib/store.ts';

/** The last notice that the live feed has told this page of; null before the first. */
export const arrived = createStore<{ seq: number; pressing: boolean } | null>(null);

/** Called for every live event: notes those that are notices. */
export function noteArrival(event: LiveEvent): void {
  if (event.type === 'notice.created') arrived.set({ seq: event.seq, pressing: event.data.pressing === true });
}
