import type { z } from 'zod';
import { type ActionName, act, bulkAct } from '../../../contract/actions.ts';
import type { CaseView } from '../../../contract/cases.ts';
import { call } from '../../lib/api.ts';
import { createUnanswered } from '../../lib/unanswered.ts';

const unanswered = createUnanswered();

export interface Sending {
  code: string;
  action: ActionName;
  version: number;
  body: Record<string, unknown>;
  /** Of a kept text, so that it holds over windows and reloads; without it the same sending again has the same key. */
  key?: string | undefined;
}

/**
 * The only way by which the desk carries out an action on a case: always under a key, so that pressing again after a
 * lost answer does it once. The version is no part of it: the lost press may have been the one that changed it.
 */
export function sendAction({ code, action, version, body, key }: Sending): Promise<CaseView> {
  const send = (idempotencyKey: string) =>
    call(act, { params: { code }, body: { action, version, ...body }, idempotencyKey });
  return key ? send(key) : unanswered.send(JSON.stringify([code, action, body]), send);
}

export type BulkResult = z.output<typeof bulkAct.response>['items'][number];

/** The same for several cases at once; under one key, which counts for each of them by itself. */
export async function sendBulk(
  action: ActionName,
  cases: readonly { code: string; version: number }[],
  body: Record<string, unknown>,
): Promise<BulkResult[]> {
  const send = (idempotencyKey: string) =>
    call(bulkAct, { body: { ...body, action, cases: [...cases] }, idempotencyKey });
  const { items } = await unanswered.send(JSON.stringify(['bulk', action, body]), send);
  return items;
}
