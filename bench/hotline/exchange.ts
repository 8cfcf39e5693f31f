/** One Asterisk with two ways in: to our application, and to its own Queue and Dial. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configure } from '../../scripts/telephony/configure.ts';
import { getAsterisk } from '../../scripts/telephony/get-asterisk.ts';
import { telephonyDir } from '../../scripts/telephony/paths.ts';
import { makePrompts } from '../../scripts/telephony/prompts.ts';
import { runAsterisk } from '../../scripts/telephony/run-asterisk.ts';
import { readPhoneSettings } from '../../scripts/telephony/settings.ts';
import { type AriRequests, ariRequests } from '../../server/hotline/asterisk/request.ts';

export const BARE_QUEUE = '9001';
export const BARE_DIAL = '9002';
export const BARE_RECORDED = '9003';

export interface Exchange {
  sip: string;
  pid: number;
  ari: AriRequests;
  stop(): Promise<void>;
}

export async function startExchange(dataDir: string, phones: string): Promise<Exchange> {
  const settings = readPhoneSettings({
    HOTLINE_ANONYMOUS: 'yes',
    HOTLINE_HTTP_PORT: '18088',
    HOTLINE_SIP_PORT: '15060',
    HOTLINE_RTP_FROM: '40000',
    HOTLINE_RTP_TO: '43999',
  });
  const dir = telephonyDir(dataDir);
  mkdirSync(dir, { recursive: true });
  const asterisk = await getAsterisk();
  const places = await configure(asterisk, dir, settings, 'bench');
  await makePrompts(places);
  const etc = join(dir, 'etc');
  const plan = join(etc, 'extensions.conf');
  const bare = [
    `exten => ${BARE_QUEUE},1,Answer()`,
    ' same = n,Queue(bare)',
    `exten => ${BARE_DIAL},1,Dial(PJSIP/bare)`,
    `exten => ${BARE_RECORDED},1,MixMonitor(${dir}/\${UNIQUEID}.wav)`,
    ' same = n,Dial(PJSIP/bare)',
    '',
  ].join('\n');
  writeFileSync(plan, readFileSync(plan, 'utf8').replace('[from-pstn]\n', `[from-pstn]\n${bare}`));
  appendFileSync(join(etc, 'modules.conf'), 'load = app_mixmonitor.so\n');
  appendFileSync(join(etc, 'queues.conf'), '[bare]\nstrategy = ringall\njoinempty = yes\nleavewhenempty = no\n');
  appendFileSync(
    join(etc, 'pjsip.conf'),
    `[bare]\ntype = aor\ncontact = sip:bare@${phones}\n[bare]\ntype = endpoint\naors = bare\ncontext = from-agents\ndisallow = all\nallow = alaw,ulaw\ndirect_media = no\nmedia_address = ${settings.bind}\n`,
  );
  const url = `http://${settings.bind}:${settings.httpPort}/ari`;
  const address = { url, user: 'hotline', password: 'bench' };
  const running = await runAsterisk(asterisk, places.conf, address);
  writeFileSync(join(dir, 'ari.json'), JSON.stringify(address), { mode: 0o600 });
  return {
    sip: `${settings.bind}:${settings.sipPort}`,
    pid: running.process.pid ?? 0,
    ari: ariRequests(address),
    stop: () => running.stop(),
  };
}

/** Processor time of a process so far. Seconds. */
export function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
