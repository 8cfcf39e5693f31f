import sharp from 'sharp';
import type { FileInPlace } from '../conversations/index.ts';
import type { Ctx } from '../platform/context.ts';

const CAPTIONS = [
  ['Ảnh hiện trường trước khi xử lý', '#8a5a44'],
  ['Ảnh sau khi xử lý', '#3f7d58'],
  ['Mặt đường đã được dặm vá', '#57636f'],
  ['Đã thu gom rác', '#4d7c4a'],
  ['Đèn chiếu sáng đã sáng lại', '#c79a2b'],
  ['Biên bản kiểm tra', '#b8b4a7'],
  ['Đã nạo vét cống thoát nước', '#3c6f8f'],
  ['Đã rào chắn, cắm biển báo', '#b5533c'],
] as const;

const LIMIT = 1_000_000;

/** A handful of made pictures, stored: evidence of demonstration cases, recognisable as such. */
export async function storePictures(ctx: Ctx): Promise<FileInPlace[]> {
  const pictures: FileInPlace[] = [];
  for (const [caption, colour] of CAPTIONS) {
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="640"><rect width="960" height="640" fill="${colour}"/>
      <path d="M0 640 L330 300 L520 470 L720 230 L960 520 L960 640 Z" fill="#000" opacity="0.22"/>
      <circle cx="780" cy="120" r="56" fill="#fff" opacity="0.4"/>
      <rect y="540" width="960" height="100" fill="#fff" opacity="0.88"/>
      <text x="32" y="602" font-family="sans-serif" font-size="36" fill="#222">${caption} (ảnh minh họa)</text></svg>`;
    const bytes = await sharp(Buffer.from(drawing)).jpeg({ quality: 70 }).toBuffer();
    const { sha256, size } = await ctx.files.put(bytes, LIMIT);
    pictures.push({ sha256, size, mediaType: 'image/jpeg', name: `${caption}.jpg` });
  }
  return pictures;
}
