/** Makes the Vietnamese prompts that are not there yet: espeak-ng speaks, sox brings them to 8 and 16 kHz. */
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROMPTS } from '../../server/hotline/prompt-texts.ts';
import { findProgram } from '../debian-packages.ts';
import { getPrograms } from '../test/get-programs.ts';
import { mustRun } from './run-tool.ts';

/** A voice of the south, where Đồng Tháp lies. */
const VOICE = 'vi-vn-x-south';

/**
 * Writes `<name>.wav` (8 kHz) and `<name>.sln16` for every prompt whose text changed or whose sound is missing.
 * A studio recording lies under `studio/` and is played in its stead; it is never touched here.
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
      await speak(text, work);
      for (const kind of ['wav', 'sln16'])
        await rename(join(work, `out.${kind}`), join(places.soundsDir, `${name}.${kind}`));
      await writeFile(join(places.soundsDir, `${name}.${fingerprint(text)}.made`), '');
    }
    if (!existsSync(music)) await makeMusic(music, work);
    if (!existsSync(beep)) await makeBeep(beep, work);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return missing.length;
}

async function speak(text: string, work: string): Promise<void> {
  const raw = join(work, 'raw.wav');
  const espeak = tool('espeak-ng');
  await mustRun(espeak.path, ['-v', VOICE, '-s', '150', '-w', raw, text], { env: espeak.env });
  const level = ['gain', '-6', 'highpass', '80', 'norm', '-3'];
  await sox(['-t', 'wav', raw, '-r', '8000', '-c', '1', '-b', '16', join(work, 'out.wav'), ...level]);
  await sox([
    '-t',
    'wav',
    raw,
    '-r',
    '16000',
    '-c',
    '1',
    '-b',
    '16',
    '-e',
    'signed',
    '-t',
    'raw',
    join(work, 'out.sln16'),
    ...level,
  ]);
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
  await sox([
    '-n',
    '-r',
    '8000',
    '-c',
    '1',
    '-b',
    '16',
    made,
    'synth',
    '0.4',
    'sine',
    '880',
    'fade',
    '0.02',
    '0',
    '0.02',
    'gain',
    '-9',
  ]);
  await rename(made, path);
}

async function sox(args: readonly string[]): Promise<void> {
  const program = tool('sox');
  await mustRun(program.path, args, { env: program.env });
}

function tool(name: 'espeak-ng' | 'sox'): { path: string; env: NodeJS.ProcessEnv } {
  const found = findProgram(name);
  if (!found) throw new Error(`${name} is missing: apt-get install ${name}`);
  const data = found.prefix ? { ESPEAK_DATA_PATH: join(found.prefix, 'usr/lib/x86_64-linux-gnu') } : {};
  return { path: found.path, env: { ...process.env, ...found.env, ...data } };
}

/** Short mark of a text, so that a changed one is spoken anew. */
function fingerprint(text: string): string {
  let hash = 0;
  for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return (hash >>> 0).toString(36);
}
