import type { DialTo } from '../engine/types.ts';

/** How Asterisk dials: a soft-phone by its account, a number by the trunk, in the form of the national plan. */
export function endpointOf(to: DialTo): string {
  if ('phone' in to) return `PJSIP/${to.phone}`;
  const national = to.number.startsWith('+84') ? `0${to.number.slice(3)}` : to.number.replace(/^\+/, '00');
  return `PJSIP/${national}@trunk`;
}
