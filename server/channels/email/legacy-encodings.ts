import iconv from 'iconv-lite';

/**
 * The 8-bit Vietnamese encodings of the years before Unicode, as they arrive today: as text whose characters are
 * really bytes (the mail said iso-8859-1, windows-1252 or nothing at all). Also UTF-8 that was read as windows-1252.
 */
export type LegacyEncoding = 'tcvn3' | 'vni' | 'viscii' | 'windows-1258' | 'utf-8';

/** All of them, the commonest first: on equal scores the earlier one wins. */
export const LEGACY_ENCODINGS: readonly LegacyEncoding[] = ['tcvn3', 'vni', 'utf-8', 'windows-1258', 'viscii'];

/** windows-1252 puts printable characters where iso-8859-1 has controls; this leads back from them to the byte. */
const CP1252_BYTE = new Map<string, number>();
for (let byte = 0x80; byte <= 0x9f; byte += 1) {
  const char = iconv.decode(Buffer.from([byte]), 'windows-1252');
  if (char !== '\ufffd') CP1252_BYTE.set(char, byte);
}

function byteOf(char: string): number | undefined {
  const code = char.codePointAt(0) ?? 0;
  return code <= 0xff ? code : CP1252_BYTE.get(char);
}

function table(encoding: string, from: number): string[] {
  const chars: string[] = [];
  for (let byte = from; byte <= 0xff; byte += 1) chars[byte] = iconv.decode(Buffer.from([byte]), encoding);
  return chars;
}

const TCVN3 = table('tcvn', 0x80);
const VISCII = table('viscii', 0x80);
for (const byte of [0x02, 0x05, 0x06, 0x14, 0x19, 0x1e]) VISCII[byte] = iconv.decode(Buffer.from([byte]), 'viscii');
const CP1258 = table('windows-1258', 0x80);

// VNI writes a letter as base + tone glyph; the glyph of either case means the same mark.
const VNI_MARK: Record<string, string> = {
  ù: '\u0301',
  ø: '\u0300',
  û: '\u0309',
  õ: '\u0303',
  ï: '\u0323',
  â: '\u0302',
  á: '\u0302\u0301',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
  ê: '\u0306',
  é: '\u0306\u0301',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
};
const VNI_SINGLE: Record<string, string> = { î: 'ỵ', í: 'í', ì: 'ì', æ: 'ỉ', ó: 'ĩ', ò: 'ị', ñ: 'đ' };
const VNI_BASE: Record<string, string> = { ô: 'ơ', ö: 'ư' };
const VNI_PATTERN = /([aeouyôö])([ùøûõïâáàåãäêéèúüë])?|[îíìæóòñ]/giu;

function decodeVni(text: string): string {
  return text.replace(VNI_PATTERN, (all: string, base: string | undefined, glyph: string | undefined) => {
    if (base === undefined) return sameCase(all, VNI_SINGLE[all.toLowerCase()] ?? all);
    const small = base.toLowerCase();
    const letter = sameCase(base, VNI_BASE[small] ?? small);
    if (glyph === undefined) return letter;
    const mark = VNI_MARK[glyph.toLowerCase()] ?? '';
    const fits = mark.startsWith('\u0306') ? small === 'a' : mark.startsWith('\u0302') ? 'aeo'.includes(small) : true;
    return fits ? letter + mark : letter + glyph;
  });
}

function sameCase(model: string, letter: string): string {
  return model === model.toUpperCase() ? letter.toUpperCase() : letter;
}

function decodeBytewise(text: string, chars: string[], punctuation: boolean): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: VISCII uses six of the control codes as letters.
  return text.replace(/[\u0002\u0005\u0006\u0014\u0019\u001e]|\P{ASCII}/gu, (char) => {
    // Quotes and dashes of windows-1252 are far likelier than the capitals that share their bytes in TCVN.
    if (!punctuation && char > '\u00ff') return char;
    const byte = byteOf(char);
    return byte === undefined ? char : (chars[byte] ?? char);
  });
}

function decodeDoubleUtf8(text: string): string {
  return text.replace(/[\u0080-\u00ff\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]{2,}/gu, (run) => {
    const bytes: number[] = [];
    for (const char of run) {
      const byte = byteOf(char);
      if (byte === undefined) return run;
      bytes.push(byte);
    }
    const decoded = Buffer.from(bytes).toString('utf8');
    return decoded.includes('\ufffd') ? run : decoded;
  });
}

/**
 * Reads `text`, whose characters stand for bytes, in the named encoding; the result is NFC.
 * Characters that are no byte (already proper Unicode) stay as they are.
 */
export function readAs(encoding: LegacyEncoding, text: string): string {
  switch (encoding) {
    case 'tcvn3':
      return decodeBytewise(text, TCVN3, false).normalize('NFC');
    case 'viscii':
      return decodeBytewise(text, VISCII, true).normalize('NFC');
    case 'windows-1258':
      return decodeBytewise(text, CP1258, true).normalize('NFC');
    case 'vni':
      return decodeVni(text.normalize('NFC')).normalize('NFC');
    case 'utf-8':
      return decodeDoubleUtf8(text).normalize('NFC');
  }
}
