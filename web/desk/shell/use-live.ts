import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveEvent } from '../../../contract/live.ts';
import { followServerTime } from '../../lib/clock.ts';
import { startLive } from '../../lib/live.ts';
import { ApiProblem } from '../../lib/problem.ts';
import { sessionQuery } from '../../lib/queries.ts';
import { askSignIn } from '../../lib/sign-in-gate.ts';
import { createStore } from '../../lib/store.ts';
import { noteArrival } from '../notices/arrived.ts';
import { renewRouting } from '../routing/routing-queries.ts';

/** Grows whenever some list may have changed; open lists then compare in the background (queue/use-case-list.ts). */
export const listsTouched = createStore(0);
/** The same for lists of conversations, which new messages must not move under the reader. */
export const inboxTouched = createStore(0);
/** Codes that this person has lost sight of: kept out of every list until he is told of them again. */
export const lostCases = createStore<ReadonlySet<string>>(new Set());

/** A case that went away may come back: returned, and forwarded to the same unit a second time. */
function followSight(code: string, lost: boolean): void {
  const before = lostCases.get();
  if (before.has(code) === lost) return;
  const after = new Set(before);
  if (lost) after.add(code);
  else after.delete(code);
  lostCases.set(after);
}

const GATHER_MS = 300;
/** What happens in other people's queues is read again at most this often; an offer of one's own at once. */
const ROUTING_MS = 2_000;

/** Turns live events into re-reads: of the case concerned, of the counts, of open lists and conversations. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    let codes = new Set<string>();
    let mail = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let routing: ReturnType<typeof setTimeout> | undefined;
    let callLists: ReturnType<typeof setTimeout> | undefined;

    // A burst (a bulk action, a replay after a break) becomes one round of reading.
    const flush = () => {
      timer = undefined;
      for (const code of codes) void client.invalidateQueries({ queryKey: ['case', code] });
      if (codes.size > 0) {
        void client.invalidateQueries({ queryKey: ['cases', 'counts'] });
        listsTouched.set(listsTouched.get() + 1);
      }
      if (mail || codes.size > 0) {
        void client.invalidateQueries({ queryKey: ['conversations'] });
        inboxTouched.set(inboxTouched.get() + 1);
      }
      codes = new Set();
      mail = false;
    };
    const gather = (event: LiveEvent) => {
      followServerTime(event.at);
      noteArrival(event);
      if (event.type === 'article.changed') void client.invalidateQueries({ queryKey: ['articles'] });
      if (event.type.startsWith('channel.')) void client.invalidateQueries({ queryKey: ['channels'] });
      if (event.caseCode) codes.add(event.caseCode);
      if (event.caseCode) followSight(event.caseCode, event.lost === true);
      if (/^(conversation|message|mail)\b/.test(event.type)) mail = true;
      if (/^(incident\.|case\.(joined|left)$)/.test(event.type))
        for (const queryKey of [['incidents'], ['contact', 'advice'], ['calls', 'advice']])
          void client.invalidateQueries({ queryKey });
      const people = /^(citizen|callback)\./.exec(event.type)?.[1];
      if (people) void client.invalidateQueries({ queryKey: [`${people}s`] });
      if (people === 'callback') mail = true;
      if (/^(call|phone)\./.test(event.type)) {
        void client.invalidateQueries({ queryKey: ['calls', 'current'] });
        callLists ??= setTimeout(() => {
          callLists = undefined;
          void client.invalidateQueries({ queryKey: ['calls'] });
        }, ROUTING_MS);
      }
      if (event.type.startsWith('offer.')) {
        void renewRouting(client);
        void client.invalidateQueries({ queryKey: ['calls', 'current'] });
      }
      if (/^(queue|presence|routing)\./.test(event.type))
        routing ??= setTimeout(() => {
          routing = undefined;
          void renewRouting(client);
        }, ROUTING_MS);
      timer ??= setTimeout(flush, GATHER_MS);
    };
    const stop = startLive({
      onEvent: gather,
      onResync: () => {
        void client.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'session' && q.queryKey[1] !== 'list' });
        listsTouched.set(listsTouched.get() + 1);
        inboxTouched.set(inboxTouched.get() + 1);
      },
      onRefused: () => {
        client.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false }).catch((error: unknown) => {
          if (error instanceof ApiProblem && error.status === 401) void askSignIn();
        });
      },
    });
    return () => {
      clearTimeout(timer);
      clearTimeout(routing);
      clearTimeout(callLists);
      stop();
    };
  }, [client]);
}
