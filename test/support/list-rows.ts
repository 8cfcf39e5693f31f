/** Rows for lists that no request makes by itself: calls with recordings, what could not be read, articles. */
import assert from 'node:assert/strict';
import type { Ctx } from '../../server/platform/context.ts';
import type { Client } from './client.ts';

/** One call for each number, the last of them about this case; each recorded. */
export async function makeCalls(ctx: Ctx, caseCode: string, numbers: readonly string[]): Promise<void> {
  const { id: ofCase } = await ctx.db
    .selectFrom('cases')
    .select('id')
    .where('code', '=', caseCode)
    .executeTakeFirstOrThrow();
  const at = ctx.clock.now();
  for (const [i, number] of numbers.entries()) {
    const about = i === numbers.length - 1 ? ofCase : null;
    const call = { direction: 'inbound', origin: 'manual', number, state: 'ended', case_id: about } as const;
    const { id } = await ctx.db
      .insertInto('calls')
      .values({ ...call, started_at: at, ended_at: at, outcome: 'abandoned' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const row = { call_id: id, name: `call-${id}-1`, kind: 'talk' as const, state: 'fetched' as const, seconds: 1 };
    await ctx.db
      .insertInto('call_recordings')
      .values({ ...row, started_at: at, ended_at: at })
      .execute();
  }
}

/** Mails and events that nobody could read. */
export async function makeUnread(ctx: Ctx): Promise<void> {
  const { db } = ctx;
  const at = ctx.clock.now();
  const box = { code: 'thu', address: 'thu@tinh.example', display_name: 'Thư', source: 'admin', state_since: at };
  const mailbox = await db
    .insertInto('mailboxes')
    .values({ ...box, created_at: at, updated_at: at } as never)
    .returning('id')
    .executeTakeFirstOrThrow();
  const mail = { mailbox_id: mailbox.id, uid_validity: 1, raw_size: 9, received_at: at, stored_at: at };
  const failed = { state: 'failed' as const, error: 'unreadable', error_detail: 'Không đọc được' };
  await db
    .insertInto('inbound_mails')
    .values([1, 2, 3].map((uid) => ({ ...mail, ...failed, uid })))
    .execute();
  const account = await db
    .insertInto('channel_accounts')
    .values({ kind: 'zalo', code: 'oa', name: 'OA', source: 'admin', created_at: at, updated_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  const event = { kind: 'zalo', account_id: account.id, raw: Buffer.from('{}'), received_at: at };
  await db
    .insertInto('inbound_events')
    .values(['a', 'b'].map((key) => ({ ...event, dedupe_key: key, state: 'unhandled' as const, reason: 'unknown' })))
    .execute();
}

/** Articles, two of them published. */
export async function makeArticles(writer: Pick<Client, 'post'>): Promise<void> {
  for (const [title, state] of [
    ['Thủ tục đất đai', 'published'],
    ['Cấp lại giấy chứng nhận đất đai', 'published'],
    ['Đang viết', 'draft'],
  ])
    assert.equal((await writer.post('/articles', { title, body: 'Nội dung về đất đai.', state })).status, 201);
}

/** A running campaign with one person who was drawn. */
export async function makeCampaign(manager: Pick<Client, 'post'>, dayLater: () => void): Promise<string> {
  const from = { source: 'registered_cases', sourceDays: 30, sampleSize: null, daily: false };
  const when = { maxAttempts: 3, retryMinutes: 60, quietDays: 0, fromTime: '08:00', toTime: '20:00' };
  const body = { name: 'Khảo sát', kind: 'survey', intro: 'Xin chào.', questions: [], ...from, ...when };
  const made = await manager.post('/campaigns', body);
  await manager.post(`/campaigns/${made.body.id}/state`, { state: 'running' });
  dayLater();
  await manager.post(`/campaigns/${made.body.id}/draw`, {});
  return made.body.id;
}
