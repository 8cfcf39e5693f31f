/** Units, people, rights, and the reference trees: the only door into this folder. */
export { leaderPostFilled, leadersOf, provinceLeaders, type Signer } from './acting.ts';
export { createFirstAdmin } from './commands/create-first-admin.ts';
export { createToken } from './commands/create-token.ts';
export { createUnit } from './commands/create-unit.ts';
export { createUser, type NewUser } from './commands/create-user.ts';
export { delegate, type NewDelegation } from './commands/delegate.ts';
export { endDelegation } from './commands/end-delegation.ts';
export { resetPassword } from './commands/reset-password.ts';
export { revokeToken } from './commands/revoke-token.ts';
export { updateUnit } from './commands/update-unit.ts';
export { type UserChange, updateUser } from './commands/update-user.ts';
export {
  type AreaEntry,
  type CategoryEntry,
  type Directory,
  directory,
  forgetDirectory,
  type UnitRecord,
  validAt,
} from './directory.ts';
export { aboutUser } from './events.ts';
export { agencyHeader } from './header/agency-header.ts';
export { actorOf, authenticate, SESSION_COOKIE } from './load-actor.ts';
export {
  areaByCode,
  CENTRE_CODE,
  COMMUNE_ROLE_CODE,
  categoryByCode,
  centreUnit,
  refOf,
  resolveUnit,
  unitByCode,
  unitOfArea,
  unitsById,
} from './lookups.ts';
export { hashPassword } from './passwords.ts';
export { GRANTS, PERMISSIONS, type Permission, permissionsOf, unknownAccess } from './permissions.ts';
export { permissionsPage } from './permissions-page.ts';
export { presentUser } from './present.ts';
export { colleaguesIn, listUsers, type UserRecord, userByUsername, usersById } from './queries.ts';
export { registerOrg } from './register.ts';
export type { WantedRole } from './roles.ts';
export { type SeedCounts, seedReference } from './seed-reference.ts';
