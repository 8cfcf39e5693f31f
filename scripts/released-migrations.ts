/**
 * Migrations that were released must never change: databases out there have applied them. db/released-migrations.txt
 * lists them with their checksums; `node scripts/released-migrations.ts` adds the present ones when a release is made.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMigrations } from '../server/platform/db/index.ts';

const listFile = 'db/released-migrations.txt';

/** Lines saying which released migration is missing or changed; empty when all is well. */
export function changedReleasedMigrations(root: string): string[] {
  const present = new Map(readMigrations(join(root, 'db/migrations')).map(({ name, checksum }) => [name, checksum]));
  return readList(root).flatMap(([checksum, name]) => {
    const found = present.get(name);
    if (found === checksum) return [];
    const what = found === undefined ? 'is missing' : 'has changed';
    return [`db/migrations/${name} was released and ${what}: put it back and write a new migration`];
  });
}

function readList(root: string): [checksum: string, name: string][] {
  const path = join(root, listFile);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [checksum = '', name = ''] = line.split(/\s+/);
      return [checksum, name];
    });
}

if (import.meta.main) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const changed = changedReleasedMigrations(root);
  if (changed.length > 0) throw new Error(changed.join('\n'));
  const lines = readMigrations(join(root, 'db/migrations')).map(({ name, checksum }) => `${checksum}  ${name}`);
  writeFileSync(join(root, listFile), `# Migrations that were released: never change them.\n${lines.join('\n')}\n`);
}
