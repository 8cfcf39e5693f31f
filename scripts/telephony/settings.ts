import { networkInterfaces } from 'node:os';

/** How this installation's Asterisk listens and whom it talks to; from the environment, with safe defaults. */
export interface PhoneSettings {
  /** Address for SIP, RTP and HTTP; loopback unless a trunk comes in from outside. */
  bind: string;
  httpPort: number;
  sipPort: number;
  rtp: { from: number; to: number };
  /** The provider's trunk: its address (identified by IP), and an account when it wants one. */
  trunk: { host: string; user: string | null; password: string | null } | null;
  /** Calls from anybody who reaches the SIP port (tests, laboratories); a province says no. */
  allowAnonymous: boolean;
}

export class BadSetting extends Error {}

/**
 * Reads HOTLINE_*. @throws BadSetting naming the variable, what was found, and what is expected
 */
export function readPhoneSettings(env: NodeJS.ProcessEnv): PhoneSettings {
  const host = env.HOTLINE_TRUNK_HOST?.trim() || null;
  const rtpFrom = port(env, 'HOTLINE_RTP_FROM', 20_000);
  const settings = {
    bind: env.HOTLINE_BIND?.trim() || '127.0.0.1',
    httpPort: port(env, 'HOTLINE_HTTP_PORT', 8088),
    sipPort: port(env, 'HOTLINE_SIP_PORT', 5060),
    rtp: { from: rtpFrom, to: port(env, 'HOTLINE_RTP_TO', rtpFrom + 4999) },
    trunk: host ? { host, user: env.HOTLINE_TRUNK_USER || null, password: env.HOTLINE_TRUNK_PASSWORD || null } : null,
    allowAnonymous: env.HOTLINE_ANONYMOUS === 'yes',
  };
  if (settings.rtp.to - settings.rtp.from < 100)
    throw new BadSetting(`HOTLINE_RTP_TO is ${settings.rtp.to}: give the media at least 100 ports from ${rtpFrom}.`);
  if (!/^[0-9a-fA-F.:]+$/.test(settings.bind))
    throw new BadSetting(`HOTLINE_BIND is "${settings.bind}": expected an IP address of this machine.`);
  if (host && !/^[\w.-]+(:\d+)?$/.test(host))
    throw new BadSetting(`HOTLINE_TRUNK_HOST is "${host}": expected an address or name, with :port if it is not 5060.`);
  for (const [name, value] of Object.entries({ USER: settings.trunk?.user, PASSWORD: settings.trunk?.password }))
    if (value && /[\s;[\]]/.test(value))
      throw new BadSetting(
        `HOTLINE_TRUNK_${name} holds a space, a semicolon or a bracket, which Asterisk cannot read.`,
      );
  return settings;
}

function port(env: NodeJS.ProcessEnv, name: string, standard: number): number {
  const text = env[name]?.trim();
  if (!text) return standard;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535)
    throw new BadSetting(`${name} is "${text}": expected a port from 1 to 65535.`);
  return value;
}

/**
 * Asterisk never offers a loopback address to browsers as a place to send sound to. When it listens on loopback only,
 * an address that browsers do accept is written into the offer in its stead.
 */
export function loopbackCandidates(bind: string): string[] {
  if (!bind.startsWith('127.')) return [];
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((one) => one.family === 'IPv4' && !one.address.startsWith('127.'))
    .map((one) => `${one.address} => ${bind}`);
}
