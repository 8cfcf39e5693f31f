/** How each channel fares. See README.md. */
export { flushHealth, type HealthNote, recordHealth } from './record.ts';
export { type Access, recordAccess } from './write.ts';
