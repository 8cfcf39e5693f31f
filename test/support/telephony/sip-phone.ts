/** A SIP telephone that tests dial with, press keys on and listen to: baresip, led over its control port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { requireProgram } from '../../../scripts/debian-packages.ts';
import { until } from '../until.ts';
import { freePort } from './asterisk.ts';
import { samplesOf } from './sound.ts';
import { speech } from './speech.ts';

export interface PhoneEvent {
  /** e.g. CALL_INCOMING, CALL_ESTABLISHED, CALL_CLOSED, CALL_DTMF_START, REGISTER_OK */
  type: string;
  param?: string;
  peeruri?: string;
}

export interface SipPhone {
  /** `127.x.y.z:port`: whoever calls `sip:<anything>@<this>` makes it ring. */
  readonly address: string;
  /** The file with what this phone says. */
  readonly says: string;
  /** Everything that has happened, in order. */
  readonly events: readonly PhoneEvent[];
  /** Calls; resolves when the other side has answered. */
  dial(to: string): Promise<void>;
  /** Presses keys (RFC 4733), one after another. */
  digits(keys: string): Promise<void>;
  hangup(): Promise<void>;
  /** Waits for it to ring; needs `answers: false`. */
  ringing(): Promise<PhoneEvent>;
  answer(): Promise<void>;
  hold(on: boolean): Promise<void>;
  /** Waits for the next event of this type since the phone was made, or since the last time one was awaited. */
  next(type: string, milliseconds?: number): Promise<PhoneEvent>;
  /** What was heard so far, all calls one after another, as WAV; may be read while a call lasts. */
  heard(): Promise<Buffer>;
  /** Ends the phone at once, as a dead battery would: no goodbye on the line. */
  die(): Promise<void>;
  stop(): Promise<void>;
}

export interface PhoneOptions {
  /** The number it shows. */
  number: string;
  /** Further numbers under which it rings. */
  also?: readonly string[];
  /** What it says all the time. */
  says: string;
  /** An account at a registrar; without it the phone calls anonymously by address. */
  account?: { user: string; password: string; registrar: string };
  /** Answers by itself (default), or waits for `answer()`. */
  answers?: boolean;
}

let phones = 0;

/** Starts a phone with an address of its own on loopback. */
export async function sipPhone(options: PhoneOptions): Promise<SipPhone> {
  const dir = await mkdtemp(join(tmpdir(), 'td1022-phone-'));
  phones += 1;
  const host = `127.${20 + (process.pid % 200)}.${Math.floor(process.pid / 200) % 250}.${10 + phones}`;
  const port = 5060;
  const control = await freePort();
  const says = await speech(options.says);
  const program = requireProgram('baresip');
  await writeFile(join(dir, 'accounts'), account(options, host));
  await writeFile(
    join(dir, 'config'),
    config({ dir, host, port, control, says, modules: `${program.prefix}/usr/lib/baresip/modules` }),
  );
  await mkdir(join(dir, 'sounds'));
  const child = spawn(program.path, ['-f', dir], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...program.env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += String(chunk)));
  const wire = await controlOf(control, child, () => said);
  const stop = async () => {
    wire.close();
    await ended(child, 'SIGTERM');
    await rm(dir, { recursive: true, force: true });
  };
  after(stop);
  return {
    address: `${host}:${port}`,
    says,
    events: wire.events,
    async dial(to) {
      await wire.command('dial', to);
      await wire.next('CALL_ESTABLISHED');
    },
    async digits(keys) {
      for (const key of keys) {
        await wire.command('sndcode', key);
        // The key stays down for as long as a finger needs; released by the code for "no key".
        await new Promise((resolve) => setTimeout(resolve, 160));
        await wire.command('sndcode', '\u0004').catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, 120));
      }
    },
    hangup: () => wire.command('hangup', ''),
    ringing: () => wire.next('CALL_INCOMING'),
    answer: async () => {
      await wire.command('accept', '');
      await wire.next('CALL_ESTABLISHED');
    },
    hold: (on) => wire.command(on ? 'hold' : 'resume', ''),
    next: wire.next,
    heard: () => heardIn(dir),
    die: async () => {
      wire.close();
      await ended(child, 'SIGKILL');
    },
    stop,
  };
}

