import { citizenWrote, registerFromMessage, threadsOfCases } from '../../cases/index.ts';
import type { CaseDoor } from './case-door.ts';

/** The door to the real cases: everything goes through the one engine. */
export const casesDoor: CaseDoor = { register: registerFromMessage, citizenWrote, threadsOf: threadsOfCases };
