/**
 * Who a process id belongs to. A pid alone is not a name: the kernel hands it out again, so every file of ours that
 * names a process also holds the moment at which that process started.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

const hasProc = existsSync('/proc/self/stat');

/** Start moment of a living process as an opaque text, or null when there is none (a zombie counts as none). */
export function startMoment(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (!hasProc) return ps(pid, 'lstart=');
  try {
    // The command name may hold spaces and brackets: fields are counted after the last bracket.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

/** `pid start-moment` of this process: the signature that our lock and owner files carry. */
export function ownSignature(): string {
  return `${process.pid} ${startMoment(process.pid) ?? 'unknown'}`;
}

/** Whether the process that wrote this signature still lives. */
export function isSignatureAlive(signature: string): boolean {
  const [pid = '', ...moment] = signature.trim().split(' ');
  return moment.length > 0 && startMoment(Number(pid)) === moment.join(' ');
}

/** Whether `pid` is a PostgreSQL process of the cluster in `pgdata` (a real path). */
export function isServerOf(pid: number, pgdata: string): boolean {
  if (!hasProc) {
    // Without /proc (macOS) the command line is what can be seen: we always start the server with `-D <pgdata>`.
    const command = ps(pid, 'command=');
    return command?.includes('postgres') === true && command.includes(pgdata);
  }
  try {
    const program = readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '');
    return basename(program) === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === pgdata;
  } catch {
    return false;
  }
}

/** All living PostgreSQL processes of this cluster, the postmaster and its children; empty where /proc is absent. */
export function serverProcesses(pgdata: string): number[] {
  if (!hasProc) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isServerOf(pid, pgdata));
}

function ps(pid: number, column: string): string | null {
  const result = spawnSync('ps', ['-o', `stat=,${column}`, '-p', String(pid)], { encoding: 'utf8' });
  const line = result.status === 0 ? result.stdout.trim() : '';
  return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
}
