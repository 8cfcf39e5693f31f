import type { Ctx } from '../../platform/context.ts';
import type { Said } from '../../platform/said.ts';
import { writeHealth } from './write.ts';

/** Something that a channel has lived through. `account`: the code of its account, mailbox, site or line. */
export interface HealthNote {
  channel: string;
  account: string;
  /** `refused`: forged, stale or unreadable at the door. `unhandled`: stored, but only a person can make sense of it. */
  what: 'received' | 'duplicate' | 'refused' | 'unhandled' | 'sent' | 'failed';
  /** With `failed`, `refused` and `unhandled`: in words for an administrator; never personal data, never a secret. */
  detail?: Said;
}

/** What is gathered until the next writing, per account. */
export interface Gathered {
  channel: string;
  account: string;
  counts: Map<string, Record<HealthNote['what'], number>>;
  lastInAt: Date | null;
  lastOutAt: Date | null;
  lastErrorAt: Date | null;
  lastError: Said | null;
  /** Errors since the last success within this batch; `success` says whether the row's own count starts anew. */
  errorsInRow: number;
  success: boolean;
}

const NONE = { received: 0, duplicate: 0, refused: 0, unhandled: 0, sent: 0, failed: 0 };

/** Milliseconds until gathered notes are written: one row per account must not be what hundreds of events wait for. */
const WRITE_AFTER = 1000;

const gathering = new WeakMap<Ctx, { notes: Map<string, Gathered>; timer: NodeJS.Timeout | null }>();

/**
 * Notes what happened on a channel. Returns at once; written within a second, together with the others. A crash loses
 * at most that second of counting (never an event: those are stored by themselves).
 */
export function recordHealth(ctx: Ctx, note: HealthNote): void {
  const state = gathering.get(ctx) ?? { notes: new Map<string, Gathered>(), timer: null };
  gathering.set(ctx, state);
  const key = `${note.channel}/${note.account}`;
  const entry = state.notes.get(key) ?? empty(note);
  state.notes.set(key, entry);
  add(entry, note, ctx.clock.now());
  state.timer ??= setTimeout(() => {
    flushHealth(ctx).catch((err) => ctx.log.warn({ err }, 'the health of a channel could not be written'));
  }, WRITE_AFTER).unref();
}

/** Writes at once what was noted in this process. Called before health is read and when the process ends. */
export async function flushHealth(ctx: Ctx): Promise<void> {
  const state = gathering.get(ctx);
  if (!state) return;
  if (state.timer) clearTimeout(state.timer);
  gathering.delete(ctx);
  for (const entry of state.notes.values()) await writeHealth(ctx, entry);
}

function empty({ channel, account }: HealthNote): Gathered {
  return {
    channel,
    account,
    counts: new Map(),
    lastInAt: null,
    lastOutAt: null,
    lastErrorAt: null,
    lastError: null,
    errorsInRow: 0,
    success: false,
  };
}

function add(entry: Gathered, note: HealthNote, now: Date): void {
  const hour = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000).toISOString();
  const counts = entry.counts.get(hour) ?? { ...NONE };
  entry.counts.set(hour, counts);
  counts[note.what] += 1;
  if (note.what === 'received') entry.lastInAt = now;
  if (note.what === 'sent') {
    entry.lastOutAt = now;
    entry.errorsInRow = 0;
    entry.success = true;
  }
  if (note.what === 'failed') {
    entry.errorsInRow += 1;
    entry.lastErrorAt = now;
    entry.lastError = note.detail ?? null;
  }
}
