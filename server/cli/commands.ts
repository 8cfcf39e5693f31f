import type { Command } from './command.ts';

/** The verbs by their first word. Loaded when asked for: most commands need a small part of the application only. */
const families: Readonly<Record<string, () => Promise<readonly Command[]>>> = {
  doctor: async () => [(await import('./doctor.ts')).doctorCommand],
  ...Object.fromEntries(
    ['serve', 'migrate', 'seed', 'deadline', 'clock', 'audit', 'mail'].map((word) => [word, upkeep] as const),
  ),
  backup: backups,
  restore: backups,
  calendar: async () => (await import('./calendars.ts')).calendarCommands,
  user: async () => (await import('./users.ts')).userCommands,
  token: async () => (await import('./tokens.ts')).tokenCommands,
};

async function upkeep(): Promise<readonly Command[]> {
  return (await import('./upkeep.ts')).upkeepCommands;
}

async function backups(): Promise<readonly Command[]> {
  return (await import('./backups.ts')).backupCommands;
}

/** The commands among which one that begins with `word` must be; none for an unknown word. */
export async function commandsOf(word: string): Promise<readonly Command[]> {
  return Object.hasOwn(families, word) ? ((await families[word]?.()) ?? []) : [];
}

/** Every verb, in the order in which `1022 --help` lists them. */
export async function allCommands(): Promise<readonly Command[]> {
  const all = await Promise.all(Object.values(families).map((load) => load()));
  return [...new Set(all.flat())];
}
