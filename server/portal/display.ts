import type { FastifyReply, FastifyRequest } from 'fastify';

/** How the reader wants the pages: letters from −1 to 3 steps, and black with white and yellow. */
export interface Display {
  size: number;
  contrast: boolean;
}

const COOKIE = 'hien-thi';
const SMALLEST = -1;
const LARGEST = 3;

/** The four buttons of the top bar. */
export const DISPLAY_ORDERS = ['nho', 'thuong', 'lon', 'tuong-phan'] as const;
export type DisplayOrder = (typeof DISPLAY_ORDERS)[number];

export function isDisplayOrder(value: unknown): value is DisplayOrder {
  return DISPLAY_ORDERS.includes(value as DisplayOrder);
}

export function readDisplay(request: FastifyRequest): Display {
  const [, size, contrast] = /^(-?\d)\.([01])$/.exec(request.cookies[COOKIE] ?? '') ?? [];
  return { size: clamp(Number(size ?? 0)), contrast: contrast === '1' };
}

/** What a button makes of a display. Pure. */
export function ordered(display: Display, order: DisplayOrder): Display {
  if (order === 'tuong-phan') return { ...display, contrast: !display.contrast };
  if (order === 'thuong') return { ...display, size: 0 };
  return { ...display, size: clamp(display.size + (order === 'lon' ? 1 : -1)) };
}

/** Remembers a display for a year. It says nothing about the person, so it needs no consent. */
export function keepDisplay(reply: FastifyReply, display: Display): void {
  const value = `${display.size}.${display.contrast ? 1 : 0}`;
  reply.setCookie(COOKIE, value, { path: '/', maxAge: 365 * 86_400, sameSite: 'lax', httpOnly: true });
}

function clamp(size: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, Number.isFinite(size) ? size : 0));
}

/** A path of this site and nothing else: no other host, no backslash that browsers read as a slash. */
export function localPath(path: unknown): string {
  return typeof path === 'string' && /^\/(?![/\\])[\w\-./?=&%~+]*$/.test(path) && path.length <= 2_000 ? path : '/';
}
