import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { extract } from 'tar';
import { AppError } from '../../platform/errors.ts';
import { hashOf } from './make-backup.ts';
import { type Manifest, manifest } from './manifest.ts';

const ENTRY =
  /^(?:manifest\.json|secret\.key|(?:tables|files|recordings)\/?|tables\/[a-z0-9_]+\.jsonl|(?:files|recordings)\/[0-9a-f]{64})$/;

/** A refusal of an archive, before anything was changed. */
export function badArchive(why: string, cause?: unknown): AppError {
  return new AppError('invalid', {
    detail: {
      vi: `Tệp sao lưu không dùng được (this archive cannot be restored): ${why}. Nothing was changed.`,
      en: `This archive cannot be restored: ${why}. Nothing was changed.`,
    },
    cause,
  });
}

/**
 * Unpacks an archive into `folder` and checks every byte of it against its manifest.
 * @throws AppError `invalid` for what is no backup, is cut short, was changed, or carries more than it says
 */
export async function openArchive(file: string, folder: string): Promise<Manifest> {
  await stat(file).catch((cause) => {
    throw badArchive(`there is no file ${file}`, cause);
  });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const strange: string[] = [];
  try {
    await extract({
      file,
      cwd: folder,
      strict: true,
      filter: (path, entry) => {
        const kind = 'type' in entry ? entry.type : 'File';
        if (ENTRY.test(path) && (kind === 'File' || kind === 'Directory')) return true;
        strange.push(path);
        return false;
      },
    });
  } catch (cause) {
    throw badArchive(`it is not a complete .tar (${(cause as Error).message})`, cause);
  }
  if (strange[0] !== undefined) throw badArchive(`it holds ${JSON.stringify(strange[0])}, which no backup has`);
  const found = await readManifest(folder);
  await checkTables(found, folder);
  await checkFiles(found.files, join(folder, 'files'));
  await checkFiles(found.recordings, join(folder, 'recordings'));
  if (found.hasKey && !(await exists(join(folder, 'secret.key')))) throw badArchive('secret.key is missing in it');
  return found;
}

async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch((cause) => {
    throw badArchive('manifest.json is missing in it', cause);
  });
  try {
    return manifest.parse(JSON.parse(text));
  } catch (cause) {
    throw badArchive('manifest.json is not what this release writes', cause);
  }
}

async function checkTables({ tables }: Manifest, folder: string): Promise<void> {
  for (const table of tables) {
    const hash = createHash('sha256');
    let lines = 0;
    try {
      for await (const part of createReadStream(join(folder, 'tables', `${table.name}.jsonl`))) {
        const bytes = part as Buffer;
        hash.update(bytes);
        for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines += 1;
      }
    } catch (cause) {
      throw badArchive(`the table ${table.name} is missing in it`, cause);
    }
    if (lines !== table.rows) throw badArchive(`the table ${table.name} has ${lines} rows instead of ${table.rows}`);
    if (hash.digest('hex') !== table.sha256) throw badArchive(`the table ${table.name} was changed`);
  }
}

async function checkFiles(files: Manifest['files'], folder: string): Promise<void> {
  for (const { sha256 } of files) {
    const hash = await hashOf(join(folder, sha256)).catch((cause) => {
      throw badArchive(`the file ${sha256} is missing in it`, cause);
    });
    if (hash !== sha256) throw badArchive(`the file ${sha256} was changed`);
  }
  const there = await readdir(folder).catch(() => []);
  if (there.length !== files.length) throw badArchive('it holds files that its manifest does not name');
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
