/** Mail to staff: written when it is due, in one transaction with the notices it is about; sent by a job. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { NoticeKind } from '../../contract/notices.ts';
import { renderTemplate } from '../knowledge/index.ts';
import { actorOf } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { realTimeIn } from '../platform/clock.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import { randomToken } from '../platform/ids.ts';
import { defineJob } from '../platform/jobs/index.ts';
import { keepSaid, type Said } from '../platform/said.ts';
import { type SweepClock, startSweep } from '../platform/sweep-clock.ts';
import { transact } from '../platform/transact.ts';
import type { MailDoor } from './mail-door.ts';
import { isKnown, type NoticeRow, noticeColumns, stillSeen } from './queries.ts';
import { noticeWords } from './words.ts';

export const staffMailJob = defineJob('notifications.mail', z.object({ mailId: z.number().int() }), { concurrency: 2 });

const MOST_ITEMS = 50;
const PEOPLE = 100;

/** Writes the mails that are due. Returns how many people were looked at. Safe to run in several processes. */
export async function sweepNoticeMail(ctx: Ctx, door: MailDoor): Promise<number> {
  let looked = 0;
  for (;;) {
    const { rows } = await sql<{ user_id: number }>`select distinct n.user_id from notices n
      where n.mail_due_at <= ${ctx.clock.now()} order by n.user_id limit ${PEOPLE}`.execute(ctx.db);
    if (rows.length === 0) return looked;
    const domain = await door.domain(ctx);
    for (const { user_id } of rows) await transact(ctx, (tx) => writeMail(ctx, tx, user_id, domain));
    looked += rows.length;
  }
}

async function writeMail(ctx: Ctx, tx: Tx, userId: number, domain: string | null): Promise<void> {
  // The row of the person is the lock: of two processes one finds nothing left to write.
  const user = await tx.db
    .selectFrom('users')
    .select(['username', 'display_name', 'email'])
    .where('id', '=', userId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const actor = await actorOf(tx.db, user.username, tx.now);
  const due =
    actor && user.email && domain
      ? (
          await sql<NoticeRow & { sealed: boolean | null }>`
            select ${noticeColumns}, c.sealed from notices n left join cases c on c.id = n.case_id
            where n.user_id = ${userId} and n.mail_due_at <= ${tx.now} and (n.read_at is null or not n.on_desk)
              and ${stillSeen(actor)}
            order by n.id`.execute(tx.db)
        ).rows.filter((row) => isKnown(row.kind))
      : [];
  const mailId = due.length > 0 && actor ? await compose(ctx, tx, actor, user, due, domain ?? '') : null;
  // Read meanwhile, out of sight, or nowhere to send it: done as well.
  await sql`update notices set mail_due_at = null, mail_id = case when id = any(${due.map((n) => n.id)}::bigint[]) then ${mailId}::bigint end
    where user_id = ${userId} and mail_due_at <= ${tx.now}`.execute(tx.db);
}

async function compose(
  ctx: Ctx,
  tx: Tx,
  actor: Actor,
  user: { display_name: string; email: string | null },
  due: readonly NoticeRow[],
  domain: string,
): Promise<number> {
  const base = ctx.config.publicUrl;
  const common = {
    name: user.display_name,
    province: ctx.config.provinceName,
    settingsUrl: base && `${base}/desk/me/notices`,
  };
  const words = async (row: NoticeRow) => noticeWords(tx.db, row.kind as NoticeKind, row.data, 'vi');
  let letter: { subject: string | null; text: string };
  const [only] = due;
  if (due.length === 1 && only) {
    const { title, text } = await words(only);
    const link = base && linkOf(base, only);
    letter = await renderTemplate(tx.db, 'mail.notice', { ...common, title, text, caseCode: only.caseCode, link });
  } else {
    const lines: string[] = [];
    for (const row of due.slice(0, MOST_ITEMS)) {
      const { title, text } = await words(row);
      const link = base ? `\n  ${linkOf(base, row)}` : '';
      lines.push(`• ${clockText(row.at)} ${title}\n  ${text.replaceAll('\n', '\n  ')}${link}`);
    }
    if (due.length > MOST_ITEMS) lines.push(`… và ${due.length - MOST_ITEMS} thông báo khác trên bàn làm việc.`);
    const values = {
      ...common,
      count: String(due.length),
      items: lines.join('\n\n'),
      link: base && `${base}/desk/notices`,
    };
    letter = await renderTemplate(tx.db, 'mail.digest', values);
  }
  const row = await tx.db
    .insertInto('staff_mails')
    .values({
      user_id: actor.userId ?? 0,
      rfc_id: `${randomToken(15)}.staff@${domain}`,
      recipient: user.email ?? '',
      subject: letter.subject ?? '',
      body: letter.text,
      created_at: tx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.enqueue(staffMailJob.with({ mailId: row.id }, { key: `${row.id}` }));
  return row.id;
}

function linkOf(base: string, row: Pick<NoticeRow, 'caseCode' | 'conversationId'>): string {
  if (row.caseCode) return `${base}/desk/cases/${row.caseCode}`;
  return row.conversationId ? `${base}/desk/conversations/${row.conversationId}` : `${base}/desk/notices`;
}

/** `08:10` of the installation's zone. */
function clockText(at: Date): string {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(11, 16);
}

/** One attempt; what became of it is written on the row. A second run of the same job finds it sent. */
export async function sendNoticeMail(ctx: Ctx, door: MailDoor, mailId: number): Promise<void> {
  const row = await ctx.db
    .selectFrom('staff_mails as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select([
      'm.rfc_id',
      'm.recipient',
      'm.subject',
      'm.body',
      'm.state',
      'm.attempts',
      'u.display_name',
      'u.disabled_at',
    ])
    .where('m.id', '=', mailId)
    .executeTakeFirst();
  if (row?.state !== 'queued') return;
  const attempts = row.attempts + 1;
  const to = { name: row.display_name, address: row.recipient };
  const mail = { to, subject: row.subject, text: row.body, rfcId: row.rfc_id };
  const result =
    row.disabled_at === null ? await door.send(ctx, mail, attempts) : ({ state: 'failed', detail: LOCKED } as const);
  await transact(ctx, async (tx) => {
    await tx.db
      .updateTable('staff_mails')
      .set({
        attempts,
        state: result.state === 'later' ? 'queued' : result.state,
        detail: result.state === 'sent' ? null : keepSaid(result.detail),
        sent_at: result.state === 'sent' ? tx.now : null,
      })
      .where('id', '=', mailId)
      .where('state', '=', 'queued')
      .execute();
    // Waiting for a server is a matter of real time, not of the installation's clock.
    if (result.state === 'later')
      tx.enqueue(staffMailJob.with({ mailId }, { runAfter: realTimeIn(result.after), key: `${mailId}` }));
  });
  if (result.state === 'failed')
    ctx.log.warn({ mail: mailId, detail: result.detail.en }, 'a mail to staff was not sent');
}

const SWEEP_MS = 15_000;

/** Looks for mail that is due, in a worker process. */
export function startNoticeMail(ctx: Ctx, door: MailDoor): SweepClock {
  const failed = 'mail to staff could not be written';
  return startSweep(ctx, { everyMs: SWEEP_MS, look: () => sweepNoticeMail(ctx, door), failed });
}

const LOCKED: Said = { vi: 'Tài khoản đã khóa.', en: 'The account is locked.' };
