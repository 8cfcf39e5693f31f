import { chown, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Owner {
  uid: number;
  gid: number;
}

/** A mail as it lies in a maildir. */
export interface StoredMail {
  raw: Buffer;
  seen: boolean;
  /** Maildir flag letters: S seen, R answered, F flagged, T deleted. */
  flags: string;
}

/** Makes an empty maildir that belongs to the user the server runs as. */
export async function createMaildir(home: string, owner: Owner | null): Promise<void> {
  for (const folder of ['', 'Maildir', 'Maildir/tmp', 'Maildir/new', 'Maildir/cur']) {
    await mkdir(join(home, folder), { recursive: true, mode: 0o700 });
    if (owner) await chown(join(home, folder), owner.uid, owner.gid);
  }
}

let counter = 0;

/**
 * Delivers as maildir demands: write in tmp, then rename into new, so that a reader never sees half a mail.
 * `seen`: as if somebody had read it in another program.
 */
export async function deliverTo(home: string, raw: Buffer, owner: Owner | null, seen = false): Promise<void> {
  counter += 1;
  const name = `${Date.now()}.M${String(counter).padStart(6, '0')}P${process.pid}.test`;
  const temporary = join(home, 'Maildir/tmp', name);
  await writeFile(temporary, raw, { mode: 0o600 });
  if (owner) await chown(temporary, owner.uid, owner.gid);
  await rename(temporary, seen ? join(home, 'Maildir/cur', `${name}:2,S`) : join(home, 'Maildir/new', name));
}

/** All mails of a maildir in the order of delivery. Dovecot renames files while we look; then we look again. */
export async function readMaildir(home: string): Promise<StoredMail[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readOnce(home);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === 20) throw error;
    }
  }
}

async function readOnce(home: string): Promise<StoredMail[]> {
  const found: { name: string; path: string }[] = [];
  for (const folder of ['new', 'cur']) {
    const path = join(home, 'Maildir', folder);
    for (const name of await readdir(path)) found.push({ name, path: join(path, name) });
  }
  found.sort((a, b) => (a.name < b.name ? -1 : 1));
  const mails: StoredMail[] = [];
  for (const { name, path } of found) {
    const flags = /:2,([A-Za-z]*)$/.exec(name)?.[1] ?? '';
    mails.push({ raw: await readFile(path), seen: flags.includes('S'), flags });
  }
  return mails;
}
