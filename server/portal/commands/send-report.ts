import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { CaseType } from '../../../contract/cases.ts';
import { type RegisterInput, registerWithin } from '../../cases/index.ts';
import { CITIZEN } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { transact } from '../../platform/transact.ts';
import { dropEmptyBuckets, take } from '../limits.ts';
import type { Photo } from '../photos.ts';
import { NOTICE_VERSION } from '../words/notice.ts';

export interface Report extends Pick<RegisterInput, 'title' | 'category' | 'area' | 'place' | 'citizen' | 'aboutUnit'> {
  type: CaseType;
  content: string;
  anonymous: boolean;
  publishWish: boolean;
  consent: boolean;
  language: 'vi' | 'en';
  photos: Photo[];
  /** Of the form or of the Idempotency-Key header; empty = every submission is a new one. */
  token: string;
  /** Network address, for the limit only; it is not kept. */
  address: string;
}

export interface Sent {
  code: string;
  /** Empty when the report was known and its receipt has been erased. */
  lookupSecret: string;
  repeated: boolean;
}

/** How long a repeated submission is shown the secret again. */
const RECEIPT_LIFE = 86_400_000;
const SEAL = 'portal.receipt';

/**
 * Registers what a citizen sent, once, however often the button was pressed: case, receipt and consent, all or nothing.
 * @throws AppError `too_many_requests` | `invalid`
 */
export async function sendReport(ctx: Ctx, report: Report): Promise<Sent> {
  await take(ctx, 'report', report.address);
  const sent = await transact(ctx, (tx) => sendWithin(ctx, tx, report));
  await dropEmptyBuckets(ctx);
  return sent;
}

async function sendWithin(ctx: Ctx, tx: Tx, report: Report): Promise<Sent> {
  const made = await registerWithin(ctx, tx, CITIZEN, {
    type: report.type,
    content: report.content,
    title: report.title,
    channel: 'web',
    category: report.category,
    area: report.area,
    place: report.place,
    // Who sends anonymously leaves no trace, even when the browser filled the fields in.
    citizen: report.anonymous ? undefined : report.citizen,
    anonymous: report.anonymous,
    publishWish: report.publishWish,
    aboutUnit: report.aboutUnit,
    idempotencyKey: keyOf(report),
    files: report.photos,
    contactConfidence: 'said',
  });
  if (made.repeated) return { code: made.code, lookupSecret: await secretOf(ctx, tx, made.id), repeated: true };
  await sql`insert into portal_receipts (case_id, sealed_secret, created_at)
    values (${made.id}, ${ctx.secrets.seal(made.lookupSecret, SEAL)}, ${tx.now})`.execute(tx.db);
  if (report.consent) {
    await sql`insert into portal_consents (case_id, notice, language, given_at)
      values (${made.id}, ${NOTICE_VERSION}, ${report.language}, ${tx.now})`.execute(tx.db);
  }
  const old = new Date(tx.now.getTime() - RECEIPT_LIFE);
  await sql`delete from portal_receipts where case_id in (select case_id from portal_receipts where created_at < ${old}
    limit 100 for update skip locked)`.execute(tx.db);
  return { code: made.code, lookupSecret: made.lookupSecret, repeated: false };
}

/**
 * Token and content make the key: pressing twice gives one case, but going back, writing something else and sending
 * again gives a second one instead of losing it.
 */
function keyOf(report: Report): string | undefined {
  if (report.token === '') return undefined;
  const { type, content, title, area, place, citizen, anonymous, aboutUnit } = report;
  const photos = report.photos.map((p) => p.sha256).sort();
  const parts = [report.token, type, content, title, area, place, citizen, anonymous, aboutUnit, photos];
  return `web:${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}`;
}

async function secretOf(ctx: Ctx, tx: Tx, caseId: number): Promise<string> {
  const since = new Date(tx.now.getTime() - RECEIPT_LIFE);
  const { rows } = await sql<{ sealed: string }>`select sealed_secret as sealed from portal_receipts
    where case_id = ${caseId} and created_at >= ${since}`.execute(tx.db);
  return rows[0] ? ctx.secrets.open(rows[0].sealed, SEAL) : '';
}
