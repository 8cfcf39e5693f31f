import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { blankPlace, withoutTraces } from './clean-picture.ts';

/** 60×40, red on the left, blue on the right, with what a telephone notes. */
function photo(format: 'jpeg' | 'png' | 'webp' | 'tiff', orientation = 1): Promise<Buffer> {
  const half = (background: string) => ({ create: { width: 30, height: 40, channels: 3 as const, background } });
  return sharp({ create: { width: 60, height: 40, channels: 3, background: 'red' } })
    .composite([{ input: half('blue'), left: 30, top: 0 }])
    .withExif({
      IFD0: { Make: 'Samsung', Artist: 'Nguyễn Văn A' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '9/1 10/1 36/1', GPSLongitudeRef: 'E', GPSLongitude: '105/1 9/1 1/1' },
    })
    .withMetadata({ orientation })
    .withExifMerge({
      IFD0: { Make: 'Samsung', Artist: 'Nguyễn Văn A' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '9/1 10/1 36/1', GPSLongitudeRef: 'E', GPSLongitude: '105/1 9/1 1/1' },
    })
    .toFormat(format)
    .toBuffer();
}
/** The GPS directory as it lies in the file: 9° 10′ 36″ as three rationals. */
const PLACE = Buffer.from([9, 0, 0, 0, 1, 0, 0, 0, 10, 0, 0, 0, 1, 0, 0, 0, 36, 0, 0, 0, 1, 0, 0, 0]);
const hasPlace = (bytes: Buffer) => bytes.includes(PLACE) || bytes.includes(Buffer.from(PLACE).swap32());

for (const format of ['jpeg', 'png', 'webp'] as const) {
  test(`${format}: place, device and owner go, the picture stays`, async () => {
    const before = await photo(format);
    assert.ok((await sharp(before).metadata()).exif, 'the sample has notes');
    const after = await withoutTraces(before, `image/${format}`);
    const meta = await sharp(after).metadata();
    assert.deepEqual([meta.format, meta.width, meta.height, meta.exif], [format, 60, 40, undefined]);
    assert.ok(!after.includes('Samsung') && !after.includes('Nguy'));
  });
}

test('the sample carries its place until it is cleaned', async () => {
  const before = await photo('jpeg');
  assert.ok(hasPlace(before));
  assert.ok(!hasPlace(await withoutTraces(before, 'image/jpeg')));
});

test('a picture taken sideways stands upright afterwards', async () => {
  const after = await withoutTraces(await photo('jpeg', 6), 'image/jpeg');
  const { data, info } = await sharp(after).raw().toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height], [40, 60]);
  const pixel = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
  const [top, bottom] = [pixel(20, 10), pixel(20, 50)];
  assert.ok((top[0] ?? 0) > 200 && (top[2] ?? 0) < 60, `red above: ${top}`);
  assert.ok((bottom[2] ?? 0) > 200 && (bottom[0] ?? 0) < 60, `blue below: ${bottom}`);
});

test('a picture without notes is not touched', async () => {
  const plain = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'green' } })
    .jpeg()
    .toBuffer();
  assert.equal(await withoutTraces(plain, 'image/jpeg'), plain);
});

test('what cannot be decoded keeps its bytes but not its place', async () => {
  const before = await photo('jpeg');
  const exif = (await sharp(before).metadata()).exif as Buffer;
  const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0'), exif, Buffer.alloc(500, 7)]);
  assert.ok(hasPlace(heic));
  const after = await withoutTraces(heic, 'image/heic');
  assert.ok(!hasPlace(after));
  assert.equal(after.length, heic.length);
  assert.ok(after.includes('Samsung'), 'only the place is blanked');
  assert.deepEqual(after.subarray(-500), Buffer.alloc(500, 7));
});

test('nonsense is survived', () => {
  for (const text of ['', 'Exif\0\0', 'Exif\0\0II*\0\xff\xff\xff\xff', 'Exif\0\0MM\0*\0\0\0\x08\xff\xff'])
    assert.equal(blankPlace(Buffer.from(text, 'latin1')).length, text.length);
});
