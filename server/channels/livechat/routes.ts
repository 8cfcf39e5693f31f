import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as contract from '../../../contract/widget.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { route } from '../../platform/http/index.ts';
import { availabilityOf, type QueueDoor } from './availability.ts';
import { refuseForeignOrigin } from './check-origin.ts';
import { acceptMessage } from './commands/accept-message.ts';
import { endChat, stayInChat } from './commands/end-chat.ts';
import { leaveCase } from './commands/leave-case.ts';
import { mailboxToSend, mailTranscript } from './commands/mail-transcript.ts';
import { markUpTo } from './commands/mark-read.ts';
import { openSession } from './commands/open-session.ts';
import { rateChat } from './commands/rate-chat.ts';
import { takeUpload } from './commands/take-upload.ts';
import { takeDrop, type WidgetLimit } from './limits.ts';
import { presenceOf } from './presence.ts';
import { visitorFile } from './queries.ts';
import { type Visitor, visitorOf } from './sessions.ts';
import { type Site, siteByKey, wordsOf } from './sites.ts';
import { readEvents } from './thread-events.ts';
import { latestThread, ownThread, presentThread } from './threads.ts';

/** Other sites may ask; who asks is proved by the token, from where is checked against the site. Nothing uses cookies. */
const ANY_SITE = { config: { anySite: true } };

