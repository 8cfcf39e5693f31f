import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Paths never written to a log, whatever object they stand in: secrets and personal data. */
const REDACT = [
  'password',
  'pass',
  'token',
  'secret',
  'authorization',
  'cookie',
  'lookupSecret',
  'phone',
  'email',
  'content',
  'text',
];

/** A JSON logger on standard error; people read `npm start`'s own lines on standard output. */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: undefined,
      redact: { paths: [...REDACT, ...REDACT.map((p) => `*.${p}`), 'req.headers'], censor: '[…]' },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
