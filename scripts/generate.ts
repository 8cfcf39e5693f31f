/**
 * Files that are made from other files. `npm run gen` writes them; `npm test` makes them again and fails on a difference.
 * To add one: put `{ file, make }` into the list.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { dumpSchema } from '../server/platform/db/index.ts';
import { createDatabase } from '../test/support/db.ts';
import { capabilitiesPage } from './capabilities-page.ts';
import { noticesPage } from './notices-page.ts';
import { permissions } from './permissions.ts';
import { rowTypes } from './row-types.ts';
import { workflowPage } from './workflow-page.ts';

export interface Generator {
  /** Path from the root of the repository. */
  file: string;
  /** Returns the whole text of the file. `pool` is a freshly migrated, empty database. */
  make(pool: pg.Pool): Promise<string> | string;
}

export const generators: readonly Generator[] = [
  { file: 'db/schema.sql', make: dumpSchema },
  { file: 'server/platform/db/schema.ts', make: rowTypes },
  { file: 'docs/permissions.md', make: permissions },
  { file: 'docs/workflow.md', make: workflowPage },
  { file: 'docs/notices.md', make: noticesPage },
  { file: 'docs/channels/capabilities.md', make: capabilitiesPage },
];

const root = fileURLToPath(new URL('..', import.meta.url));

export interface Generated {
  file: string;
  text: string;
  /** True when the file on disk has exactly this text. */
  current: boolean;
}

/** Makes the text of all generated files; writes nothing. */
export async function generateAll(): Promise<Generated[]> {
  const database = await createDatabase('generate');
  try {
    const made: Generated[] = [];
    for (const { file, make } of generators) {
      const text = await make(database.pool);
      if (text.includes('[object Object]'))
        throw new Error(`${file}: its generator writes an object as if it were a text`);
      const path = join(root, file);
      made.push({ file, text, current: existsSync(path) && readFileSync(path, 'utf8') === text });
    }
    return made;
  } finally {
    await database.drop();
  }
}

if (import.meta.main) {
  for (const { file, text, current } of await generateAll()) {
    console.log(`${current ? 'unchanged' : 'written  '}  ${file}`);
    if (current) continue;
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}
