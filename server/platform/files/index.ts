export { createFileStore, type FileStore, type StoredFile } from './store.ts';
export { safeFileName } from './names.ts';
export { BLOCKED_MEDIA, sniff } from './sniff.ts';
