/** How each channel fares. See README.md. */
export { type AccountLister, channelFacts, type KnownAccount, onHealth } from './facts.ts';
export { channelMarks } from './marks.ts';
export { flushHealth, type HealthNote, recordHealth } from './record.ts';
export { registerHealthRoutes } from './routes.ts';
export { watchChannels } from './watch.ts';
export { type Access, recordAccess } from './write.ts';
