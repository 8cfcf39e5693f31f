/** The script that other sites load, and the page of the window that it shows. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WidgetLanguage } from '../../../contract/widget.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { type Site, siteByKey, wordsOf } from './sites.ts';

const FOLDER = new URL('../../../dist/widget/', import.meta.url);
const TYPES = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' } as const;
const OPEN = { config: { access: 'public' }, schema: { hide: true } } as const;

interface Built {
  type: string;
  bytes: Buffer;
  gzip: Buffer;
  brotli: Buffer;
  etag: string;
}

const built = new Map<string, Built>();

/** A built file, read and compressed once. @throws AppError `unavailable` when the pages have not been built */
function builtFile(name: 'widget.js' | 'frame.js' | 'frame.css'): Built {
  const known = built.get(name);
  if (known) return known;
  const path = fileURLToPath(new URL(name, FOLDER));
  if (!existsSync(path))
    throw new AppError('unavailable', {
      detail: {
        vi: `dist/widget chưa được tạo (not built): run npm start.`,
        en: `dist/widget is not built: run npm start.`,
      },
    });
  const bytes = readFileSync(path);
  const file: Built = {
    type: TYPES[name.endsWith('.css') ? 'css' : 'js'],
    bytes,
    gzip: gzipSync(bytes, { level: 9 }),
    brotli: brotliCompressSync(bytes),
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"`,
  };
  built.set(name, file);
  return file;
}

function sendBuilt(request: FastifyRequest, reply: FastifyReply, file: Built, cache: string) {
  reply.headers({
    'content-type': file.type,
    'cache-control': cache,
    etag: file.etag,
    vary: 'Accept-Encoding',
    // Scripts of ours may stand in pages of others.
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
  });
  if (request.headers['if-none-match'] === file.etag) return reply.status(304).send();
  const takes = String(request.headers['accept-encoding'] ?? '');
  if (/\bbr\b/.test(takes)) return reply.header('content-encoding', 'br').send(file.brotli);
  if (/\bgzip\b/.test(takes)) return reply.header('content-encoding', 'gzip').send(file.gzip);
  return reply.send(file.bytes);
}

export function pageRoutes(app: FastifyInstance, ctx: Ctx): void {
  app.get('/widget.js', OPEN, (request, reply) =>
    sendBuilt(request, reply, builtFile('widget.js'), 'public, max-age=300, stale-while-revalidate=86400'),
  );
  // The version in the address changes with the files, so that browsers may keep what they have.
  for (const name of ['frame.js', 'frame.css'] as const) {
    app.get(`/w/assets/:version/${name}`, OPEN, (request, reply) =>
      sendBuilt(request, reply, builtFile(name), 'public, max-age=31536000, immutable'),
    );
  }
  app.get<{ Params: { key: string }; Querystring: { lang?: string } }>('/w/:key', OPEN, async (request, reply) => {
    const site = await siteByKey(ctx, request.params.key);
    if (!site) throw new AppError('not_found');
    const language: WidgetLanguage = request.query.lang === 'en' ? 'en' : 'vi';
    // Browsers refuse a page with both headers when they contradict each other; the policy is the finer one.
    reply.removeHeader('x-frame-options');
    return reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'content-security-policy': policyOf(site),
        'cross-origin-resource-policy': 'cross-origin',
        'referrer-policy': 'no-referrer',
      })
      .send(framePage(ctx, site, language));
  });
}

/** Who may show the window: this installation and the pages of the site, nobody else. */
function policyOf(site: Site): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self' ws: wss:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors 'self' ${site.origins.join(' ')}`.trim(),
  ].join('; ');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);

function framePage(ctx: Ctx, site: Site, language: WidgetLanguage): string {
  const version = builtFile('frame.js').etag.slice(1, -1) + builtFile('frame.css').etag.slice(1, 7);
  const { title } = wordsOf(site, language, ctx.config.provinceName);
  // What the window must know before it speaks to anybody: whom it may listen to. Data, never run as a script.
  const boot = JSON.stringify({
    key: site.key,
    origins: site.origins,
    colour: site.colour,
    language,
    title,
  }).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="/w/assets/${version}/frame.css">
<script type="application/json" id="boot">${boot}</script>
<script src="/w/assets/${version}/frame.js" type="module"></script>
</head>
<body><div id="chat"></div><noscript>${language === 'vi' ? 'Cửa sổ trò chuyện cần JavaScript. Xin gọi 1022 hoặc gửi phản ánh tại' : 'The chat needs JavaScript. Please call 1022 or use'} <a href="/" target="_top">${language === 'vi' ? 'trang người dân' : 'our web page'}</a>.</noscript></body>
</html>
`;
}
