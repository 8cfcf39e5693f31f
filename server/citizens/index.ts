export { type Contact, recogniseCitizen } from './commands/recognise.ts';
export { nationalPhone, toE164 } from './phone.ts';
