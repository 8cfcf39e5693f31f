import { DatabaseStartError } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';

/** Exit codes of every command: done, failed, used wrongly. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** A command line that makes no sense; `usage` is what would. */
export class UsageError extends Error {
  readonly usage: string | null;

  constructor(message: string, usage: string | null = null) {
    super(message);
    this.name = 'UsageError';
    this.usage = usage;
  }
}

/** Tells the person at the terminal what went wrong, in one line where the cause is known; returns the exit code. */
export function reportFailure(error: unknown, usage: string | null = null): number {
  if (error instanceof UsageError) return wrongUse(error.message, error.usage ?? usage);
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS')) return wrongUse((error as Error).message, usage);
  if (error instanceof DatabaseStartError || error instanceof AppError) {
    console.error(`✗ ${error.message}`);
    for (const field of error instanceof AppError ? (error.extra.fields ?? []) : []) {
      if (field.message.vi !== error.message) console.error(`  ${field.path}: ${field.message.vi}`);
    }
    return error instanceof AppError && error.code === 'bad_input' ? EXIT.usage : EXIT.failed;
  }
  const known = portProblem(error as NodeJS.ErrnoException);
  console.error(known === null ? error : `✗ ${known}`);
  return EXIT.failed;
}

function wrongUse(message: string, usage: string | null): number {
  console.error(`✗ ${message.split('\n')[0]}`);
  if (usage !== null) console.error(`\n${usage}`);
  return EXIT.usage;
}

function portProblem(error: NodeJS.ErrnoException & { port?: number; address?: string }): string | null {
  const place = `${error?.address ?? ''}:${error?.port ?? ''}`;
  if (error?.syscall !== 'listen' && error?.syscall !== 'getaddrinfo') return null;
  if (error.code === 'EADDRINUSE')
    return `Cổng ${error.port} đang được dùng (port ${place} is in use). Stop the other program, or set PORT to a free port (PORT=0 lets the system choose).`;
  if (error.code === 'EACCES')
    return `Không được phép mở cổng ${error.port} (not allowed to open ${place}). Use a port from 1024 on, behind a proxy.`;
  return `Không mở được địa chỉ ${place} (cannot listen: ${error.code}). Correct HOST: 127.0.0.1 or 0.0.0.0 are the usual ones.`;
}
