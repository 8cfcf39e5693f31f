import type { CaseDoor } from '../channels/index.ts';

/** Until the engine is in place, mail stays in its conversation. */
export const noCases: CaseDoor = {
  register: async () => {},
  citizenWrote: async () => {},
  threadsOf: async () => [],
};
