import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import type { ZaloTokens } from '../../platform/db/index.ts';
import { keepSaid, keptSaid, type Said } from '../../platform/said.ts';
import { recordAccess } from '../health/index.ts';
import type { ZaloAccount } from './account.ts';
import { askForTokens, type TokenAnswer } from './ask-tokens.ts';
import { withRenewalLock } from './renewal-lock.ts';

type Row = Selectable<ZaloTokens>;
/** `again`: it may come back by itself; otherwise an administrator has to connect anew. */
export type Token = { token: string } | { token: null; why: Said; again: boolean };

/** Life of a token whose expiry nobody told: entered by hand. Zalo's own is 25 hours. Milliseconds. */
const ASSUMED_LIFE = 20 * 3_600_000;
/** After a failed renewal: 1, 2, 4 … at most 30 minutes. */
const retryAfter = (failures: number) => Math.min(30, 2 ** (failures - 1)) * 60_000;

const NO_REFRESH: Said = {
  vi: 'Không có refresh token. Hãy kết nối lại với Zalo.',
  en: 'There is no refresh token. Connect with Zalo again.',
};
const EXPIRED: Said = {
  vi: 'Khóa truy cập Zalo đã hết hạn và chưa làm mới được.',
  en: 'The access token of Zalo has expired and could not be renewed yet.',
};
const NOT_CONNECTED: Said = {
  vi: 'Chưa kết nối với Zalo: chưa có khóa truy cập.',
  en: 'Not connected with Zalo: there is no access token.',
};

/** @param spent an earlier renewal may have worked, with its answer lost */
function refusedWords(detail: Said, spent: boolean): Said {
  const vi = spent ? ' Có thể lần làm mới trước đã thành công nhưng câu trả lời bị mất.' : '';
  const en = spent ? ' An earlier renewal may have worked, with its answer lost.' : '';
  return {
    vi: `Zalo từ chối làm mới khóa (${detail.vi}).${vi} Hãy kết nối lại với Zalo.`,
    en: `Zalo refuses to renew the token (${detail.en}).${en} Connect with Zalo again.`,
  };
}

/** A token that is good now. Renews it when it is near its end; while another process does so the old one serves on. */
export async function accessToken(ctx: Ctx, account: ZaloAccount): Promise<Token> {
  const row = await tokenRow(ctx, account);
  const left = lifeLeft(ctx, row);
  if (left > account.settings.renewHours * 3_600_000) return opened(ctx, account, row);
  // Near its end: whoever comes first renews, the others go on with what is good. At its end: everybody waits for it.
  return renew(ctx, account, left > 60_000 ? 'try' : 'wait', (now) => lifeLeft(ctx, now) > left + 60_000);
}

/** A better token after Zalo has refused `refused`: what another process has fetched meanwhile, or a new one. */
export async function renewAfterRefusal(ctx: Ctx, account: ZaloAccount, refused: string): Promise<Token> {
  return renew(ctx, account, 'wait', (row) => {
    const token = opened(ctx, account, row);
    return token.token !== null && token.token !== refused;
  });
}

/**
 * Renews under a lock that one process of all holds. `enough` looks at the pair as it is once the lock is ours: who
 * waited usually finds it renewed.
 */
async function renew(
  ctx: Ctx,
  account: ZaloAccount,
  mode: 'try' | 'wait',
  enough: (row: Row) => boolean,
): Promise<Token> {
  const renewed = await withRenewalLock(ctx, account.id, mode, async () => {
    const row = await tokenRow(ctx, account);
    if (enough(row)) return row;
    if (row.reauth_since !== null || (row.retry_at !== null && row.retry_at > ctx.clock.now())) return row;
    const refresh = unseal(ctx, account, row.refresh);
    if (refresh === null) return lose(ctx, account, row, NO_REFRESH);
    // From here on the token may be spent; a crash shows as asked_at without an answer.
    await ctx.db
      .updateTable('zalo_tokens')
      .set({ asked_at: ctx.clock.now() })
      .where('account_id', '=', account.id)
      .execute();
    return settle(
      ctx,
      account,
      row,
      await askForTokens(account, { grant_type: 'refresh_token', refresh_token: refresh }),
    );
  });
  const row = renewed ?? (await tokenRow(ctx, account));
  if (lifeLeft(ctx, row) <= 0) return none(row, EXPIRED);
  return opened(ctx, account, row);
}

