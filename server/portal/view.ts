import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ctx } from '../platform/context.ts';
import { type Display, readDisplay } from './display.ts';
import type { Html } from './html.ts';
import { en } from './words/en.ts';
import { vi, type Words } from './words/vi.ts';

/** Every page is open to anybody, and is no part of the API's description. */
export const OPEN = { config: { access: 'public' }, schema: { hide: true } } as const;

export type Lang = 'vi' | 'en';

/** What every page knows of the reader and of where it stands. */
export interface View {
  lang: Lang;
  words: Words;
  /** Path in Vietnamese, without `/en`: the twin of a page has the same path. */
  path: string;
  /** What follows the `?`, kept when the language or the letters change. */
  query: string;
  display: Display;
  demo: boolean;
  province: string;
  /** This server speaks live chat: pages may show its window (and stay whole without script). */
  chat: boolean;
}

/** Path of a page in the view's language. */
export function to(view: Pick<View, 'lang'>, path: string): string {
  return pathIn(view.lang, path);
}

/** The twin of a page. */
export function pathIn(lang: Lang, path: string): string {
  if (lang === 'vi') return path;
  return path === '/' ? '/en' : `/en${path}`;
}

export function viewOf(ctx: Ctx, request: FastifyRequest): View {
  const [whole = '/', query = ''] = request.url.split('?', 2);
  const lang: Lang = /^\/en(\/|$)/.test(whole) ? 'en' : 'vi';
  return {
    lang,
    words: lang === 'en' ? en : vi,
    path: lang === 'en' ? whole.slice(3) || '/' : whole,
    query,
    display: readDisplay(request),
    demo: ctx.config.demo,
    province: ctx.config.provinceName,
    chat: request.server.hasRoute({ method: 'GET', url: '/widget.js' }),
  };
}

/**
 * Sends a page. What belongs to one case is never stored; the others may be shown again by “back”, so that a form comes
 * back with what was typed.
 */
export function sendPage(reply: FastifyReply, page: Html, status = 200, keep: 'no-store' | 'no-cache' = 'no-store') {
  return reply
    .status(status)
    .headers({ 'cache-control': keep, 'content-type': 'text/html; charset=utf-8' })
    .serializer((text: string) => text)
    .send(`<!doctype html>\n${page}`);
}
