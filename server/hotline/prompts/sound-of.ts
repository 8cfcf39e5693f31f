import { Readable } from 'node:stream';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { type ZipEntry, zipFile } from '../../platform/exports/index.ts';
import { listPromptViews, releaseText } from './catalogue.ts';
import { speak } from './make-sound.ts';

/** Spoken texts of the release, by text: they never change while the process runs. */
const spoken = new Map<string, Promise<{ wide: Buffer; narrow: Buffer }>>();

function spokenOnce(text: string) {
  const known = spoken.get(text);
  if (known) return known;
  const made = speak(text);
  spoken.set(text, made);
  made.catch(() => spoken.delete(text));
  return made;
}

/**
 * The sound of a prompt as callers hear it, WAV in both rates.
 * @throws AppError `not_found`, or `unavailable` when the machine's voice cannot be made here
 */
export async function soundOf(ctx: Ctx, name: string): Promise<{ wide: Buffer; narrow: Buffer }> {
  const row = await ctx.db
    .selectFrom('hotline_prompts')
    .select(['sha256', 'narrow_sha256'])
    .where('name', '=', name)
    .executeTakeFirst();
  if (row?.sha256 && row.narrow_sha256)
    return { wide: await ctx.files.readAll(row.sha256), narrow: await ctx.files.readAll(row.narrow_sha256) };
  const text = releaseText(name);
  if (text === null)
    throw new AppError('not_found', { detail: { vi: 'Không có lời nhắc này.', en: 'There is no such prompt.' } });
  return spokenOnce(text);
}

/** Every prompt as files named as Asterisk plays them, with a list of their texts. */
export async function promptArchive(ctx: Ctx) {
  const prompts = await listPromptViews(ctx.db);
  // The first is made before anything is sent: without espeak-ng the answer is an error, not half an archive.
  const first = prompts[0] ? await soundOf(ctx, prompts[0].name) : null;
  async function* entries(): AsyncGenerator<ZipEntry> {
    const lines = prompts.map(({ name, text }) => `${name}\t${text}`).join('\n');
    yield { name: 'vi/noi-dung.txt', chunks: [Buffer.from(`${lines}\n`)] };
    for (const { name } of prompts) {
      const sound = name === prompts[0]?.name && first ? first : await soundOf(ctx, name);
      yield { name: `vi/${name}.wav`, chunks: [sound.narrow] };
      yield { name: `vi/${name}.wav16`, chunks: [sound.wide] };
    }
  }
  return Readable.from(zipFile(entries()), { objectMode: false });
}
