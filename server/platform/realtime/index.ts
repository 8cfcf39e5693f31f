export { registerLive } from './live.ts';
export type { Places } from './places.ts';
export { wireOf } from './wire.ts';
