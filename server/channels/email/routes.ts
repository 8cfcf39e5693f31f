import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/email.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { cutPage, idCursor } from '../../platform/cursor.ts';
import { exportRoute } from '../../platform/exports/index.ts';
import { route } from '../../platform/http/index.ts';
import { keptSaid, type SpokenLanguage } from '../../platform/said.ts';
import { accountOfEnvironment } from './accounts.ts';
import { setMailbox } from './commands/set-mailbox.ts';
import { failedMailExport, presentFailure } from './failed-mail-export.ts';
import { countFailedMails, failedMails, mailboxStates, rawMail, retryMail } from './mail-status.ts';
import { tryMailbox } from './try-mailbox.ts';

/** Administration of mail: mailboxes and their state, mails that could not be read. */
export function emailRoutes(app: FastifyInstance, ctx: Ctx, changed: () => void): void {
  exportRoute(app, ctx, failedMailExport(ctx));
  route(app, contract.listMailboxes, 'channel.failures', async ({ language }) => ({
    items: (await mailboxStates(ctx)).map((state) => presentMailbox(ctx, state, language)),
  }));
  route(app, contract.putMailbox, 'admin.channels', async ({ actor, params, body }) => {
    await setMailbox(ctx, actor, params.code, body);
    changed();
    return null;
  });
  route(app, contract.checkMailbox, 'admin.channels', ({ body }) => tryMailbox(ctx, body));
  route(app, contract.listFailedMails, 'channel.failures', async ({ query, language }) => {
    const before = idCursor(query.cursor);
    const { shown, last } = cutPage(await failedMails(ctx, { before, limit: query.limit + 1 }), query.limit);
    return {
      items: shown.map((row) => presentFailure(row, language)),
      nextCursor: last && String(last.id),
      total: before === null ? await countFailedMails(ctx) : null,
    };
  });
  route(app, contract.retryFailedMail, 'channel.failures', async ({ params }) => {
    await retryMail(ctx, Number(params.id));
    return { id: params.id };
  });
  route(app, contract.rawFailedMail, 'channel.failures', async ({ params, reply }) => {
    const { sha256, size } = await rawMail(ctx, Number(params.id));
    // Never shown in a page: a hostile mail is only ever a download.
    reply
      .header('content-type', 'application/octet-stream')
      .header('content-disposition', `attachment; filename="thu-${params.id}.eml"`)
      .header('content-length', size)
      .header('x-content-type-options', 'nosniff');
    return ctx.files.read(sha256);
  });
}

type State = Awaited<ReturnType<typeof mailboxStates>>[number];

function presentMailbox(ctx: Ctx, { box, waiting, unsent }: State, language: SpokenLanguage): contract.Mailbox {
  const environment = box.source === 'environment' ? environmentServers(ctx) : null;
  const server = (kind: 'imap' | 'smtp') => {
    if (environment) return environment[kind];
    const host = box[`${kind}_host`];
    const port = box[`${kind}_port`];
    if (!host || !port) return null;
    return {
      host,
      port,
      tls: box[`${kind}_tls`] ?? ('tls' as const),
      user: box[`${kind}_user`],
      hasPassword: box[`${kind}_secret`] !== null,
    };
  };
  return {
    code: box.code,
    address: box.address,
    displayName: box.display_name,
    source: box.source,
    enabled: box.enabled,
    imap: server('imap'),
    smtp: server('smtp'),
    authservId: box.authserv_id,
    plusAddressing: box.plus_addressing,
    state: box.state,
    stateSince: isoLocal(box.state_since),
    lastError: box.last_error && keptSaid(box.last_error)[language],
    lastContactAt: box.last_contact_at && isoLocal(box.last_contact_at),
    smtpError: box.smtp_error,
    smtpErrorAt: box.smtp_error_at && isoLocal(box.smtp_error_at),
    waiting,
    unsent,
  };
}

function environmentServers(ctx: Ctx) {
  const account = accountOfEnvironment(ctx.config);
  const server = (kind: 'imap' | 'smtp') => {
    const found = account?.[kind];
    return found
      ? { host: found.host, port: found.port, tls: found.tls, user: found.user, hasPassword: found.password !== null }
      : null;
  };
  return { imap: server('imap'), smtp: server('smtp') };
}
