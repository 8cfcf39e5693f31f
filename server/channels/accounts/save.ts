import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import type { AccountKind } from './define.ts';
import { ENVIRONMENT_CODE, environmentOf } from './environment.ts';
import { accountChanged } from './events.ts';
import { openSecrets, secretPurpose } from './load.ts';

export interface AccountInput<S extends object, K extends string> {
  code: string;
  name: string;
  enabled: boolean;
  settings: S;
  /** Left out = the stored one stays; null = it is forgotten. A secret never leaves the server again. */
  secrets: Partial<Record<K, string | null>>;
}

/**
 * Adds or changes an account; of the environment's account only the settings. Returns its id.
 * @throws AppError `not_now` when the environment's account is to get a name, secrets or a switch
 */
export async function saveAccount<S extends object, K extends string>(
  ctx: Ctx,
  actor: Actor,
  kind: AccountKind<S, K>,
  input: AccountInput<S, K>,
): Promise<number> {
  return transact(ctx, async (tx) => {
    const row = await tx.db
      .selectFrom('channel_accounts')
      .selectAll()
      .where('kind', '=', kind.kind)
      .where('code', '=', input.code)
      .forUpdate()
      .executeTakeFirst();
    const fromEnvironment =
      row?.source === 'environment' ||
      (input.code === ENVIRONMENT_CODE && environmentOf(ctx, kind as unknown as AccountKind) !== null);
    const given = Object.entries<string | null | undefined>(input.secrets).filter(([, value]) => value !== undefined);
    if (fromEnvironment && given.length > 0) {
      throw new AppError('not_now', {
        detail: {
          vi: 'Tài khoản này do biến môi trường của máy chủ cung cấp; khóa bí mật chỉ đổi được ở đó.',
          en: 'This account comes from an environment variable of the server; its secret can only be changed there.',
        },
      });
    }
    const secrets: Record<string, string> = row && given.length < kind.secrets.length ? opened(ctx, row) : {};
    for (const [name, value] of given) {
      if (!kind.secrets.includes(name as K)) continue;
      if (value === null) delete secrets[name];
      else secrets[name] = value as string;
    }
    const id = await write(tx, kind, input, {
      source: fromEnvironment ? 'environment' : 'admin',
      secrets:
        fromEnvironment || Object.keys(secrets).length === 0
          ? null
          : ctx.secrets.seal(JSON.stringify(secrets), secretPurpose(kind.kind, input.code)),
    });
    tx.record({
      type: accountChanged.type,
      actor,
      subject: { type: 'channel', id: `${kind.kind}/${input.code}` },
      data: { kind: kind.kind, code: input.code, enabled: input.enabled, secrets: given.map(([name]) => name) },
      audience: { to: ['admin'] },
    });
    return id;
  });
}

async function write<S extends object, K extends string>(
  tx: Tx,
  kind: AccountKind<S, K>,
  input: AccountInput<S, K>,
  sealed: { source: 'environment' | 'admin'; secrets: string | null },
): Promise<number> {
  const values = {
    name: input.name,
    enabled: input.enabled,
    settings: JSON.stringify(kind.settings.parse(input.settings)),
    updated_at: tx.now,
    ...sealed,
  };
  const row = await tx.db
    .insertInto('channel_accounts')
    .values({ ...values, kind: kind.kind, code: input.code, created_at: tx.now })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'code']).doUpdateSet({ ...values, version: sql<number>`channel_accounts.version + 1` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Secrets sealed with another key are gone: those entered now take their place. */
function opened(ctx: Ctx, row: { kind: string; code: string; secrets: string | null }): Record<string, string> {
  try {
    return openSecrets(ctx, row);
  } catch {
    return {};
  }
}
