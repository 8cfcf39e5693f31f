import { createHash } from 'node:crypto';
import { type Db, inTransaction, type Tx } from '../platform/db/index.ts';

/**
 * After some free failures every further one doubles the wait, up to a limit: guessing gets slow, nobody is shut out
 * for ever. Failures leak away with time. Many people share an address (an office), so it is given more room.
 */
export const LIMITS = {
  user: { free: 5, longest: 300_000, leakEvery: 1_800_000 },
  address: { free: 30, longest: 60_000, leakEvery: 60_000 },
} as const;
export type LimitKind = keyof typeof LIMITS;

export interface FailureCount {
  failures: number;
  lastAt: Date;
}

/** What is left of a count at `now`. */
export function failuresLeft(kind: LimitKind, count: FailureCount, now: Date): number {
  return Math.max(0, count.failures - Math.floor((now.getTime() - count.lastAt.getTime()) / LIMITS[kind].leakEvery));
}

/** Milliseconds until the next attempt is looked at; 0 = now. */
export function waitBefore(kind: LimitKind, count: FailureCount, now: Date): number {
  const { free, longest } = LIMITS[kind];
  const failures = failuresLeft(kind, count, now);
  if (failures < free) return 0;
  const wait = Math.min(longest, 1_000 * 2 ** (failures - free));
  return Math.max(0, count.lastAt.getTime() + wait - now.getTime());
}

/** Keys hold a hash of the user name: people type their password into the wrong field. */
const keys = (username: string, address: string) => ({
  address: `address:${address}`,
  user: `user:${createHash('sha256').update(username).digest('hex')}`,
});

export type Attempt = { waitMs: number } | { waitMs: 0; failures: number };

/**
 * Books an attempt as a failure before the password is looked at, so that a hundred guesses sent at once count as a
 * hundred; success takes the booking back (`forgiveAttempt`). When the caller must wait, nothing is booked.
 */
export function bookAttempt(db: Db, username: string, address: string, now: Date): Promise<Attempt> {
  const key = keys(username, address);
  return inTransaction(db, async (tx) => {
    const fresh = { failures: 0, last_at: now };
    await tx
      .insertInto('sign_in_failures')
      .values([
        { key: key.address, ...fresh },
        { key: key.user, ...fresh },
      ])
      .onConflict((c) => c.column('key').doNothing())
      .execute();
    // Locked in one order by everybody, so two attempts wait for each other instead of blocking each other.
    const rows = await tx
      .selectFrom('sign_in_failures')
      .selectAll()
      .where('key', 'in', [key.address, key.user])
      .orderBy('key')
      .forUpdate()
      .execute();
    const counts = (['address', 'user'] as const).map((kind) => {
      const row = rows.find((r) => r.key === key[kind]);
      return { kind, count: { failures: row?.failures ?? 0, lastAt: row?.last_at ?? now } };
    });
    const waitMs = Math.max(...counts.map(({ kind, count }) => waitBefore(kind, count, now)));
    if (waitMs > 0) return { waitMs };
    for (const { kind, count } of counts) {
      await tx
        .updateTable('sign_in_failures')
        .set({ failures: failuresLeft(kind, count, now) + 1, last_at: now })
        .where('key', '=', key[kind])
        .execute();
    }
    await dropAged(tx, now);
    const user = counts.find((c) => c.kind === 'user');
    return { waitMs: 0, failures: user ? failuresLeft('user', user.count, now) + 1 : 1 };
  });
}

/** The attempt was right: the user name starts afresh, the address gets its booking back. */
export async function forgiveAttempt(tx: Tx, username: string, address: string): Promise<void> {
  const key = keys(username, address);
  await tx
    .updateTable('sign_in_failures')
    .set((e) => ({ failures: e('failures', '-', 1) }))
    .where('key', '=', key.address)
    .where('failures', '>', 0)
    .execute();
  await tx.deleteFrom('sign_in_failures').where('key', '=', key.user).execute();
}

/** Rows in which nothing is left after a day are removed, a few at a time. */
async function dropAged(tx: Tx, now: Date): Promise<void> {
  const aged = tx
    .selectFrom('sign_in_failures')
    .select('key')
    .where('last_at', '<', new Date(now.getTime() - 86_400_000))
    .limit(100)
    .forUpdate()
    .skipLocked();
  await tx.deleteFrom('sign_in_failures').where('key', 'in', aged).execute();
}
