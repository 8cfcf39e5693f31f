import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../platform/errors.ts';
import { OPEN } from './view.ts';

const FOLDER = join(import.meta.dirname, '../../web/portal');
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

interface Asset {
  type: string;
  bytes: Buffer;
}

/** The few files of the citizens' pages, read once: style, enhancement, mark, and four cuts of the letters. */
const assets = new Map<string, Asset>();
for (const name of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })) {
  const type = TYPES[extname(name)];
  if (type) assets.set(name.replaceAll('\\', '/'), { type, bytes: readFileSync(join(FOLDER, name)) });
}

/** Changes with the files, so that browsers may keep what they have for a year. */
const version = [...assets]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .reduce((hash, [, { bytes }]) => hash.update(bytes), createHash('sha256'))
  .digest('base64url')
  .slice(0, 10);

/** The address of an asset; the style sheet names its fonts relative to itself, inside the same version. */
export function assetUrl(name: string): string {
  return `/cong-dan/${version}/${name}`;
}

/** Serves the assets, and nothing else of the disk: a name is looked up, never joined to a path. */
export function assetRoutes(scope: FastifyInstance): void {
  scope.get<{ Params: { '*': string } }>('/cong-dan/:version/*', OPEN, (request, reply) => {
    const asset = assets.get(request.params['*']);
    if (!asset) throw new AppError('not_found');
    return reply
      .headers({ 'content-type': asset.type, 'cache-control': 'public, max-age=31536000, immutable' })
      .send(asset.bytes);
  });
}
