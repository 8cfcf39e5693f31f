export { editCitizen, noteIdentity } from './commands/edit.ts';
export { mergeCitizens, sayDifferent, unmergeCitizens } from './commands/merge.ts';
export { type Contact, recogniseCitizen } from './commands/recognise.ts';
export {
  type CitizenIdentity,
  type Confidence,
  IDENTITY_KINDS,
  type IdentityKind,
  recogniseIdentity,
} from './commands/recognise-identity.ts';
export { findContacts } from './find-contacts.ts';
export { comparableName, type Match, matchScore, OFFER_FROM, type PersonFacts } from './match.ts';
export { nationalPhone, toE164 } from './phone.ts';
export {
  citizenIds,
  citizensByContact,
  citizensById,
  countCitizens,
  familyOf,
  identitiesOf,
  matchesFor,
  matchOf,
  mergesOf,
  searchCitizens,
} from './queries.ts';
