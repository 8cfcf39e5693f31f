export { type Contact, recogniseCitizen } from './commands/recognise.ts';
export {
  type CitizenIdentity,
  type Confidence,
  IDENTITY_KINDS,
  type IdentityKind,
  recogniseIdentity,
} from './commands/recognise-identity.ts';
export { nationalPhone, toE164 } from './phone.ts';
