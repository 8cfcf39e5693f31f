/** One archive with everything an installation consists of, and the way back. */
export { makeBackup } from './make-backup.ts';
export type { Manifest } from './manifest.ts';
export { openArchive } from './open-archive.ts';
export { type Restored, restoreBackup } from './restore-backup.ts';
export { resumeJobs } from './resume-jobs.ts';
