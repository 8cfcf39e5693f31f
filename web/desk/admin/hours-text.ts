/** `07:00-11:30, 13:30-17:00` as people read it. */
export function hoursText(hours: readonly string[]): string {
  return hours.map((h) => h.replace('-', '–')).join(', ');
}

/** What a field shows; the inverse of {@link readHours}. */
export function hoursField(hours: readonly string[]): string {
  return hours.join(', ');
}

/** What a person typed as the server wants it (`7h-11h30` too); null when a part cannot be read. */
export function readHours(text: string): string[] | null {
  const parts = text
    .split(/[,;]/)
    .map((p) => p.trim())
    .filter(Boolean);
  const read = parts.map((part) => {
    const m = /^(\d{1,2})(?:[:hg](\d{2})?)?\s*[-–—]\s*(\d{1,2})(?:[:hg](\d{2})?)?$/i.exec(part);
    const clock = (hour: string | undefined, minute = '00') => `${(hour ?? '').padStart(2, '0')}:${minute}`;
    const range = m && `${clock(m[1], m[2])}-${clock(m[3], m[4])}`;
    return range && /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(range) ? range : null;
  });
  return read.every((r) => r !== null) ? read : null;
}

/** Minutes of one day's hours. */
export function minutesOf(hours: readonly string[]): number {
  const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  return hours.reduce((sum, range) => sum + minutes(range.slice(6)) - minutes(range.slice(0, 5)), 0);
}
