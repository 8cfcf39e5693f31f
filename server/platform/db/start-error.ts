/**
 * A database that cannot be started or used as it stands, told to the person who runs the installation.
 * `message` says what was found, `advice` says what to do; both are plain sentences, without a stack trace needed.
 */
export class DatabaseStartError extends Error {
  readonly advice: string;

  constructor(message: string, advice: string, cause?: unknown) {
    super(`${message} ${advice}`, cause === undefined ? undefined : { cause });
    this.name = 'DatabaseStartError';
    this.advice = advice;
  }
}

/** The part of a pino logger that this folder needs. */
export interface DbLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/** A log for callers that have none, such as scripts. */
export const silentLog: DbLog = { info() {}, warn() {} };
