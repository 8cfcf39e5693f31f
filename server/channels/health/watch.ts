import { z } from 'zod';
import { SYSTEM } from '../../platform/auth/index.ts';
import { realTimeIn } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { defineJob } from '../../platform/jobs/index.ts';
import { keepSaid, keptSaid } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { staffMailDoor } from '../email/staff-mail.ts';
import { assess, type ChannelFacts, type Finding } from './assess.ts';
import { incidentClosed, incidentOpened, WATCHERS } from './events.ts';
import { channelFacts } from './facts.ts';

/** Tells the administrators by mail that something is wrong with a channel. */
export const mailIncidentJob = defineJob(
  'channels.mail_incident',
  z.object({ incidentId: z.number().int(), to: z.string(), name: z.string(), attempt: z.number().int() }),
  { retryLimit: 3, retryDelay: 60 },
);

/** Looks at every channel: opens an incident for each new trouble (once), closes those that are over. */
export async function watchChannels(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  const open = new Set<string>();
  for (const facts of await channelFacts(ctx)) {
    const { findings } = assess(facts, now);
    for (const finding of findings) {
      open.add(keyOf(facts.channel, facts.account, finding.what));
      await openIncident(ctx, facts, finding);
    }
  }
  const rows = await ctx.db.selectFrom('channel_incidents').selectAll().where('closed_at', 'is', null).execute();
  for (const row of rows) {
    if (open.has(keyOf(row.channel, row.account, row.what))) continue;
    await transact(ctx, async (tx) => {
      const closed = await tx.db
        .updateTable('channel_incidents')
        .set({ closed_at: tx.now })
        .where('id', '=', row.id)
        .where('closed_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (!closed) return;
      const { channel, account, what } = row;
      tx.record({ type: incidentClosed.type, actor: SYSTEM, data: { channel, account, what }, audience: WATCHERS });
    });
  }
}

const keyOf = (channel: string, account: string, what: string) => `${channel}/${account}/${what}`;

async function openIncident(ctx: Ctx, f: ChannelFacts, finding: Finding): Promise<void> {
  const administrators = finding.level === 'bad' ? await mailOfAdministrators(ctx) : [];
  await transact(ctx, async (tx) => {
    const row = await tx.db
      .insertInto('channel_incidents')
      .values({
        channel: f.channel,
        account: f.account,
        what: finding.what,
        level: finding.level,
        detail: keepSaid(finding.detail),
        opened_at: tx.now,
      })
      .onConflict((c) => c.columns(['channel', 'account', 'what']).where('closed_at', 'is', null).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row) return;
    tx.record({
      type: incidentOpened.type,
      actor: SYSTEM,
      data: {
        channel: f.channel,
        account: f.account,
        what: finding.what,
        name: f.name,
        level: finding.level,
        detail: keepSaid(finding.detail),
      },
      audience: WATCHERS,
    });
    for (const to of administrators) {
      const payload = { incidentId: row.id, to: to.email, name: to.name, attempt: 1 };
      tx.enqueue(mailIncidentJob.with(payload, { key: `${row.id}:${to.email}` }));
    }
  });
}

async function mailOfAdministrators(ctx: Ctx): Promise<{ email: string; name: string }[]> {
  const now = ctx.clock.now();
  const rows = await ctx.db
    .selectFrom('users as u')
    .innerJoin('user_roles as r', 'r.user_id', 'u.id')
    .select(['u.email', 'u.display_name'])
    .distinct()
    .where('r.role', '=', 'admin')
    .where('u.email', 'is not', null)
    .where('u.disabled_at', 'is', null)
    .where('r.valid_from', '<=', now)
    .where((e) => e.or([e('r.valid_to', 'is', null), e('r.valid_to', '>', now)]))
    .execute();
  return rows.flatMap((row) => (row.email ? [{ email: row.email, name: row.display_name }] : []));
}

/** Sends the mail unless the incident is over by now. */
export function handleIncidentMail(ctx: Ctx): void {
  ctx.jobs.handle(mailIncidentJob, async (job) => {
    const incident = await ctx.db
      .selectFrom('channel_incidents')
      .selectAll()
      .where('id', '=', job.incidentId)
      .where('closed_at', 'is', null)
      .executeTakeFirst();
    const domain = await staffMailDoor.domain(ctx);
    if (!incident || !domain) return;
    const facts = (await channelFacts(ctx)).find(
      (one) => one.channel === incident.channel && one.account === incident.account,
    );
    const finding = facts && assess(facts, ctx.clock.now()).findings.find((one) => one.what === incident.what);
    if (!facts || !finding) return;
    const result = await staffMailDoor.send(
      ctx,
      {
        to: { name: job.name, address: job.to },
        subject: `[1022] Kênh ${keptSaid(facts.name).vi} cần xử lý`,
        text: mailText(ctx, job.name, facts, finding),
        rfcId: `incident-${incident.id}-${Buffer.from(job.to).toString('hex').slice(0, 40)}@${domain}`,
      },
      job.attempt,
    );
    await transact(ctx, async (tx) => {
      if (result.state === 'sent')
        await tx.db.updateTable('channel_incidents').set({ mailed_at: tx.now }).where('id', '=', incident.id).execute();
      if (result.state === 'later')
        tx.enqueue(mailIncidentJob.with({ ...job, attempt: job.attempt + 1 }, { runAfter: realTimeIn(result.after) }));
      if (result.state === 'failed')
        ctx.log.error(
          { incident: incident.id, detail: result.detail.en },
          'an administrator could not be told of an incident',
        );
    });
  });
}

function mailText(ctx: Ctx, name: string, facts: ChannelFacts, finding: Finding): string {
  const page = ctx.config.publicUrl ? `\n\nTrang Kênh: ${ctx.config.publicUrl}/desk/admin/channels` : '';
  return `Kính gửi ${name},\n\nKênh "${keptSaid(facts.name).vi}" đang gặp sự cố.\n\nSự việc: ${finding.detail.vi}\nViệc cần làm: ${finding.advice.vi}${page}\n\nThư này chỉ gửi một lần cho mỗi sự cố.`;
}
