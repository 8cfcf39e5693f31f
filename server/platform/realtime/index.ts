export { registerLive } from './live.ts';
export { wireOf } from './wire.ts';
