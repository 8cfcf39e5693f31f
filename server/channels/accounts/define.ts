import type { z } from 'zod';
import type { Config } from '../../platform/config.ts';

/** Kinds of channels whose accounts lie in `channel_accounts`. */
export type AccountKindName = 'zalo' | 'messenger' | 'livechat' | 'phone' | 'cti';

/** What the environment gives of an account; its settings stand above those entered by an administrator. */
export interface EnvironmentAccount {
  name: string;
  settings: Record<string, unknown>;
  secrets: Record<string, string>;
}

/** A kind of account: the shape of its settings, the names of its secrets, and what the environment gives. */
export interface AccountKind<S extends object = object, K extends string = string> {
  readonly kind: AccountKindName;
  /** Every setting has a default or is optional: an account that is not complete yet can be saved and opened. */
  readonly settings: z.ZodType<S>;
  readonly secrets: readonly K[];
  /** The account of the environment, or null when it gives none. @throws AppError `bad_setting` */
  readonly environment?: (config: Config) => EnvironmentAccount | null;
}

const kinds = new Map<string, AccountKind>();

/** Declares a kind of account once; returns it with its types. */
export function defineAccountKind<S extends object, K extends string>(kind: AccountKind<S, K>): AccountKind<S, K> {
  if (kinds.has(kind.kind)) throw new Error(`account kind ${kind.kind} is defined twice`);
  kinds.set(kind.kind, kind as unknown as AccountKind);
  return kind;
}

export function accountKinds(): ReadonlyMap<string, AccountKind> {
  return kinds;
}
