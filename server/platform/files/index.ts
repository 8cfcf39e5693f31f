export { carriesTraces, withoutTraces } from './clean-picture.ts';
export { safeFileName } from './names.ts';
export { newDataKey, openSealed, SealBroken, sealStream } from './sealed.ts';
export { BLOCKED_MEDIA, sniff } from './sniff.ts';
export { createFileStore, type FileStore, type StoredFile } from './store.ts';
