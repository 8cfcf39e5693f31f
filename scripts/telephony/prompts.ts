/** Makes the Vietnamese prompts that are not there yet: espeak-ng speaks, sox brings them to 8 and 16 kHz. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROMPTS } from '../../server/hotline/prompt-texts.ts';
import { samplesOf, speak } from '../../server/hotline/prompts/make-sound.ts';
import { soundProgram } from '../../server/hotline/prompts/programs.ts';
import { MACHINE, SET } from '../../server/hotline/prompts/sync.ts';
import { getPrograms } from '../test/get-programs.ts';
import { mustRun } from './run-tool.ts';

/**
 * Writes `<name>.wav` (8 kHz) and `<name>.sln16` for every prompt whose text changed or whose sound is missing.
 * What administration chose in the machine's stead is not touched (server/hotline/prompts/sync.ts).
 * @throws Error when espeak-ng or sox can neither be found nor fetched
 */
export async function makePrompts(places: { soundsDir: string; musicDir: string }): Promise<number> {
  const missing = Object.entries(PROMPTS).filter(
    ([name, text]) => !existsSync(join(places.soundsDir, `${name}.${fingerprint(text)}.made`)),
  );
  const music = join(places.musicDir, 'waiting.wav');
  const beep = join(places.soundsDir, 'beep.wav');
  if (missing.length === 0 && existsSync(music) && existsSync(beep)) return 0;
  const problems = getPrograms(['espeak-ng', 'sox'], (line) => console.log(`  ${line}`));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const work = await mkdtemp(join(places.soundsDir, '.new-'));
  try {
    for (const [name, text] of missing) {
      const sound = await speak(text);
      // A sound chosen in administration is played in its stead; this one waits for the way back.
      const chosen = existsSync(join(places.soundsDir, name + SET));
      const folder = chosen ? join(places.soundsDir, MACHINE) : places.soundsDir;
      await mkdir(folder, { recursive: true });
      await writeFile(join(work, 'out.wav'), sound.narrow);
      await writeFile(join(work, 'out.sln16'), samplesOf(sound.wide));
      for (const kind of ['wav', 'sln16']) await rename(join(work, `out.${kind}`), join(folder, `${name}.${kind}`));
      await writeFile(join(places.soundsDir, `${name}.${fingerprint(text)}.made`), '');
    }
    if (!existsSync(music)) await makeMusic(music, work);
    if (!existsSync(beep)) await makeBeep(beep, work);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return missing.length;
}

/** Something calm to wait by, until the province puts its own music there. */
async function makeMusic(path: string, work: string): Promise<void> {
  const made = join(work, 'music.wav');
  const chord = ['synth', '24', 'sine', '262', 'sine', '330', 'sine', '392', 'tremolo', '0.25', '60', 'gain', '-18'];
  await sox(['-n', '-r', '8000', '-c', '3', '-b', '16', made, ...chord, 'remix', '1,2,3']);
  await rename(made, path);
}

/** What says that one may speak now. Asterisk's Record() gives up when it is not there. */
async function makeBeep(path: string, work: string): Promise<void> {
  const made = join(work, 'beep.wav');
  const tone = ['synth', '0.4', 'sine', '880', 'fade', '0.02', '0', '0.02', 'gain', '-9'];
  await sox(['-n', '-r', '8000', '-c', '1', '-b', '16', made, ...tone]);
  await rename(made, path);
}

async function sox(args: readonly string[]): Promise<void> {
  const program = soundProgram('sox');
  if (!program) throw new Error('sox is missing: apt-get install sox');
  await mustRun(program.path, args, { env: program.env });
}

/** Short mark of a text, so that a changed one is spoken anew. */
function fingerprint(text: string): string {
  let hash = 0;
  for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return (hash >>> 0).toString(36);
}
