import { Link } from '@tanstack/react-router';
import type { JSX, ReactNode } from 'react';
import type { Callback } from '../../../contract/callbacks.ts';
import type { CaseRow } from '../../../contract/cases.ts';
import type { Conversation } from '../../../contract/conversations.ts';
import type { RoutingBoard, RoutingItemView } from '../../../contract/routing.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { When } from '../../ui/marks.tsx';
import rows from '../../ui/rows.module.css';
import { BoardItem } from '../routing/board-items.tsx';
import { ItemMoves } from '../routing/item-moves.tsx';
import { CaseMoves } from './case-moves.tsx';
import { ConversationMoves } from './conversation-moves.tsx';

function Row({ head, children, tool }: { head: ReactNode; children: ReactNode; tool: ReactNode }): JSX.Element {
  return (
    <li className={rows.row}>
      <div>
        {head}
        <p className="meta">{children}</p>
      </div>
      {tool}
    </li>
  );
}

/** A case with the unit at which it stands and who has it there. */
export function WaitingCase({ item, board }: { item: CaseRow; board: RoutingBoard }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const work = board.items.find((one) => one.kind === 'case' && one.caseCode === item.code);
  return (
    <Row
      head={
        <Link to="/cases/$code" params={{ code: item.code }} className={rows.name}>
          {item.title}
        </Link>
      }
      tool={work ? <ItemMoves item={work} board={board} /> : <CaseMoves item={item} />}
    >
      <span className="code">{item.code}</span> · {item.leadUnit?.name ?? t.waiting.switchboard} ·{' '}
      {item.assignee ? t.waiting.with(item.assignee.name) : t.waiting.noOfficer} · {t.status[item.status]}
      {item.remaining ? ` · ${item.remaining[language]}` : null}
    </Row>
  );
}

/** A conversation in which the citizen waits for us. */
export function WaitingConversation({ item, board }: { item: Conversation; board: RoutingBoard }): JSX.Element {
  const t = useT();
  const work = board.items.find((one) => one.kind !== 'callback' && one.conversationId === item.id);
  const title = item.citizenName ?? item.address ?? item.subject;
  return (
    <Row
      head={
        <Link to="/conversations/$id" params={{ id: item.id }} search={{}} className={rows.name}>
          {title}
        </Link>
      }
      tool={
        work ? <ItemMoves item={work} board={board} /> : <ConversationMoves item={item} title={title} board={board} />
      }
    >
      {t.channel[item.channel]} · {item.subject || t.waiting.noSubject} ·{' '}
      {item.owner ? t.waiting.with(item.owner.name) : t.routing.board.nobodyHolds} ·{' '}
      {item.waitingSince ? <When at={item.waitingSince} /> : null}
    </Row>
  );
}

/** A call that we owe; without work in a queue (a denunciation) it is opened, never passed round. */
export function WaitingCallback({ item, board }: { item: Callback; board: RoutingBoard }): JSX.Element {
  const t = useT();
  const work = board.items.find(
    (one) =>
      one.kind === 'callback' &&
      (one.taskId === item.id ||
        (item.caseCode !== null && one.caseCode === item.caseCode) ||
        (item.caseCode === null && item.conversationId !== null && one.conversationId === item.conversationId)),
  );
  return (
    <Row
      head={<strong>{item.citizenName ?? item.phone ?? item.why}</strong>}
      tool={work ? <ItemMoves item={work} board={board} /> : <Link to="/callbacks">{t.waiting.open}</Link>}
    >
      {item.why} · {work?.holder ? t.waiting.with(work.holder.name) : t.routing.board.nobodyHolds} ·{' '}
      <When at={item.createdAt} />
    </Row>
  );
}

/** A call or an offer, as on the board of the queues. */
export function WaitingItem({ item, board }: { item: RoutingItemView; board: RoutingBoard }): JSX.Element {
  return <BoardItem item={item} board={board} />;
}
