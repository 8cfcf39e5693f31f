import type { PhoneState } from './state.ts';

/** The telephone rings and no offer says why: a colleague asks, hands a citizen on, or a parked call comes back. Pure. */
export function ringsAlone(leg: PhoneState['leg'], offered: readonly string[]): boolean {
  return leg?.at === 'ringing' && leg.offerId === null && !offered.includes(leg.callId ?? '');
}
