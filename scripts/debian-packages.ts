/** Programs of the operating system that tests and the hotline use: the one list, and how to get them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface SystemProgram {
  /** Debian package that brings it. */
  package: string;
  /** Where the package puts the program (for chromium the binary itself, not the script that starts it). */
  path: string;
  why: string;
}

/** Add a line here when a test needs another program. */
export const systemPrograms = {
  chromium: {
    package: 'chromium',
    path: '/usr/lib/chromium/chromium',
    why: 'looking at a PDF in the page, and the bench',
  },
  // The same engine without the address bar and menus that the whole browser draws for each window.
  'chromium-headless-shell': {
    package: 'chromium-headless-shell',
    path: '/usr/lib/chromium/chromium-headless-shell',
    why: 'browser tests',
  },
  'espeak-ng': { package: 'espeak-ng', path: '/usr/bin/espeak-ng', why: 'Vietnamese prompts of the hotline' },
  sox: { package: 'sox', path: '/usr/bin/sox', why: 'sound formats of the hotline' },
  baresip: { package: 'baresip-core', path: '/usr/bin/baresip', why: 'SIP phones that tests call with' },
  sipp: { package: 'sip-tester', path: '/usr/bin/sipp', why: 'many calls at once in the bench of the hotline' },
  pdftotext: { package: 'poppler-utils', path: '/usr/bin/pdftotext', why: 'reading printed forms in tests' },
  dovecot: { package: 'dovecot-imapd', path: '/usr/sbin/dovecot', why: 'e-mail tests against a real IMAP server' },
} as const satisfies Record<string, SystemProgram>;

export type ProgramName = keyof typeof systemPrograms;

export interface FoundProgram {
  path: string;
  /** Directory in front of the package's own paths: '' when installed, else where it was unpacked. */
  prefix: string;
  /** Environment the program needs, such as the path of unpacked libraries. */
  env: Record<string, string>;
}

/** Where packages are unpacked when they cannot be installed. */
export const unpackDir = fileURLToPath(new URL('../.cache/debian', import.meta.url));

/** Finds a program, installed or unpacked; null when there is none. */
export function findProgram(name: ProgramName): FoundProgram | null {
  const { path } = systemPrograms[name];
  if (existsSync(path)) return { path, prefix: '', env: {} };
  const unpacked = join(unpackDir, path);
  if (!existsSync(unpacked)) return null;
  const multiarch = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch as string] ?? '';
  const libraries = ['usr/lib', 'lib', 'usr/lib/dovecot'].flatMap((dir) => [
    join(unpackDir, dir, multiarch),
    join(unpackDir, dir),
  ]);
  return { path: unpacked, prefix: unpackDir, env: { LD_LIBRARY_PATH: libraries.join(':') } };
}

/** The same for a test that cannot go on without it. */
export function requireProgram(name: ProgramName): FoundProgram {
  const found = findProgram(name);
  if (found !== null) return found;
  const { package: debian, why } = systemPrograms[name];
  throw new Error(`${name} is missing (${why}): apt-get install ${debian}, or run \`npm test\`, which gets it`);
}
