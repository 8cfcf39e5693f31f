import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ActionName } from '../../../contract/actions.ts';
import { createCase } from '../../../contract/cases.ts';
import { conversationCase } from '../../../contract/conversations.ts';
import type { FittingIncident } from '../../../contract/incident-brief.ts';
import { call } from '../../lib/api.ts';
import { ApiProblem } from '../../lib/problem.ts';
import { actionsQuery, caseQuery } from '../../lib/queries.ts';
import { withoutEmpty } from '../actions/desk-action.ts';
import { sendAction } from '../case/send-action.ts';
import type { ContactSource } from './contact-source.ts';
import { type CaseValues, type Step, toBody } from './contact-values.ts';

export interface Order {
  values: CaseValues;
  citizenId: string | undefined;
  key: string;
  step: Step | null;
  /** Joined in the same moment, or nothing is registered. */
  incident: FittingIncident | null;
}

export interface Made {
  code: string;
  /** Told once; null on a thread, whose citizen gets it in writing, and after a repeated request. */
  secret: string | null;
}

/** Registers the case of this contact; the same key again is the same case. */
async function register(source: ContactSource, order: Order): Promise<Made> {
  const joins = order.incident === null ? {} : { incident: order.incident.id };
  const body = { ...toBody(order.values, order.citizenId), ...joins };
  const idempotencyKey = order.key;
  if (source.kind === 'conversation') {
    const { code } = await call(conversationCase, { params: { id: source.id }, body, idempotencyKey });
    return { code, secret: null };
  }
  const channel = source.kind === 'call' ? 'phone' : order.values.channel;
  const made = await call(createCase, { body: { ...body, channel } as never, idempotencyKey });
  return { code: made.code, secret: made.lookupSecret || null };
}

/** The second half, on the case as it stands now. */
async function carryOut(client: QueryClient, code: string, step: Step): Promise<void> {
  const { kind, ...form } = step;
  const action: ActionName = kind;
  const { version } = await client.fetchQuery({ ...caseQuery(code), staleTime: 0 });
  try {
    const after = await sendAction({ code, action, version, body: withoutEmpty(form) });
    if (!after.lostSight) client.setQueryData(caseQuery(code).queryKey, after);
  } catch (error) {
    // It was done, and somebody has acted since: not a failure.
    if (error instanceof ApiProblem && error.problem.done === true) return;
    throw error;
  }
}

interface Told {
  /** The case exists: said before its second half is tried. */
  onMade(made: Made, order: Order): void;
  onDone(): void;
}

/** The writes of a contact. Each half is told by itself: what is registered stays registered when the rest fails. */
export function useRegister(source: ContactSource, told: Told) {
  const client = useQueryClient();
  const renew = (code: string) => {
    for (const key of ['cases', 'conversations', 'citizens', 'contact', 'incidents'])
      void client.invalidateQueries({ queryKey: [key] });
    void client.invalidateQueries({ queryKey: ['case', code] });
  };
  const second = useMutation({
    mutationFn: async ({ code, step }: { code: string; step: Step }) => {
      await carryOut(client, code, step);
      told.onDone();
    },
    onSettled: (_data, _error, { code }) => renew(code),
  });
  const first = useMutation({
    mutationFn: (order: Order) => register(source, order),
    onSuccess: (made, order) => {
      const { step } = order;
      told.onMade(made, order);
      renew(made.code);
      if (step) second.mutate({ code: made.code, step });
    },
  });
  return { first, second };
}

/**
 * Joins the contact to a case that exists: a thread is linked; what somebody said on the phone or at the counter becomes
 * the answer to our question where one is open, else a note.
 */
export function useLink(source: ContactSource, onLinked: (code: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ code, words }: { code: string; words: string }) => {
      if (source.kind === 'conversation') {
        await call(conversationCase, { params: { id: source.id }, body: { link: code } });
        return code;
      }
      const offers = await client.fetchQuery({ ...actionsQuery(code), staleTime: 0 });
      const asked = offers.items.some((offer) => offer.action === 'citizen_replied');
      const action: ActionName = asked ? 'citizen_replied' : 'note';
      await sendAction({ code, action, version: offers.version, body: { text: words } });
      return code;
    },
    onSuccess: (code) => {
      for (const key of ['cases', 'conversations', 'citizens']) void client.invalidateQueries({ queryKey: [key] });
      void client.invalidateQueries({ queryKey: ['case', code] });
      onLinked(code);
    },
  });
}
