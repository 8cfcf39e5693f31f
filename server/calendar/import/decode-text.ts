import iconv from 'iconv-lite';

/**
 * The text of a file as an office saves it: UTF-8 with or without a mark, UTF-16 (Excel's “Unicode text”), otherwise
 * Windows-1258, the Vietnamese code page of older Excel. Always NFC, with `\n` as the only line end.
 */
export function decodeText(bytes: Uint8Array): string {
  return decode(Buffer.from(bytes)).normalize('NFC').replace(/\r\n?/g, '\n');
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(bytes, 'utf-16be');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(bytes, 'windows-1258');
  }
}
