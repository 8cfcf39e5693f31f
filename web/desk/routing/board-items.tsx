import type { JSX } from 'react';
import type { RoutingBoard, RoutingItemView } from '../../../contract/routing.ts';
import { useT } from '../../i18n/index.ts';
import rows from '../../ui/rows.module.css';
import { KindMark, Waited } from './item-marks.tsx';
import { ItemMoves } from './item-moves.tsx';

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
      <ItemMoves item={item} board={board} />
    </li>
  );
}

function holderText(item: RoutingItemView, words: ReturnType<typeof useT>['routing']['board']): string {
  if (!item.holder) return words.nobodyHolds;
  return item.state === 'offered' ? words.asked(item.holder.name) : `${words.holder}: ${item.holder.name}`;
}
