export { leadersOf, provinceLeaders, type Signer } from './acting.ts';
export {
  type AreaEntry,
  type CategoryEntry,
  type Directory,
  directory,
  forgetDirectory,
  type UnitRecord,
  validAt,
} from './directory.ts';
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
export { GRANTS, PERMISSIONS, type Permission, permissionsOf, unknownAccess } from './permissions.ts';
export { type UserRecord, userByUsername, usersById } from './queries.ts';
export { type SeedCounts, seedReference } from './seed-reference.ts';
