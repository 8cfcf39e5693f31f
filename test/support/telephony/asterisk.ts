/** A real Asterisk for one test file, configured as `npm run hotline` does it, on free ports of loopback. */
import { randomBytes } from 'node:crypto';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { after } from 'node:test';
import { configure } from '../../../scripts/telephony/configure.ts';
import { getAsterisk } from '../../../scripts/telephony/get-asterisk.ts';
import { CACHE, telephonyDir } from '../../../scripts/telephony/paths.ts';
import { makePrompts } from '../../../scripts/telephony/prompts.ts';
import { type RunningAsterisk, runAsterisk } from '../../../scripts/telephony/run-asterisk.ts';
import { type PhoneSettings, readPhoneSettings } from '../../../scripts/telephony/settings.ts';

export interface TestAsterisk {
  /** `http://127.0.0.1:port/ari` */
  ariUrl: string;
  user: string;
  password: string;
  /** As the setting ARI_URL takes it, with user and password. */
  ariSetting: string;
  /** `127.0.0.1:port`, where phones call: `sip:1022@…`. */
  sip: string;
  /** SIP over WebSocket, for browsers. */
  wsUrl: string;
  soundsDir: string;
  recordingDir: string;
  fallbackDir: string;
  settings: PhoneSettings;
  /** The process, for tests that kill it. */
  running(): RunningAsterisk;
  /** Starts again with the same settings after it was stopped or killed. */
  restart(): Promise<void>;
  /** Called by itself when the test file ends. */
  stop(): Promise<void>;
}

/**
 * Starts Asterisk with its files under `dataDir/telephony`, where a server with the same DATA_DIR finds it.
 * @param env further HOTLINE_* settings, e.g. HOTLINE_TRUNK_HOST for a phone that plays the provider's exchange
 */
export async function startAsterisk(dataDir: string, env: Record<string, string> = {}): Promise<TestAsterisk> {
  const rtpFrom = 20_000 + Math.floor(Math.random() * 180) * 200;
  const settings = readPhoneSettings({
    HOTLINE_ANONYMOUS: 'yes',
    HOTLINE_HTTP_PORT: String(await freePort()),
    HOTLINE_SIP_PORT: String(await freePort()),
    HOTLINE_RTP_FROM: String(rtpFrom),
    HOTLINE_RTP_TO: String(rtpFrom + 198),
    ...env,
  });
  const dir = telephonyDir(dataDir);
  await mkdir(dir, { recursive: true });
  const asterisk = await getAsterisk();
  const password = randomBytes(12).toString('base64url');
  const places = await configure(asterisk, dir, settings, password);
  await sounds(places);
  const ariUrl = `http://${settings.bind}:${settings.httpPort}/ari`;
  const ari = { url: ariUrl, user: 'hotline', password };
  let running = await runAsterisk(asterisk, places.conf, ari);
  const { recordingDir, fallbackDir, soundsDir } = places;
  await writeFile(join(dir, 'ari.json'), JSON.stringify({ ...ari, recordingDir, fallbackDir, soundsDir }), {
    mode: 0o600,
  });
  const stop = async () => running.stop();
  after(stop);
  return {
    ariUrl,
    user: 'hotline',
    password,
    ariSetting: `http://hotline:${password}@${settings.bind}:${settings.httpPort}/ari`,
    sip: `${settings.bind}:${settings.sipPort}`,
    wsUrl: `ws://${settings.bind}:${settings.httpPort}/ws`,
    soundsDir,
    recordingDir,
    fallbackDir,
    settings,
    running: () => running,
    restart: async () => {
      await running.stop();
      running = await runAsterisk(asterisk, places.conf, ari);
    },
    stop,
  };
}

/** Prompts are spoken once for all test files. */
async function sounds(places: { soundsDir: string; musicDir: string }): Promise<void> {
  const kept = { soundsDir: join(CACHE, 'test-sounds/vi'), musicDir: join(CACHE, 'test-sounds/moh') };
  for (const dir of Object.values(kept)) await mkdir(dir, { recursive: true });
  await makePrompts(kept);
  // Another file, begun at the same moment in a fresh clone, may be speaking in a folder beside the finished ones.
  await cp(kept.soundsDir, places.soundsDir, { recursive: true, filter: (from) => !basename(from).startsWith('.') });
  await cp(kept.musicDir, places.musicDir, { recursive: true });
}

/** A port of 127.0.0.1 that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
