import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import type { ChannelAccounts, Db } from '../../platform/db/index.ts';
import type { Said } from '../../platform/said.ts';
import type { AccountKind, AccountKindName } from './define.ts';
import { ENVIRONMENT_CODE, environmentOf, syncEnvironmentAccounts } from './environment.ts';

/** An account ready for use. `secrets` is not enumerable: it appears in no log, no JSON and no spread copy. */
export interface ChannelAccount<S extends object = object, K extends string = string> {
  readonly id: number;
  readonly kind: AccountKindName;
  readonly code: string;
  readonly name: string;
  readonly source: 'environment' | 'admin';
  readonly enabled: boolean;
  readonly version: number;
  readonly settings: S;
  readonly secrets: Readonly<Partial<Record<K, string>>>;
  /** Set when the secrets cannot be opened or the settings not be read: in words; the account must not be used. */
  readonly broken: Said | null;
}

type Row = Selectable<ChannelAccounts>;

/** What sealed secrets are bound to: they cannot be moved to another account. */
export function secretPurpose(kind: string, code: string): string {
  return `channel:${kind}:${code}`;
}

/** All accounts of a kind, also those switched off or broken; the caller looks at `enabled` and `broken`. */
export async function loadAccounts<S extends object, K extends string>(
  ctx: Ctx,
  kind: AccountKind<S, K>,
): Promise<ChannelAccount<S, K>[]> {
  const rows = await ctx.db
    .selectFrom('channel_accounts')
    .selectAll()
    .where('kind', '=', kind.kind)
    .orderBy('id')
    .execute();
  return rows.map((row) => toAccount(ctx, kind, row));
}

/**
 * One account by the code that stands in its webhook's address. The environment's account is written into the table
 * at the first look. Null when there is none.
 */
export async function loadAccount<S extends object, K extends string>(
  ctx: Ctx,
  kind: AccountKind<S, K>,
  code: string,
): Promise<ChannelAccount<S, K> | null> {
  const find = () => accountRow(ctx.db, kind.kind, code);
  let row = await find();
  if (!row && code === ENVIRONMENT_CODE && environmentOf(ctx, kind as unknown as AccountKind)) {
    await syncEnvironmentAccounts(ctx);
    row = await find();
  }
  return row ? toAccount(ctx, kind, row) : null;
}

export async function loadAccountById<S extends object, K extends string>(
  ctx: Ctx,
  kind: AccountKind<S, K>,
  id: number,
): Promise<ChannelAccount<S, K> | null> {
  const row = await ctx.db
    .selectFrom('channel_accounts')
    .selectAll()
    .where('id', '=', id)
    .where('kind', '=', kind.kind)
    .executeTakeFirst();
  return row ? toAccount(ctx, kind, row) : null;
}

function accountRow(db: Db, kind: AccountKindName, code: string): Promise<Row | undefined> {
  return db
    .selectFrom('channel_accounts')
    .selectAll()
    .where('kind', '=', kind)
    .where('code', '=', code)
    .executeTakeFirst();
}

function toAccount<S extends object, K extends string>(
  ctx: Ctx,
  kind: AccountKind<S, K>,
  row: Row,
): ChannelAccount<S, K> {
  const environment = row.source === 'environment' ? environmentOf(ctx, kind as unknown as AccountKind) : null;
  let broken: Said | null = null;
  let secrets: Partial<Record<K, string>> = {};
  try {
    secrets = (environment?.secrets ?? openSecrets(ctx, row)) as Partial<Record<K, string>>;
  } catch (error) {
    ctx.log.error({ err: error, kind: row.kind, account: row.code }, 'the secrets of a channel account cannot be read');
    broken = {
      vi: 'Không đọc được khóa đã lưu: SECRET_KEY đã thay đổi. Hãy nhập lại các khóa bí mật.',
      en: 'The stored secrets cannot be read: SECRET_KEY is another one. Enter them again.',
    };
  }
  const parsed = kind.settings.safeParse({ ...(row.settings as object), ...environment?.settings });
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.');
    broken ??= {
      vi: `Thiết lập của tài khoản không đọc được (${field}).`,
      en: `The settings of the account cannot be read (${field}).`,
    };
  }
  const account = {
    id: row.id,
    kind: row.kind,
    code: row.code,
    name: row.name,
    source: row.source as 'environment' | 'admin',
    // An environment that no longer names the account has taken it out of service.
    enabled: row.enabled && (row.source !== 'environment' || environment !== null),
    version: row.version,
    settings: (parsed.success ? parsed.data : {}) as S,
    broken,
  };
  Object.defineProperty(account, 'secrets', { value: Object.freeze(secrets), enumerable: false });
  return account as ChannelAccount<S, K>;
}

/** @throws AppError `bad_setting` when the key is another one */
export function openSecrets(
  ctx: Ctx,
  row: { kind: string; code: string; secrets: string | null },
): Record<string, string> {
  if (row.secrets === null) return {};
  return JSON.parse(ctx.secrets.open(row.secrets, secretPurpose(row.kind, row.code)));
}
