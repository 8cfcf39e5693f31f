const LINE = /^([\w.+-]{1,40})\s*=\s*(\S+)$/;

/** Extensions as one types them: one per line, `101 = lemai`. */
export function linesOf(extensions: Readonly<Record<string, string>>): string {
  return Object.entries(extensions)
    .map(([extension, username]) => `${extension} = ${username}`)
    .join('\n');
}

const typedLines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** The first line that is not understood, or null. */
export function badLine(text: string): string | null {
  return typedLines(text).find((line) => !LINE.test(line)) ?? null;
}

/** What was typed, by extension; lines that are not understood are left out. */
export function extensionsOf(text: string): Record<string, string> {
  const found = typedLines(text).flatMap((line) => {
    const match = LINE.exec(line);
    return match?.[1] && match[2] ? [[match[1], match[2]] as const] : [];
  });
  return Object.fromEntries(found);
}
