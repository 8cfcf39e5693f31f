/**
 * A file name as it may be shown and sent in a header: NFC, no path, no control or bidirectional characters,
 * at most 200 bytes with its ending kept.
 */
export function safeFileName(name: string | undefined, fallback = 'tep-dinh-kem'): string {
  // Control characters go first: a line break before a slash must not save the path.
  const clean = (name ?? '')
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/^.*[\\/]/, '')
    .replace(/[<>:"|?*]/g, '')
    .replace(/^\.+/, '')
    .trim();
  if (!clean) return fallback;
  const dot = clean.lastIndexOf('.');
  const ending = dot > 0 && clean.length - dot <= 12 ? clean.slice(dot) : '';
  let stem = ending ? clean.slice(0, dot) : clean;
  while (Buffer.byteLength(stem + ending) > 200) stem = stem.slice(0, -1);
  return stem + ending;
}
