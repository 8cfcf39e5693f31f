export { defineEvent, type EventDefinition, eventDefinitions } from './define.ts';
export { createReactions, type Reaction, type Reactions } from './reactions.ts';
export { type Audience, type EventInput, insertEvents } from './record.ts';
export { sequencePending } from './sequencer.ts';
export { createEventStream, type EventStream, type LoggedEvent } from './stream.ts';
export { auditHead, type ChainReport, verifyChain } from './verify.ts';
