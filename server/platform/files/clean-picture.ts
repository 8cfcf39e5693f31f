import sharp from 'sharp';

/** Kinds that carry notes of a camera (place, owner, device) and that we can write again. */
const WRITABLE: Record<string, 'jpeg' | 'png' | 'webp'> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
};
/** Of these we can only blank the place. */
const BLANKED = new Set(['image/heic', 'image/heif', 'image/tiff', 'image/avif']);
const MOST_PIXELS = 120_000_000;

/** Whether a picture of this kind may carry traces. */
export function carriesTraces(mediaType: string): boolean {
  return mediaType in WRITABLE || BLANKED.has(mediaType);
}

/**
 * A picture without what the camera noted: where it was taken (GPS), by which device, when, by whom. It is turned the way
 * it was meant to be seen, because that note goes too; colours stay. A picture without notes stays byte for byte. What
 * cannot be read as a picture keeps its bytes, with the place blanked.
 */
export async function withoutTraces(bytes: Buffer, mediaType: string): Promise<Buffer> {
  const format = WRITABLE[mediaType];
  if (!format) return blankPlace(bytes);
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, animated: format === 'webp', failOn: 'none' });
    const { exif, xmp, iptc, orientation, pages = 1 } = await picture.metadata();
    if (!exif && !xmp && !iptc && (orientation ?? 1) === 1) return bytes;
    // Frames of an animation stand below each other: turning would mix them up.
    const upright = pages > 1 ? picture : picture.autoOrient();
    return await upright.keepIccProfile().toFormat(format, { quality: 92 }).toBuffer();
  } catch {
    return blankPlace(bytes);
  }
}

const GPS = 0x8825;
/** Bytes of one value by its TIFF type. */
const SIZES: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8 };

/**
 * Overwrites the GPS directory of Exif data (TIFF 6.0, Exif 2.32) with zeros, wherever in the file they lie: for pictures
 * of telephones that nothing here can decode (HEIC). The rest of the file stays as it is.
 */
export function blankPlace(bytes: Buffer): Buffer {
  const out = Buffer.from(bytes);
  for (let at = out.indexOf('Exif\0\0', 0, 'latin1'); at !== -1; at = out.indexOf('Exif\0\0', at + 6, 'latin1'))
    blankIn(out, at + 6);
  if (/^(II\*\0|MM\0\*)/.test(out.toString('latin1', 0, 4))) blankIn(out, 0);
  return out;
}

function blankIn(out: Buffer, start: number): void {
  const order = out.toString('latin1', start, start + 2);
  if (order !== 'II' && order !== 'MM') return;
  const inside = (at: number, length: number) => at >= start && at + length <= out.length;
  const u16 = (at: number) => (inside(at, 2) ? (order === 'II' ? out.readUInt16LE(at) : out.readUInt16BE(at)) : 0);
  const u32 = (at: number) => (inside(at, 4) ? (order === 'II' ? out.readUInt32LE(at) : out.readUInt32BE(at)) : 0);
  const first = start + u32(start + 4);
  for (let i = 0; i < u16(first); i += 1) {
    const entry = first + 2 + 12 * i;
    if (u16(entry) !== GPS) continue;
    const gps = start + u32(entry + 8);
    const count = u16(gps);
    for (let n = 0; n < count; n += 1) {
      const one = gps + 2 + 12 * n;
      const length = (SIZES[u16(one + 2)] ?? 0) * u32(one + 4);
      const value = start + u32(one + 8);
      if (length > 4 && inside(value, length)) out.fill(0, value, value + length);
      if (inside(one, 12)) out.fill(0, one, one + 12);
    }
    if (inside(gps, 2)) out.fill(0, gps, gps + 2);
  }
}
