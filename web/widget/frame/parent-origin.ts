/** The origin of the page that shows the window when it is ours or on the list of the site, else null. Pure. */
export function allowed(origin: string, origins: readonly string[], own: string): string | null {
  try {
    if (new URL(origin).origin !== origin) return null;
  } catch {
    return null;
  }
  if (origin === own) return origin;
  const { protocol, host } = new URL(origin);
  const listed = origins.some((one) => {
    const [scheme, name = ''] = one.split('//');
    return scheme === protocol && (name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name);
  });
  return listed ? origin : null;
}
