/**
 * `npm run hotline`: the phone side. Gets Asterisk 22 when this machine has none, configures it for the installation of
 * DATA_DIR, makes the prompts, runs it, and tells the server (which watches DATA_DIR/telephony/ari.json) where it is.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../../server/platform/config.ts';
import { configure } from './configure.ts';
import { getAsterisk, NoAsterisk } from './get-asterisk.ts';
import { telephonyDir } from './paths.ts';
import { makePrompts } from './prompts.ts';
import { runAsterisk } from './run-asterisk.ts';
import { BadSetting, readPhoneSettings } from './settings.ts';

const say = (line: string) => console.log(`• ${line}`);

try {
  await main();
} catch (error) {
  console.error(`✗ ${(error as Error).message}`);
  if (error instanceof NoAsterisk) console.error(`  → ${error.advice}`);
  if (error instanceof BadSetting) console.error('  → Correct it in the environment or in .env (docs/hotline.md).');
  process.exit(1);
}

async function main(): Promise<void> {
  const config = readConfig(process.env, { demo: process.argv.includes('--demo') });
  const settings = readPhoneSettings(process.env);
  const dir = telephonyDir(config.dataDir);
  await mkdir(dir, { recursive: true });
  const asterisk = await getAsterisk(say);
  say(asterisk.version);
  const password = await ariPassword(dir);
  const places = await configure(asterisk, dir, settings, password);
  say('Lời nhắc tiếng Việt (Vietnamese prompts)');
  await makePrompts(places);
  const url = `http://${settings.bind === '0.0.0.0' ? '127.0.0.1' : settings.bind}:${settings.httpPort}/ari`;
  const running = await runAsterisk(asterisk, places.conf, { url, user: 'hotline', password });
  await writeFile(
    join(dir, 'ari.json'),
    `${JSON.stringify({ url, user: 'hotline', password, recordingDir: places.recordingDir, fallbackDir: places.fallbackDir, soundsDir: places.soundsDir })}\n`,
    { mode: 0o600 },
  );
  console.log(`✓ Tổng đài thoại sẵn sàng (hotline ready): SIP ${settings.bind}:${settings.sipPort}, ARI ${url}`);
  console.log('  Ctrl-C để dừng (to stop)');
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void running.stop().then(() => process.exit(0)));
  const code = await running.ended;
  console.error(`✗ Asterisk ended by itself with ${code}; its log: ${join(dir, 'log/messages')}`);
  process.exit(1);
}

/** One password per installation, made at the first start. */
async function ariPassword(dir: string): Promise<string> {
  const path = join(dir, 'ari.json');
  const known = await readFile(path, 'utf8').catch(() => null);
  const kept = known === null ? null : (JSON.parse(known) as { password?: unknown }).password;
  return typeof kept === 'string' ? kept : randomBytes(24).toString('base64url');
}
