/** The telephone: the only door into this folder. */
export { openRecording, recordingStore, type StoredRecording, storeRecording } from './recordings/store.ts';
export { hotlineSettings } from './settings.ts';
