import { DatabaseStartError } from './start-error.ts';

/** What PostgreSQL says → what it means → what to do. First match wins. */
const known: [RegExp, string, string][] = [
  [/no space left on device|disk quota exceeded/i, 'The disk is full.', 'Free some space where DATA_DIR lies.'],
  [
    /could not resize shared memory|could not create shared memory|cannot allocate memory|could not map anonymous/i,
    'There is not enough memory (or /dev/shm is too small).',
    'Free some memory; in a container give it --shm-size=256m.',
  ],
  [/pre-existing shared memory block/i, 'Another server still uses these data.', 'Stop it, then start again.'],
  [
    /permission denied|operation not permitted|data directory ".*" has (wrong ownership|invalid permissions)/i,
    'The files of the database belong to another user or are closed to this one.',
    'Start as the user who started it first, or give DATA_DIR to this user (chown -R).',
  ],
  [/read-only file system/i, 'The disk is read-only.', 'Set DATA_DIR to a writable place.'],
  [
    /incompatible with server|initialized by PostgreSQL version/i,
    'The data are of another version.',
    'See docs/operations.md (upgrade).',
  ],
  [
    /could not look up effective user id/i,
    'This user id has no entry in /etc/passwd.',
    'Add one, or use DATABASE_URL.',
  ],
  [
    /could not locate a valid checkpoint|invalid checkpoint|checksum|PANIC/i,
    'The data files are damaged.',
    'Keep a copy of DATA_DIR, then restore the last backup (1022 restore).',
  ],
];

/** Turns the output of initdb or postgres into a message for people, keeping the line that led to it. */
export function explainFailure(task: string, output: string, logFile: string): DatabaseStartError {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const telling =
    lines.find((line) => /FATAL|PANIC|error:|could not|denied/i.test(line)) ?? lines.at(-1) ?? 'no output';
  const [, meaning, advice] = known.find(([pattern]) => pattern.test(output)) ?? [null, '', 'See the log for more.'];
  return new DatabaseStartError(
    `Cannot ${task}: ${meaning === '' ? telling.trim() : meaning}`,
    `${advice} (log: ${logFile}; it said: ${telling.trim()})`,
  );
}