async function settle(ctx: Ctx, account: ZaloAccount, row: Row, answer: TokenAnswer): Promise<Row> {
  if (answer.kind === 'ok') return storePair(ctx, account, answer);
  if (answer.kind === 'refused') {
    const spent = row.asked_at !== null && row.asked_at > (row.renewed_at ?? new Date(0));
    return lose(ctx, account, row, refusedWords(answer.detail, spent));
  }
  const failures = row.failures + 1;
  const retryAt = new Date(ctx.clock.now().getTime() + retryAfter(failures));
  ctx.log.warn({ account: account.code, failures, detail: answer.detail.en }, 'the Zalo token could not be renewed');
  return update(ctx, account, { failures, retry_at: retryAt });
}

/** One statement puts the new pair in the place of the old one, before anything else is done with it. */
export async function storePair(
  ctx: Ctx,
  account: ZaloAccount,
  pair: { access: string; refresh: string | null; lifeMs: number },
): Promise<Row> {
  const now = ctx.clock.now();
  const expires = new Date(now.getTime() + pair.lifeMs);
  const row = await update(ctx, account, {
    access: seal(ctx, account, pair.access),
    access_expires_at: expires,
    ...(pair.refresh === null ? {} : { refresh: seal(ctx, account, pair.refresh) }),
    asked_at: null,
    renewed_at: now,
    failures: 0,
    retry_at: null,
    reauth_since: null,
    reauth_why: null,
  });
  await recordAccess(ctx, { channel: 'zalo', account: account.code, access: 'ok', tokenExpiresAt: expires });
  return row;
}

async function lose(ctx: Ctx, account: ZaloAccount, row: Row, why: Said): Promise<Row> {
  await recordAccess(ctx, { channel: 'zalo', account: account.code, access: 'reauth_required', detail: why });
  return update(ctx, account, { reauth_since: row.reauth_since ?? ctx.clock.now(), reauth_why: keepSaid(why) });
}

/** The pair of an account; tokens entered since the last look take its place. */
export async function tokenRow(ctx: Ctx, account: ZaloAccount): Promise<Row> {
  const seed = seedOf(account);
  const row = await ctx.db
    .selectFrom('zalo_tokens')
    .selectAll()
    .where('account_id', '=', account.id)
    .executeTakeFirst();
  if (row?.seed === seed) return row;
  const { accessToken: access, refreshToken: refresh } = account.secrets;
  const life = new Date(ctx.clock.now().getTime() + ASSUMED_LIFE);
  const fresh = {
    seed,
    access: access ? seal(ctx, account, access) : null,
    // Without an access token the first call renews at once.
    access_expires_at: access ? life : null,
    refresh: refresh ? seal(ctx, account, refresh) : null,
    asked_at: null,
    renewed_at: null,
    failures: 0,
    retry_at: null,
    reauth_since: null,
    reauth_why: null,
  };
  return ctx.db
    .insertInto('zalo_tokens')
    .values({ account_id: account.id, ...fresh })
    .onConflict((c) => c.column('account_id').doUpdateSet(fresh).where('zalo_tokens.seed', '<>', seed))
    .returningAll()
    .executeTakeFirst()
    .then((made) => made ?? tokenRow(ctx, account));
}

async function update(ctx: Ctx, account: ZaloAccount, values: Partial<Omit<Row, 'account_id'>>): Promise<Row> {
  return ctx.db
    .updateTable('zalo_tokens')
    .set(values)
    .where('account_id', '=', account.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

function lifeLeft(ctx: Ctx, row: Row): number {
  return row.access === null || row.access_expires_at === null
    ? Number.NEGATIVE_INFINITY
    : row.access_expires_at.getTime() - ctx.clock.now().getTime();
}

function opened(ctx: Ctx, account: ZaloAccount, row: Row): Token {
  const token = unseal(ctx, account, row.access);
  if (token !== null) return { token };
  return none(row, NOT_CONNECTED);
}

function none(row: Row, why: Said): Token {
  return {
    token: null,
    why: row.reauth_why === null ? why : keptSaid(row.reauth_why),
    again: row.reauth_since === null && row.refresh !== null,
  };
}

const purpose = (account: ZaloAccount) => `zalo-token:${account.id}`;
const seal = (ctx: Ctx, account: ZaloAccount, text: string) => ctx.secrets.seal(text, purpose(account));
const unseal = (ctx: Ctx, account: ZaloAccount, sealed: string | null) =>
  sealed === null ? null : ctx.secrets.open(sealed, purpose(account));

function seedOf(account: ZaloAccount): string {
  const { accessToken: access = '', refreshToken: refresh = '' } = account.secrets;
  return createHash('sha256')
    .update(JSON.stringify([account.settings.oaId, access, refresh]))
    .digest('hex');
}
