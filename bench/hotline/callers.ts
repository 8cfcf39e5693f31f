/** Many callers at once: sipp, on addresses of loopback, bounded in number and time. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireProgram } from '../../scripts/debian-packages.ts';

const CALLER = (hold: number) => `<?xml version="1.0"?><scenario name="caller">
<send retrans="500" start_rtd="answer"><![CDATA[
INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:09[call_number]@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:caller@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

v=0
o=caller 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 8
a=rtpmap:8 PCMA/8000
]]></send>
<recv response="100" optional="true"/><recv response="180" optional="true"/><recv response="183" optional="true"/>
<recv response="200" rtd="answer" rrs="true"/>
<send><![CDATA[
ACK [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
[routes]
From: <sip:09[call_number]@[local_ip]:[local_port]>;tag=[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0
]]></send>
<pause milliseconds="${hold}"/>
<send retrans="500"><![CDATA[
BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
[routes]
From: <sip:09[call_number]@[local_ip]:[local_port]>;tag=[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: 2 BYE
Max-Forwards: 70
Content-Length: 0
]]></send>
<recv response="200"/>
</scenario>`;

export interface CallsMade {
  /** Calls that were answered, held and ended as they should. */
  good: number;
  failed: number;
  /** From INVITE to 200, each. Milliseconds. */
  answer: number[];
}

/** Calls `sip:<service>@<sip>` `count` times at `rate` a second, each held for `holdMs` after the answer. */
export async function call(
  sip: string,
  service: string,
  { rate, count, holdMs }: { rate: number; count: number; holdMs: number },
): Promise<CallsMade> {
  const dir = mkdtempSync(join(tmpdir(), 'td1022-sipp-'));
  const sipp = requireProgram('sipp');
  const file = join(dir, 'caller.xml');
  writeFileSync(file, CALLER(holdMs));
  const limit = Math.ceil(count / rate + holdMs / 1000 + 60);
  const args = [sip, '-s', service, '-sf', file, '-r', String(rate), '-m', String(count), '-l', String(count)];
  const local = ['-i', '127.0.0.12', '-mi', '127.0.0.12', '-p', '5099', '-nostdin', '-timeout', `${limit}s`];
  const child = spawn(sipp.path, [...args, ...local, '-trace_rtt', '-rtt_freq', '1', '-trace_stat', '-fd', '1'], {
    cwd: dir,
    env: { ...process.env, ...sipp.env },
    stdio: 'ignore',
  });
  await new Promise((resolve) => child.once('exit', resolve));
  const read = (end: string) => {
    const name = readdirSync(dir).find((one) => one.endsWith(end));
    return name === undefined ? [] : readFileSync(join(dir, name), 'utf8').trim().split('\n');
  };
  const stat = read('_.csv');
  const heads = stat[0]?.split(';') ?? [];
  const last = stat.at(-1)?.split(';') ?? [];
  const figure = (name: string) => Number(last[heads.indexOf(name)] ?? 0);
  const answer = read('_rtt.csv')
    .slice(1)
    .map((line) => Number(line.split(';')[1]))
    .filter(Number.isFinite);
  rmSync(dir, { recursive: true, force: true });
  return { good: figure('SuccessfulCall(C)'), failed: figure('FailedCall(C)'), answer };
}

/** Telephones that answer everything at once, all behind one address. */
export function answerAll(host: string, port: number): { stop(): void } {
  const sipp = requireProgram('sipp');
  const child = spawn(
    sipp.path,
    ['-sn', 'uas', '-i', host, '-mi', host, '-p', String(port), '-nostdin', '-timeout', '300s'],
    {
      env: { ...process.env, ...sipp.env },
      stdio: 'ignore',
    },
  );
  return { stop: () => void child.kill('SIGKILL') };
}
