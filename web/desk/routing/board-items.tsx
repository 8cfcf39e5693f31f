import { Button, NativeSelect, Popover, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import {
  assignItem,
  moveItem,
  type RoutingBoard,
  type RoutingItemView,
  releaseItem,
} from '../../../contract/routing.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { ApiProblem } from '../../lib/problem.ts';
import { Icon } from '../../ui/icons.tsx';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import { useSession } from '../session.tsx';
import { KindMark, Waited } from './item-marks.tsx';
import styles from './routing.module.css';
import { renewRouting } from './routing-queries.ts';

/** Every open item with where it is, and the three moves of a supervisor behind one button. */
export function BoardItems({ board }: { board: RoutingBoard }): JSX.Element {
  const t = useT();
  const words = t.routing.board;
  if (board.items.length === 0) return <p className="meta">{words.noItems}</p>;
  return (
    <>
      <ul className={rows.rows}>
        {board.items.map((item) => (
          <BoardItem key={item.id} item={item} board={board} />
        ))}
      </ul>
      {board.itemsTotal > board.items.length ? (
        <p className="meta">{words.shown(board.items.length, board.itemsTotal)}</p>
      ) : null}
    </>
  );
}

/** One open item with where it is, and its moves. */
export function BoardItem({ item, board }: { item: RoutingItemView; board: RoutingBoard }): JSX.Element {
  const t = useT();
  return (
    <li className={rows.row}>
      <div>
        <strong>{item.who ?? item.title}</strong>
        {item.who ? <p>{item.title}</p> : null}
        <p className="meta">
          <KindMark item={item} /> · {item.queue.name} · {t.routing.offer.waiting('')}
          <Waited since={item.waitingSince} /> · {holderText(item, t.routing.board)}
        </p>
      </div>
      <Moves item={item} board={board} />
    </li>
  );
}

function holderText(item: RoutingItemView, words: ReturnType<typeof useT>['routing']['board']): string {
  if (!item.holder) return words.nobodyHolds;
  return item.state === 'offered' ? words.asked(item.holder.name) : `${words.holder}: ${item.holder.name}`;
}

type Move = { to: 'queue'; queue: string } | { to: 'person'; username: string; force: boolean } | { to: 'back' };

/** The moves of a supervisor behind one button; the reason is kept with the move. */
export function Moves({ item, board }: { item: RoutingItemView; board: RoutingBoard }): JSX.Element {
  const t = useT();
  const words = t.routing.board;
  const client = useQueryClient();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const me = useSession().user.username;
  const move = useMutation({
    mutationFn: (to: Move) => {
      const params = { id: item.id };
      const why = reason.trim() ? { reason: reason.trim() } : {};
      if (to.to === 'queue') return call(moveItem, { params, body: { queue: to.queue, ...why } });
      if (to.to === 'person')
        return call(assignItem, { params, body: { username: to.username, force: to.force, ...why } });
      return call(releaseItem, { params });
    },
    onSuccess: (_, to) => {
      toast({ queue: words.done.moved, person: words.done.assigned, back: words.done.released }[to.to]);
      setOpen(false);
    },
    onSettled: () => renewRouting(client),
  });
  const tried = move.variables;
  const full = move.error instanceof ApiProblem && move.error.problem.full === true && tried?.to === 'person';
  const title = item.who ?? item.title;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus width="20rem" returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="compact-md"
          rightSection={<Icon name="chevronDown" size={0.875} />}
          aria-label={words.act(title)}
          onClick={() => setOpen(!open)}
        >
          {words.title}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.act(title)}>
        <div className={rows.form}>
          <NativeSelect
            label={words.move}
            value=""
            disabled={move.isPending}
            data={[
              { value: '', label: '…' },
              ...board.queues
                .filter((q) => q.enabled && q.code !== item.queue.code)
                .map((q) => ({ value: q.code, label: q.name })),
            ]}
            onChange={(e) => e.currentTarget.value && move.mutate({ to: 'queue', queue: e.currentTarget.value })}
          />
          <NativeSelect
            label={words.assign}
            value=""
            disabled={move.isPending}
            data={[
              { value: '', label: '…' },
              ...board.agents
                .filter((a) => a.state !== 'offline' && a.username !== item.holder?.code)
                .map((a) => ({
                  value: a.username,
                  label: `${a.displayName} · ${t.routing.presence.state[a.state]} · ${a.load}/${a.capacity}`,
                })),
            ]}
            onChange={(e) =>
              e.currentTarget.value && move.mutate({ to: 'person', username: e.currentTarget.value, force: false })
            }
          />
          <TextInput
            label={words.reason}
            value={reason}
            onChange={(e) => setReason(e.currentTarget.value)}
            maxLength={300}
          />
          {item.holder?.code === me ? null : (
            <Button
              variant="default"
              loading={move.isPending}
              onClick={() => move.mutate({ to: 'person', username: me, force: true })}
            >
              {words.takeOver}
            </Button>
          )}
          {item.holder ? (
            <Button variant="default" loading={move.isPending} onClick={() => move.mutate({ to: 'back' })}>
              {words.takeBack}
            </Button>
          ) : null}
          {move.error ? (
            <p role="alert" className={styles.trouble}>
              {move.error.message}
            </p>
          ) : null}
          {full && tried?.to === 'person' ? (
            <Button loading={move.isPending} onClick={() => move.mutate({ ...tried, force: true })}>
              {words.force}
            </Button>
          ) : null}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
