export { carriesTraces, withoutTraces } from './clean-picture.ts';
export { collectFiles, FILES_LOCK, startCollecting } from './collect.ts';
export { safeFileName } from './names.ts';
export { recordFiles } from './records.ts';
export { newDataKey, openSealed, SealBroken, sealStream } from './sealed.ts';
export { BLOCKED_MEDIA, sniff } from './sniff.ts';
export { createFileStore, type FileStore, type StoredFile } from './store.ts';
