import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ctx } from '../../platform/context.ts';
import { randomToken } from '../../platform/ids.ts';
import { type SweepClock, startSweep } from '../../platform/sweep-clock.ts';
import { exchangeFile } from '../exchange.ts';
import { releaseText } from './catalogue.ts';
import { type PromptSound, samplesOf, speak } from './make-sound.ts';

/** Marks a prompt whose sound is not the release's: `<name>.set` holds the SHA-256 of what lies there. */
export const SET = '.set';
/** The release's own sounds of such prompts, for the way back. Also where `npm run hotline` puts them. */
export const MACHINE = 'machine';

/**
 * Brings the sounds of our own Asterisk to what administration has chosen; files are replaced whole, so that a call that
 * plays one hears it to its end. Returns how many changed. Does nothing where Asterisk runs elsewhere.
 */
export async function syncPrompts(ctx: Ctx): Promise<number> {
  const dir = (await exchangeFile(ctx.config))?.soundsDir;
  if (!dir) return 0;
  const there = await readdir(dir).catch(() => null);
  if (there === null) return 0;
  const set = new Set(there.filter((name) => name.endsWith(SET)).map((name) => name.slice(0, -SET.length)));
  const rows = await ctx.db
    .selectFrom('hotline_prompts')
    .select(['name', 'sha256', 'narrow_sha256'])
    .where('sha256', 'is not', null)
    .execute();
  let changed = 0;
  for (const { name, sha256, narrow_sha256 } of rows) {
    if (sha256 === null || narrow_sha256 === null) continue;
    const mark = set.has(name) ? await readFile(join(dir, name + SET), 'utf8').catch(() => '') : null;
    set.delete(name);
    if (mark === sha256) continue;
    const sound = { wide: await ctx.files.readAll(sha256), narrow: await ctx.files.readAll(narrow_sha256) };
    if (mark === null) await keepMachine(dir, name);
    await place(dir, name, sound);
    await replace(join(dir, name + SET), Buffer.from(sha256));
    changed += 1;
  }
  // What is marked and no longer chosen goes back to the machine's voice.
  for (const name of set) if (await giveBack(ctx, dir, name)) changed += 1;
  return changed;
}

async function keepMachine(dir: string, name: string): Promise<void> {
  await mkdir(join(dir, MACHINE), { recursive: true });
  for (const ending of ['wav', 'sln16'])
    await rename(join(dir, `${name}.${ending}`), join(dir, MACHINE, `${name}.${ending}`)).catch(() => {});
}

async function giveBack(ctx: Ctx, dir: string, name: string): Promise<boolean> {
  const kept = await Promise.all(
    ['wav', 'sln16'].map((ending) =>
      rename(join(dir, MACHINE, `${name}.${ending}`), join(dir, `${name}.${ending}`)).then(
        () => true,
        () => false,
      ),
    ),
  );
  const text = releaseText(name);
  if (kept.includes(false) && text !== null) {
    const sound = await speak(text).catch((err) => {
      ctx.log.warn({ err, prompt: name }, 'a prompt could not be spoken anew; the old sound stays');
      return null;
    });
    if (!sound) return false;
    await place(dir, name, sound);
  }
  if (text === null) for (const ending of ['wav', 'sln16']) await rm(join(dir, `${name}.${ending}`), { force: true });
  await rm(join(dir, name + SET), { force: true });
  return true;
}

async function place(dir: string, name: string, sound: Pick<PromptSound, 'wide' | 'narrow'>): Promise<void> {
  await replace(join(dir, `${name}.sln16`), samplesOf(sound.wide));
  await replace(join(dir, `${name}.wav`), sound.narrow);
}

async function replace(path: string, bytes: Buffer): Promise<void> {
  const fresh = `${path}.${randomToken(6)}.new`;
  await writeFile(fresh, bytes);
  await rename(fresh, path);
}

/** Real milliseconds between two looks: a prompt changed by another process is heard after at most this. */
const LOOK = 5_000;

/** Keeps the sounds of our own Asterisk up to date while this process runs. */
export function startPromptSync(ctx: Ctx): SweepClock {
  const failed = 'the prompts could not be brought to Asterisk';
  return startSweep(ctx, { everyMs: LOOK, look: () => syncPrompts(ctx), failed, atOnce: true });
}