function account({ number, also = [], account: at, answers = true }: PhoneOptions, host: string): string {
  const mode = `answermode=${answers ? 'auto' : 'manual'};audio_codecs=PCMA/8000/1,PCMU/8000/1`;
  if (!at) return [number, ...also].map((one) => `<sip:${one}@${host}>;regint=0;${mode}\n`).join('');
  return `<sip:${at.user}@${at.registrar}>;auth_user=${at.user};auth_pass=${at.password};regint=10;${mode}\n`;
}

function config(at: {
  dir: string;
  host: string;
  port: number;
  control: number;
  says: string;
  modules: string;
}): string {
  return `poll_method epoll
sip_listen ${at.host}:${at.port}
net_interface ${at.host}
call_local_timeout 120
call_max_calls 4
audio_source aufile,${at.says}
audio_alert aufile,/dev/null
ausrc_srate 8000
auplay_srate 8000
ausrc_channels 1
auplay_channels 1
audio_txmode poll
audio_level no
rtp_tos 184
rtp_ports 30000-30100
rtcp_mux no
jitter_buffer_delay 0-0
rtp_stats yes
module_path ${at.modules}
module g711.so
module aufile.so
module sndfile.so
module uuid.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${at.control}
snd_path ${at.dir}/sounds
`;
}

/** One file for each stretch of sound: a call put on hold and taken up again has two. */
async function heardIn(dir: string): Promise<Buffer> {
  const names = (await readdir(join(dir, 'sounds'))).filter((name) => name.endsWith('-dec.wav')).toSorted();
  const parts = await Promise.all(names.map((name) => readFile(join(dir, 'sounds', name))));
  return Buffer.concat([
    Buffer.alloc(12),
    Buffer.from('data\0\0\0\0'),
    ...parts.map((part) => Buffer.from(samplesOf(part).buffer)),
  ]);
}

/** The control port: netstrings with JSON, answers and events mixed. */
async function controlOf(port: number, child: ChildProcess, said: () => string) {
  const socket = await until(
    'the telephone answers on its control port',
    async () => {
      if (child.exitCode !== null) throw new Error(`baresip ended at once:\n${said()}`);
      return new Promise<Socket | null>((resolve) => {
        const trying = connect(port, '127.0.0.1', () => resolve(trying));
        trying.once('error', () => resolve(null));
      });
    },
    15_000,
  );
  const events: PhoneEvent[] = [];
  const seen = new Map<string, number>();
  const answers = new Map<string, (answer: { ok: boolean; data?: string }) => void>();
  let waiting = Buffer.alloc(0);
  let tokens = 0;
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      const colon = waiting.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(waiting.toString('latin1', 0, colon));
      if (waiting.length <= end) return;
      const message = JSON.parse(waiting.toString('utf8', colon + 1, end));
      waiting = waiting.subarray(end + 1);
      if (message.event) events.push(message as PhoneEvent);
      else answers.get(message.token)?.(message);
    }
  });
  return {
    events,
    async command(command: string, params: string): Promise<void> {
      tokens += 1;
      const token = String(tokens);
      const text = JSON.stringify({ command, params, token });
      const answer = new Promise<{ ok: boolean; data?: string }>((resolve) => answers.set(token, resolve));
      socket.write(`${Buffer.byteLength(text)}:${text},`);
      const { ok, data } = await answer;
      answers.delete(token);
      if (!ok) throw new Error(`the telephone refuses ${command} ${params}: ${data ?? ''}`);
    },
    async next(type: string, milliseconds = 30_000): Promise<PhoneEvent> {
      const past = seen.get(type) ?? 0;
      const found = await until(
        `${type} at the telephone; so far: ${events.map((one) => one.type).join(' ')}`,
        async () => {
          const matching = events.filter((one) => one.type === type);
          return matching[past] ?? null;
        },
        milliseconds,
      );
      seen.set(type, past + 1);
      return found;
    },
    close: () => socket.destroy(),
  };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
  await gone;
  clearTimeout(timer);
}
