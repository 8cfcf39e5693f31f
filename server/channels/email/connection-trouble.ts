import type { ServerCheck } from '../../../contract/email.ts';

interface Failure {
  code?: string;
  message?: string;
  authenticationFailed?: boolean;
  tlsFailed?: boolean;
  responseText?: string;
  response?: string;
  responseCode?: number;
  cause?: unknown;
}

/** Causes by what the system, the TLS library or the mail libraries call them. */
const BY_CODE: readonly (readonly [RegExp, NonNullable<ServerCheck['trouble']>])[] = [
  [/^(?:ENOTFOUND|EAI_AGAIN|EAI_NODATA|EDNS)$/u, 'unknown_host'],
  [/^(?:ECONNREFUSED)$/u, 'refused'],
  [/^(?:EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EACCES|EPERM)$/u, 'unreachable'],
  [/^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT)/u, 'certificate'],
  [/^(?:ERR_SSL|EPROTO|ETLS|ERR_TLS)/u, 'tls'],
  [/^(?:EAUTH|ENOAUTH|AUTHENTICATIONFAILED)$/u, 'password'],
  [/^(?:ETIMEDOUT|ETIMEOUT|CONNECT_TIMEOUT|GREETING_TIMEOUT|UPGRADE_TIMEOUT)$/u, 'silent'],
  [/^(?:ECONNRESET|EPIPE|ECONNECTION|NoConnection|ClosedAfterConnectTLS|ClosedAfterConnectText)$/u, 'closed'],
];
/** The libraries keep the first cause in words when they put a code of their own before it. */
const BY_WORDS: readonly (readonly [RegExp, NonNullable<ServerCheck['trouble']>])[] = [
  [/ENOTFOUND|EAI_AGAIN|getaddrinfo/u, 'unknown_host'],
  [/ECONNREFUSED/u, 'refused'],
  [/EHOSTUNREACH|ENETUNREACH/u, 'unreachable'],
  [/certificate|altname/iu, 'certificate'],
  [/STARTTLS|SSL routines|wrong version number|packet length too long|TLS/iu, 'tls'],
  [/time(?:d )?out|greeting never received/iu, 'silent'],
  [/closed|hang up|reset/iu, 'closed'],
];

/**
 * What kept a mail server from being used, as one of few words. Of what the server said only an answer to a sign-in or
 * a refusal in SMTP is passed on, without addresses of machines: a try must not become a way to look round a network.
 */
export function whatFailed(error: unknown): ServerCheck {
  const failure = (error ?? {}) as Failure;
  if (failure.authenticationFailed) return trouble('password', failure.responseText);
  const codes = [codeOf(failure.cause), failure.code].filter((code) => code !== undefined);
  const words = failure.message ?? '';
  // ESOCKET and the like say only where it broke; the words say why.
  const found =
    codes.flatMap((code) => BY_CODE.filter(([pattern]) => pattern.test(code)))[0] ??
    BY_WORDS.find(([pattern]) => pattern.test(words));
  const what = failure.tlsFailed && found?.[1] !== 'certificate' ? 'tls' : (found?.[1] ?? 'other');
  return trouble(what, what === 'password' || failure.responseCode ? failure.response : undefined);
}

function codeOf(cause: unknown): string | undefined {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : undefined;
}

function trouble(what: NonNullable<ServerCheck['trouble']>, said?: string): ServerCheck {
  return { ok: false, trouble: what, said: said ? withoutAddresses(said) : null };
}

/** One line without IP addresses, at most 160 characters. */
export function withoutAddresses(said: string): string {
  return said
    .replace(/\s+/gu, ' ')
    .replace(/\[?\b\d{1,3}(?:\.\d{1,3}){3}\b\]?(?::\d+)?/gu, '…')
    .replace(/\[?(?:IPv6:)?(?=[\da-f:]*:[\da-f:]*:)[\da-f:]{3,}\]?/giu, '…')
    .trim()
    .slice(0, 160);
}
