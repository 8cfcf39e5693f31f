/** “1,4 MB”, “320 kB”: sizes as people read them. */
export function fileSize(bytes: number, language: 'vi' | 'en'): string {
  const kilo = Math.max(1, Math.round(bytes / 1000));
  if (kilo < 1000) return `${kilo} kB`;
  return `${(bytes / 1e6).toLocaleString(language, { maximumFractionDigits: 1 })} MB`;
}
