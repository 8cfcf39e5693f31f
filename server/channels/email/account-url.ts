import { AppError } from '../../platform/errors.ts';
import { normaliseAddress } from './addresses.ts';

/** plain is only ever used on the machine itself: a password never crosses a network in clear. */
export type Tls = 'tls' | 'starttls' | 'plain';

export type ServerAddress = { host: string; port: number; tls: Tls; user: string | null; password: string | null };

const PORTS = { imap: 143, imaps: 993, smtp: 587, smtps: 465 } as const;

/** True for addresses of this machine, where encryption protects nothing. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/u.test(host);
}

/**
 * Reads `imap(s)://user:password@host:port?tls=starttls` or `smtp(s)://…`. `imaps`/`smtps` speak TLS from the first
 * byte; the others demand STARTTLS, except on this machine.
 * @throws AppError `bad_setting` naming the setting, never the password
 */
export function readServerUrl(setting: string, value: string): ServerAddress & { query: URLSearchParams } {
  const wrong = (expected: string) =>
    new AppError('bad_setting', {
      detail: {
        vi: `Setting ${setting} is wrong: expected ${expected}.`,
        en: `Setting ${setting} is wrong: expected ${expected}.`,
      },
    });
  if (!URL.canParse(value)) throw wrong('an address such as imaps://user:password@host:993');
  const url = new URL(value);
  const scheme = url.protocol.slice(0, -1);
  if (!(scheme in PORTS)) throw wrong('imap, imaps, smtp or smtps');
  const host = url.hostname.replace(/^\[|\]$/gu, '');
  if (!host) throw wrong('a host name');
  const tls = readTls(url.searchParams.get('tls'), scheme.endsWith('s'), host);
  if (!tls) throw wrong('tls=tls or tls=starttls (tls=plain only on this machine)');
  return {
    host,
    port: url.port ? Number(url.port) : PORTS[scheme as keyof typeof PORTS],
    tls,
    user: url.username ? decode(url.username, wrong) : null,
    password: url.password ? decode(url.password, wrong) : null,
    query: url.searchParams,
  };
}

function readTls(wanted: string | null, secure: boolean, host: string): Tls | null {
  if (wanted === null) return secure ? 'tls' : isLoopback(host) ? 'plain' : 'starttls';
  if (wanted === 'tls' || wanted === 'starttls') return wanted;
  return wanted === 'plain' && isLoopback(host) ? 'plain' : null;
}

function decode(part: string, wrong: (expected: string) => AppError): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw wrong('user and password with special characters written as %XX');
  }
}

/** `Tổng đài 1022 <1022@tinh.vn>` or a bare address. Null when there is no usable address in it. */
export function readFrom(value: string): { name: string; address: string } | null {
  const found = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/u.exec(value);
  const address = normaliseAddress(found?.[2] ?? value);
  return address ? { name: found?.[1]?.trim() ?? '', address } : null;
}
