export { type Actor, CITIZEN, type HeldRole, holds, rolesIn, SYSTEM } from './actor.ts';
