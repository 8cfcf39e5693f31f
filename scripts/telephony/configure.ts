/** Writes the settings of one installation's Asterisk. The dialplan is a few lines: everything else is over ARI. */
import { chmod, mkdir, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Asterisk } from './get-asterisk.ts';
import { MODULES } from './modules.ts';
import { pjsip } from './pjsip.ts';
import { loopbackCandidates, type PhoneSettings } from './settings.ts';

export interface Configured {
  /** The file that Asterisk starts with (`-C`). */
  conf: string;
  /** Where Vietnamese prompts go: played as `sound:<name>`. */
  soundsDir: string;
  musicDir: string;
  /** Stored recordings, and those in the making. */
  recordingDir: string;
  /** Messages left while our process was away. */
  fallbackDir: string;
}

/**
 * Everything below `dir`, absolute. Files hold the ARI password, so only their owner reads them.
 * @param ariPassword of the one ARI user, `hotline`
 */
export async function configure(
  asterisk: Asterisk,
  dir: string,
  settings: PhoneSettings,
  ariPassword: string,
): Promise<Configured> {
  const etc = join(dir, 'etc');
  const places = [
    'lib/keys',
    'spool/recording',
    'spool/recording/fallback',
    'spool/tmp',
    'run',
    'log',
    'cache',
    'moh',
    'data/sounds/vi',
  ];
  for (const place of [etc, ...places.map((one) => join(dir, one))]) await mkdir(place, { recursive: true });
  await chmod(etc, 0o700);
  for (const shipped of ['documentation', 'rest-api', 'static-http'])
    await link(join(asterisk.dataDir, shipped), join(dir, 'data', shipped));
  const files: Record<string, string> = {
    'asterisk.conf': directories(asterisk, dir, etc),
    'modules.conf': `[modules]\nautoload=no\n${MODULES.map((name) => `load = ${name}.so`).join('\n')}\n`,
    'logger.conf':
      '[general]\ndateformat = %F %T.%3q\n[logfiles]\nconsole => warning,error\nmessages => notice,warning,error,security\n',
    'http.conf': `[general]\nservername = hotline\nenabled = yes\nbindaddr = ${settings.bind}\nbindport = ${settings.httpPort}\nsessionlimit = 2000\nsession_inactivity = 30000\n`,
    'ari.conf': `[general]\nenabled = yes\npretty = no\nwebsocket_write_timeout = 1000\n[hotline]\ntype = user\nread_only = no\npassword = ${ariPassword}\n`,
    'rtp.conf': `[general]\nrtpstart = ${settings.rtp.from}\nrtpend = ${settings.rtp.to}\nicesupport = yes\nstrictrtp = yes\n[ice_host_candidates]\n${loopbackCandidates(settings.bind).join('\n')}\n`,
    'pjsip.conf': pjsip(settings),
    'extensions.conf': dialplan(dir),
    'musiconhold.conf': `[general]\n[default]\nmode = files\ndirectory = ${join(dir, 'moh')}\nsort = alpha\n`,
    'sorcery.conf': `[res_pjsip]\n${['endpoint', 'auth', 'aor'].map((kind) => `${kind}=config,pjsip.conf,criteria=type=${kind}\n${kind}=memory`).join('\n')}\n`,
    'indications.conf':
      '[general]\ncountry = vn\n[vn]\ndescription = Vietnam\nringcadence = 1000,4000\ndial = 425\nbusy = 425/350,0/350\nring = 425/1000,0/4000\ncongestion = 425/250,0/250\n',
    'cdr.conf': '[general]\nenable = no\n',
    'cel.conf': '[general]\nenable = no\n',
    'queues.conf': '[general]\npersistentmembers = no\n',
    ...Object.fromEntries(EMPTY.map((name) => [`${name}.conf`, ''])),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(etc, name), text, { mode: 0o600 });
  return {
    conf: join(etc, 'asterisk.conf'),
    soundsDir: join(dir, 'data/sounds/vi'),
    musicDir: join(dir, 'moh'),
    recordingDir: join(dir, 'spool/recording'),
    fallbackDir: join(dir, 'spool/recording/fallback'),
  };
}

/** Files that some module wants to find, with nothing in them. */
const EMPTY =
  'features ccss codecs acl cli udptl manager pjproject cli_aliases websocket_client extconfig pjsip_notify dnsmgr dsp stasis'.split(
    ' ',
  );

async function link(target: string, path: string): Promise<void> {
  await unlink(path).catch(() => {});
  await symlink(target, path);
}

function directories(asterisk: Asterisk, dir: string, etc: string): string {
  return `[directories]
astcachedir => ${dir}/cache
astetcdir => ${etc}
astmoddir => ${asterisk.modulesDir}
astvarlibdir => ${dir}/lib
astdbdir => ${dir}/lib
astkeydir => ${dir}/lib
astdatadir => ${dir}/data
astagidir => ${dir}/data
astspooldir => ${dir}/spool
astrundir => ${dir}/run
astlogdir => ${dir}/log
[options]
verbose = 0
timestamp = yes
nocolor = yes
systemname = hotline
defaultlanguage = vi
documentation_language = en_US
hideconnect = yes
; wanted where no ethernet interface gives one
entityid = 02:10:22:00:00:01
`;
}

/**
 * A caller goes to our application. While it is away Stasis() fails at once, and the caller hears so and may leave a
 * message, which the application finds when it is back.
 */
function dialplan(dir: string): string {
  return `[general]
static = yes
[from-pstn]
exten = _[+0-9].,1,Stasis(hotline,inbound,\${EXTEN})
 same = n,GotoIf($["\${STASISSTATUS}" = "SUCCESS"]?done)
 same = n,Answer()
 same = n,Playback(fallback)
 same = n,Record(${dir}/spool/recording/fallback/\${UNIQUEID}_\${FILTER(0-9+,\${CALLERID(num)})}.wav,5,120,k)
 same = n,Playback(goodbye)
 same = n(done),Hangup()
[from-agents]
exten = _[+0-9a-z].,1,Stasis(hotline,from-agent,\${EXTEN})
 same = n,Hangup()
`;
}
