import { useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import {
  assignItem,
  moveItem,
  type RoutingBoard,
  type RoutingItemView,
  releaseItem,
} from '../../../contract/routing.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useToast } from '../../ui/toast.tsx';
import { useSession } from '../session.tsx';
import { MoveForm } from './move-form.tsx';
import { renewRouting } from './routing-queries.ts';

/** Puts work of a queue into another one, gives it to a person, takes it or takes it back; a reason is kept with it. */
export function ItemMoves({ item, board }: { item: RoutingItemView; board: RoutingBoard }): JSX.Element {
  const t = useT();
  const words = t.routing.board;
  const client = useQueryClient();
  const toast = useToast();
  const me = useSession().user.username;
  const params = { id: item.id };
  const why = (reason: string) => (reason ? { reason } : {});
  const run = async (work: Promise<unknown>, done: string) => {
    try {
      await work;
      toast(done);
    } finally {
      void renewRouting(client);
    }
  };
  const give = (username: string, force: boolean, reason: string) =>
    run(call(assignItem, { params, body: { username, force, ...why(reason) } }), words.done.assigned);
  const queues = board.queues
    .filter((q) => q.enabled && q.code !== item.queue.code)
    .map((q) => ({ value: q.code, label: q.name }));
  const people = board.agents
    .filter((a) => a.state !== 'offline' && a.username !== item.holder?.code)
    .map((a) => ({
      value: a.username,
      label: `${a.displayName} · ${t.routing.presence.state[a.state]} · ${a.load}/${a.capacity}`,
    }));
  return (
    <MoveForm
      title={item.who ?? item.title}
      moves={[
        {
          label: words.assign,
          verb: words.give,
          to: people,
          move: (username, reason) => give(username, false, reason),
          insist: (username, reason) => give(username, true, reason),
        },
        ...(queues.length > 0
          ? [
              {
                label: words.move,
                verb: words.put,
                to: queues,
                move: (queue: string, reason: string) =>
                  run(call(moveItem, { params, body: { queue, ...why(reason) } }), words.done.moved),
              },
            ]
          : []),
      ]}
      buttons={[
        ...(item.holder?.code === me
          ? []
          : [{ label: words.takeOver, act: (reason: string) => give(me, true, reason) }]),
        ...(item.holder
          ? [{ label: words.takeBack, act: () => run(call(releaseItem, { params }), words.done.released) }]
          : []),
      ]}
    />
  );
}
