import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import type { PhoneLine } from './line.ts';

const PAGE = '/demo/dien-thoai';
/** A picture made small by the page, as base64. Bytes. */
const BODY = 4_000_000;

const local = (name: string) => readFileSync(new URL(name, import.meta.url));
const OPEN = { config: { access: 'public' as const }, schema: { hide: true } };

const written = z.object({
  line: z.string(),
  person: z.string(),
  text: z.string().max(2000).default(''),
  picture: z.base64().max(BODY).nullable().default(null),
});
const asked = z.object({ line: z.string(), person: z.string() });
const named = z.object({ line: z.string(), name: z.string().trim().min(1).max(80) });

/** The citizen's phone. `lines`: empty until the demonstration has started its stand-ins. */
export function phoneRoutes(app: FastifyInstance, lines: () => readonly PhoneLine[]): void {
  const lineOf = (kind: string): PhoneLine => {
    const line = lines().find((one) => one.kind === kind);
    if (!line) throw new AppError('not_found');
    return line;
  };
  const asset = (path: string, file: string, type: string) => {
    const bytes = local(file);
    app.get(path, OPEN, (_request, reply: FastifyReply) =>
      reply.type(type).header('cache-control', 'no-cache').send(bytes),
    );
  };
  asset(PAGE, 'phone.html', 'text/html; charset=utf-8');
  asset(`${PAGE}.js`, 'phone.js', 'text/javascript; charset=utf-8');
  asset(`${PAGE}.css`, 'phone.css', 'text/css; charset=utf-8');

  app.get(`${PAGE}/danh-ba`, OPEN, () => ({
    lines: lines().map((line) => ({ kind: line.kind, name: line.name, people: line.people() })),
  }));
  app.post(`${PAGE}/danh-ba`, OPEN, (request) => {
    const { line, name } = parse(named, request.body);
    return lineOf(line).addPerson(name);
  });
  app.get(`${PAGE}/tin`, OPEN, (request) => {
    const { line, person } = parse(asked, request.query);
    const messages = lineOf(line).thread(person);
    if (!messages) throw new AppError('not_found');
    return { messages };
  });
  app.post(`${PAGE}/tin`, { ...OPEN, bodyLimit: BODY + 100_000 }, async (request, reply) => {
    const { line, person, text, picture } = parse(written, request.body);
    const found = lineOf(line);
    if (!found.people().some((one) => one.id === person)) throw new AppError('not_found');
    if (text.trim() === '' && picture === null)
      throw new AppError('bad_request', { detail: { vi: 'Tin trống.', en: 'The message is empty.' } });
    await found.write(person, { text, picture: picture === null ? null : Buffer.from(picture, 'base64') });
    return reply.status(204).send();
  });
  app.get<{ Params: { line: string; key: string } }>(`${PAGE}/tep/:line/:key`, OPEN, (request, reply) => {
    const file = lineOf(request.params.line).file(request.params.key);
    if (!file) throw new AppError('not_found');
    const picture = /^image\/(png|jpeg|gif|webp)$/.test(file.type);
    if (!picture) reply.header('content-disposition', 'attachment');
    return reply.type(picture ? file.type : 'application/octet-stream').send(file.bytes);
  });
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError('bad_request');
  return parsed.data;
}
