/** Which pages may show the window. Pure. */

/**
 * An origin as an administrator wrote it, in the form in which browsers say it: `https://so-y-te.gov.vn`, with
 * `https://*.dongthap.gov.vn` for all sites below a name. Null when it is none. Plain http only on this machine itself.
 */
export function readOrigin(typed: string): string | null {
  const text = typed.trim().toLowerCase().replace(/\/+$/, '');
  const [, scheme, star, rest] = /^(https?):\/\/(\*\.)?([^/*@?#\s]+)$/.exec(text) ?? [];
  if (!scheme || !rest || !URL.canParse(`${scheme}://${rest}`)) return null;
  const url = new URL(`${scheme}://${rest}`);
  if (url.protocol === 'http:' && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)) return null;
  // `*.vn` would let in a whole country.
  if (star && url.hostname.split('.').length < 2) return null;
  return `${url.protocol}//${star ?? ''}${url.host}`;
}

/** Whether the origin that a browser names is among the allowed ones. */
export function allowsOrigin(allowed: readonly string[], origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  if (url.origin !== origin.toLowerCase()) return false;
  return allowed.some((one) => {
    const [scheme, host = ''] = one.split('//');
    if (scheme !== url.protocol) return false;
    return host.startsWith('*.') ? url.host.endsWith(host.slice(1)) : url.host === host;
  });
}
