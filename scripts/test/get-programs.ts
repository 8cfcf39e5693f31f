/** Gets the missing programs of scripts/debian-packages.ts: installed as root or by sudo, else unpacked into .cache. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, type ProgramName, systemPrograms, unpackDir } from '../debian-packages.ts';

/**
 * Makes the named programs available. Returns one sentence per program that could not be had, saying what to do;
 * an empty list means that all are there.
 */
export function getPrograms(names: readonly ProgramName[], tell: (line: string) => void): string[] {
  const missing = () => names.filter((name) => findProgram(name) === null);
  const wanted = missing();
  if (wanted.length === 0) return [];
  const packages = wanted.map((name) => systemPrograms[name].package);
  tell(`getting ${packages.join(', ')} …`);
  const reasons: string[] = [];
  for (const way of [installAsRoot, installBySudo, unpack]) {
    const reason = way(packages);
    if (missing().length === 0) return [];
    if (reason !== null) reasons.push(reason);
  }
  return missing().map((name) => {
    const { package: debian, why } = systemPrograms[name];
    return `${name} is missing, needed for ${why}. Install it: sudo apt-get install ${debian} (tried: ${reasons.join('; ')})`;
  });
}

const installArgs = ['install', '-y', '--no-install-recommends'];

function installAsRoot(packages: string[]): string | null {
  if (process.getuid?.() !== 0) return null;
  return install('apt-get', [], packages);
}

function installBySudo(packages: string[]): string | null {
  if (process.getuid?.() === 0) return null;
  if (spawnSync('sudo', ['-n', 'true']).status !== 0) return 'sudo asks for a password';
  return install('sudo', ['-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'], packages);
}

function install(command: string, before: string[], packages: string[]): string | null {
  const first = run(command, [...before, ...installArgs, ...packages]);
  if (first === null) return null;
  // A fresh image has no package lists.
  run(command, [...before, 'update']);
  return run(command, [...before, ...installArgs, ...packages]);
}

/** Without rights: the packages and what they need, downloaded and unpacked beside us; nothing is configured. */
export function unpack(packages: readonly string[]): string | null {
  const lists = join(unpackDir, 'apt');
  mkdirSync(join(lists, 'lists/partial'), { recursive: true });
  mkdirSync(join(lists, 'archives/partial'), { recursive: true });
  const own = ['-o', `Dir::State::lists=${lists}/lists`, '-o', `Dir::Cache=${lists}`, '-o', 'Debug::NoLocking=1'];
  const updated = run('apt-get', [...own, 'update']);
  if (updated !== null) return updated;
  const plan = spawnSync('apt-get', [...own, '--simulate', ...installArgs, ...packages], { encoding: 'utf8' });
  const needed = [...(plan.stdout ?? '').matchAll(/^Inst (\S+)/gm)].map((match) => match[1] as string);
  if (needed.length === 0) return `apt-get finds no way to install ${packages.join(', ')}`;
  const downloads = join(lists, 'archives');
  const downloaded = run('apt-get', [...own, 'download', ...needed], downloads);
  if (downloaded !== null) return downloaded;
  for (const file of readdirSync(downloads).filter((name) => name.endsWith('.deb'))) {
    const unpacked = run('dpkg-deb', ['-x', join(downloads, file), unpackDir]);
    if (unpacked !== null) return unpacked;
  }
  return null;
}

/** Returns null when it went well, else the telling line of its output. */
function run(command: string, args: string[], cwd?: string): string | null {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    env,
    maxBuffer: 1 << 26,
    ...(cwd === undefined ? {} : { cwd }),
  });
  if (result.error !== undefined) return `${command}: ${result.error.message}`;
  if (result.status === 0) return null;
  const lines = result.stderr.trim().split('\n');
  return lines.find((line) => line.startsWith('E:')) ?? lines.at(-1) ?? `${command} failed`;
}