/** What windows ask for. */
export function widgetRoutes(app: FastifyInstance, ctx: Ctx, door: QueueDoor): void {
  /** The visitor of a request, its origin checked and a drop taken. */
  const enter = async (request: FastifyRequest, limit: WidgetLimit = 'ask'): Promise<Visitor> => {
    const token = /^Bearer (\S{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw new AppError('session_expired');
    const visitor = await visitorOf(ctx, token);
    refuseForeignOrigin(ctx, { origin: request.headers.origin, host: request.host }, visitor.site);
    await takeDrop(ctx, limit, visitor.publicId);
    return visitor;
  };

  route(app, contract.getWidgetSite, 'public', async ({ params, request, reply }) => {
    const site = await siteOf(ctx, params.key);
    const { origin } = request.headers;
    refuseForeignOrigin(ctx, { origin, host: request.host }, site);
    reply.header('vary', 'Origin').header('cache-control', 'public, max-age=60');
    reply.header('cross-origin-resource-policy', 'cross-origin');
    if (origin) reply.header('access-control-allow-origin', origin);
    return launcherOf(ctx, site);
  });

  route(
    app,
    contract.openWidgetSession,
    'public',
    async ({ body, request }) => {
      const site = await siteOf(ctx, body.key);
      refuseForeignOrigin(ctx, { origin: request.headers.origin, host: request.host }, site);
      await takeDrop(ctx, 'session', request.ip);
      const session = await openSession(ctx, {
        site,
        language: body.locale,
        resume: body.resume ?? null,
        identity: body.identity ?? null,
        origin: pageOrigin(body.page?.url),
        payForNew: () => takeDrop(ctx, 'visitor', request.ip),
      });
      const visitor = await visitorOf(ctx, session.token, true);
      const thread = await latestThread(ctx.db, visitor.id);
      return {
        sessionToken: session.token,
        expiresAt: isoLocal(session.expiresAt),
        visitorId: visitor.publicId,
        known: { name: visitor.name, phone: visitor.phone, email: visitor.email },
        config: await configOf(ctx, door, visitor),
        conversation: thread && presentThread(ctx, visitor, thread),
        lastSeq: thread?.lastSeq ?? 0,
      };
    },
    ANY_SITE,
  );

  route(
    app,
    contract.sendWidgetMessage,
    'public',
    async ({ body, request }) => {
      const visitor = await enter(request, 'message');
      const accepted = await acceptMessage(ctx, visitor, body, async () => {
        if ((await availabilityOf(ctx, visitor.site, door)).availability !== 'open') throw new AppError('offline_only');
        await takeDrop(ctx, 'thread', request.ip);
      });
      return { ...accepted.message, conversationId: `c_${accepted.conversationId}` };
    },
    ANY_SITE,
  );

  route(app, contract.listWidgetEvents, 'public', async ({ query, request, reply }) => {
    const visitor = await enter(request);
    const thread = await ownThread(ctx.db, visitor, query.conversationId);
    reply.header('cache-control', 'no-store');
    return {
      items: await readEvents(ctx.db, thread.conversationId, query.after),
      lastSeq: thread.lastSeq,
      presence: await presenceOf(ctx, door, thread.conversationId),
    };
  });

  route(
    app,
    contract.readWidget,
    'public',
    async ({ body, request }) => {
      const visitor = await enter(request);
      const thread = await ownThread(ctx.db, visitor, body.conversationId);
      await markUpTo(ctx, visitor.id, thread.conversationId, 'read', body.upToSeq);
      return null;
    },
    ANY_SITE,
  );

  route(
    app,
    contract.uploadWidgetFile,
    'public',
    async ({ request }) => takeUpload(ctx, await enter(request, 'upload'), request),
    { ...ANY_SITE, bodyLimit: contract.WIDGET_LIMITS.fileBytes + 65_536 },
  );

  route(app, contract.getWidgetFile, 'public', async ({ params, request, reply }) => {
    const file = await visitorFile(ctx.db, (await enter(request)).id, params.id);
    if (!file) throw new AppError('not_found');
    reply
      .header('content-type', file.media_type)
      .header(
        'content-disposition',
        `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll("'", '%27')}`,
      )
      .header('content-security-policy', "sandbox; default-src 'none'")
      .header('cache-control', 'private, max-age=3600');
    return ctx.files.read(file.sha256);
  });

  route(
    app,
    contract.endWidgetChat,
    'public',
    async ({ body, request }) => {
      const visitor = await enter(request);
      const thread = await ownThread(ctx.db, visitor, body.conversationId);
      await (body.stay ? stayInChat(ctx, visitor, thread) : endChat(ctx, thread));
      return null;
    },
    ANY_SITE,
  );

  route(
    app,
    contract.rateWidgetChat,
    'public',
    async ({ body, request }) => {
      const visitor = await enter(request);
      await rateChat(ctx, await ownThread(ctx.db, visitor, body.conversationId), body);
      return presentThread(ctx, visitor, await ownThread(ctx.db, visitor, body.conversationId));
    },
    ANY_SITE,
  );

  route(
    app,
    contract.mailWidgetTranscript,
    'public',
    async ({ body, request }) => {
      const visitor = await enter(request);
      const thread = await ownThread(ctx.db, visitor, body.conversationId);
      await takeDrop(ctx, 'transcript', body.email.toLowerCase());
      await mailTranscript(ctx, visitor, thread, body.email);
      return { email: body.email };
    },
    ANY_SITE,
  );

  route(
    app,
    contract.leaveWidgetCase,
    'public',
    async ({ body, request }) => {
      const visitor = await enter(request);
      await takeDrop(ctx, 'thread', request.ip);
      return leaveCase(ctx, visitor, body);
    },
    ANY_SITE,
  );
}

async function siteOf(ctx: Ctx, key: string): Promise<Site> {
  const site = await siteByKey(ctx, key);
  if (!site)
    throw new AppError('not_found', {
      detail: { vi: 'Cửa sổ trò chuyện này không còn dùng.', en: 'This chat window is no longer in use.' },
    });
  return site;
}

/** The page as an origin only: addresses of pages may hold what is nobody's business. */
function pageOrigin(url: string | undefined): string | null {
  if (!url || !URL.canParse(url)) return null;
  const { protocol, origin } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? origin : null;
}

function launcherOf(ctx: Ctx, site: Site): contract.LauncherConfig {
  const label = (language: contract.WidgetLanguage) => wordsOf(site, language, ctx.config.provinceName).label;
  return {
    key: site.key,
    name: site.name,
    colour: site.colour,
    side: site.side,
    label: { vi: label('vi'), en: label('en') },
  };
}

async function configOf(ctx: Ctx, door: QueueDoor, visitor: Visitor): Promise<contract.WidgetConfig> {
  const { site, language } = visitor;
  const words = wordsOf(site, language, ctx.config.provinceName);
  const { availability, opensAt } = await availabilityOf(ctx, site, door);
  return {
    ...launcherOf(ctx, site),
    title: words.title,
    greeting: words.greeting,
    hours: words.hours,
    topics: site.topics.map((topic) => ({ code: topic.code, name: topic[language] })),
    province: ctx.config.provinceName,
    availability,
    opensAt: opensAt && isoLocal(opensAt),
    canMail: (await mailboxToSend(ctx.db)) !== null,
    demo: ctx.config.demo,
  };
}
