export { defineEvent, eventDefinitions, type EventDefinition } from './define.ts';
export { insertEvents, type Audience, type EventInput } from './record.ts';
export { sequencePending } from './sequencer.ts';
export { createEventStream, type EventStream, type LoggedEvent } from './stream.ts';
export { auditHead, verifyChain } from './verify.ts';
