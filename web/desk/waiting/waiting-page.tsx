import { NativeSelect } from '@mantine/core';
import { type UseInfiniteQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { JSX, ReactNode } from 'react';
import type { RoutingBoard } from '../../../contract/routing.ts';
import { WAITING_KINDS, WAITS_AT_UNITS, type WaitingKind } from '../../../contract/waiting-words.ts';
import { useT } from '../../i18n/index.ts';
import { unitsQuery } from '../../lib/queries.ts';
import { MoreRows } from '../../ui/more-rows.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { boardQuery } from '../routing/routing-queries.ts';
import { ExportMenu } from '../shell/export-menu.tsx';
import {
  type CaseKind,
  switchboardCountsQuery,
  waitingCallbacksQuery,
  waitingCasesCount,
  waitingCasesQuery,
  waitingConversationsQuery,
} from './waiting-queries.ts';
import { WaitingCallback, WaitingCase, WaitingConversation, WaitingItem } from './waiting-rows.tsx';

const route = getRouteApi('/waiting');

/** Everything that waits for somebody, of all kinds, with whom and where; each can be given to a person or taken. */
export function WaitingPage(): JSX.Element {
  const t = useT();
  const words = t.waiting;
  const { kind = '', unit = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const board = useQuery(boardQuery);
  const units = useQuery(unitsQuery).data?.items ?? [];
  const counts = useCounts(board.data, unit);
  const kinds = WAITING_KINDS.filter(
    (one) => (kind === '' || kind === one) && (unit === '' || WAITS_AT_UNITS.includes(one)),
  );
  const go = (change: { kind?: string; unit?: string }) =>
    void navigate({
      search: {
        kind: ((change.kind ?? kind) || undefined) as WaitingKind | undefined,
        unit: (change.unit ?? unit) || undefined,
      },
      replace: true,
    });
  const label = (one: WaitingKind) => `${words.kind[one]}${counts[one] === undefined ? '' : ` (${counts[one]})`}`;
  return (
    <Page title={words.title} text={words.text} tool={<ExportMenu list="waiting" query={{ kind, unit }} />} wide>
      <div className={rows.two}>
        <NativeSelect
          label={words.kindLabel}
          value={kind}
          data={[{ value: '', label: words.all }, ...WAITING_KINDS.map((one) => ({ value: one, label: label(one) }))]}
          onChange={(e) => go({ kind: e.currentTarget.value })}
        />
        <NativeSelect
          label={words.unitLabel}
          description={words.unitHint}
          value={unit}
          data={[{ value: '', label: words.all }, ...units.map((one) => ({ value: one.code, label: one.name }))]}
          onChange={(e) => go({ unit: e.currentTarget.value })}
        />
      </div>
      {board.isPending ? <Loading lines={8} /> : null}
      {board.error && !board.data ? <Failed error={board.error} retry={() => void board.refetch()} /> : null}
      {board.data && kinds.length === 0 ? <p className="meta">{words.notAtUnits}</p> : null}
      {board.data
        ? kinds.map((one) => (
            <Section key={one} title={words.kind[one]} {...(counts[one] === undefined ? {} : { count: counts[one] })}>
              <Kind kind={one} unit={unit} board={board.data} total={counts[one]} />
            </Section>
          ))
        : null}
    </Page>
  );
}

/** Exact figures of the server, each over what this reader may see; undefined until they are there. */
function useCounts(board: RoutingBoard | undefined, unit: string): Partial<Record<WaitingKind, number | undefined>> {
  const unattended = useQuery(waitingCasesCount('unattended', unit)).data?.total;
  const overdue = useQuery(waitingCasesCount('overdue', unit)).data?.total;
  const centre = useQuery(switchboardCountsQuery).data;
  const here = unit === '' ? centre : undefined;
  return {
    unattended,
    overdue,
    conversation: here?.waiting,
    callback: here?.callbacks,
    offer: unit === '' ? board?.totals.offers : undefined,
    call: unit === '' ? board?.totals.calls : undefined,
  };
}

interface Shown {
  board: RoutingBoard;
  /** How many there are in all, once that is known. */
  total: number | undefined;
}

function Kind({ kind, unit, ...shown }: Shown & { kind: WaitingKind; unit: string }): JSX.Element {
  if (kind === 'unattended' || kind === 'overdue') return <Cases kind={kind} unit={unit} {...shown} />;
  if (kind === 'conversation') return <Conversations {...shown} />;
  if (kind === 'callback') return <Callbacks {...shown} />;
  return <Items kind={kind} board={shown.board} />;
}

function Cases({ kind, unit, board, total }: Shown & { kind: CaseKind; unit: string }): JSX.Element {
  const list = useInfiniteQuery(waitingCasesQuery(kind, unit));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Listed list={list} loaded={items.length} total={total}>
      {items.map((item) => (
        <WaitingCase key={`${item.code}-${item.version}`} item={item} board={board} />
      ))}
    </Listed>
  );
}

function Conversations({ board, total }: Shown): JSX.Element {
  const list = useInfiniteQuery(waitingConversationsQuery);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Listed list={list} loaded={items.length} total={total}>
      {items.map((item) => (
        <WaitingConversation key={item.id} item={item} board={board} />
      ))}
    </Listed>
  );
}

function Callbacks({ board, total }: Shown): JSX.Element {
  const list = useInfiniteQuery(waitingCallbacksQuery);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Listed list={list} loaded={items.length} total={total}>
      {items.map((item) => (
        <WaitingCallback key={item.id} item={item} board={board} />
      ))}
    </Listed>
  );
}

function Items({ kind, board }: { kind: 'call' | 'offer'; board: RoutingBoard }): JSX.Element {
  const t = useT();
  const items = board.items.filter((item) =>
    kind === 'offer' ? item.state === 'offered' : item.kind === 'call' && item.state === 'waiting',
  );
  if (items.length === 0) return <p className="meta">{t.waiting.none}</p>;
  return (
    <ul className={rows.rows}>
      {items.map((item) => (
        <WaitingItem key={item.id} item={item} board={board} />
      ))}
    </ul>
  );
}

type List = Pick<
  UseInfiniteQueryResult,
  | 'isPending'
  | 'error'
  | 'data'
  | 'hasNextPage'
  | 'isFetchingNextPage'
  | 'isFetchNextPageError'
  | 'fetchNextPage'
  | 'refetch'
>;

interface ListedProps {
  list: List;
  loaded: number;
  total: number | undefined;
  children: ReactNode;
}

/** The states of a list that is read page by page. */
function Listed({ list, loaded, total, children }: ListedProps): JSX.Element {
  const t = useT();
  if (list.isPending) return <Loading lines={3} />;
  if (list.error && !list.data) return <Failed error={list.error} retry={() => void list.refetch()} />;
  if (loaded === 0) return <p className="meta">{t.waiting.none}</p>;
  return (
    <>
      <ul className={rows.rows}>{children}</ul>
      <MoreRows list={list} loaded={loaded} total={total} />
    </>
  );
}
