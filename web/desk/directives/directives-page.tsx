import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { type DirectiveRow, listDirectives } from '../../../contract/directives.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { useStore } from '../../lib/store.ts';
import type { Tone } from '../../ui/due-state.ts';
import type { IconName } from '../../ui/icons.tsx';
import { Chip, LevelMark, StatusChip, When } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { signs, useSession } from '../session.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import { listsTouched } from '../shell/use-live.ts';

type Side = 'given' | 'received';
type Shown = 'waiting' | 'every';

const MARK: Record<DirectiveRow['state'], readonly [Tone, IconName]> = {
  open: ['ink', 'clock'],
  overdue: ['red', 'alert'],
  reported: ['green', 'check'],
  done: ['green', 'check'],
  replaced: ['slate', 'return'],
  ended: ['slate', 'close'],
};

/** Orders that I gave, or that my units were given: what waits, what is overdue, what was reported. */
export function DirectivesPage(): JSX.Element {
  const t = useT();
  const words = t.directives;
  const leads = signs(useSession());
  const [side, setSide] = useState<Side>(leads ? 'given' : 'received');
  const [shown, setShown] = useState<Shown>('waiting');
  const touched = useStore(listsTouched);
  const list = useInfiniteQuery({
    queryKey: ['directives', side, shown, touched],
    queryFn: ({ pageParam }) =>
      call(listDirectives, {
        query: { side, cursor: pageParam, ...(shown === 'waiting' ? { state: 'waiting' } : {}) } as never,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
  const items = list.data?.pages.flatMap((p) => p.items) ?? [];
  const counts = list.data?.pages[0]?.counts;
  return (
    <Page title={words.title} text={words.text} wide>
      <div className={rows.filters}>
        {leads ? (
          <SegmentedControl
            aria-label={words.side}
            value={side}
            onChange={(value) => setSide(value as Side)}
            data={(['given', 'received'] as const).map((value) => ({ value, label: words[value] }))}
          />
        ) : null}
        <SegmentedControl
          aria-label={words.which}
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          data={(['waiting', 'every'] as const).map((value) => ({ value, label: words[value] }))}
        />
        {counts ? (
          <span className="meta" role="status">
            {words.counts(counts.open, counts.overdue)}
          </span>
        ) : null}
        <ExportMenu list="directives" query={{ side, state: shown === 'waiting' ? 'waiting' : undefined }} />
      </div>
      {list.isPending ? <Loading lines={8} /> : null}
      {list.error ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? <Notice icon="megaphone" title={words.empty[side]} /> : null}
      <ul className={rows.rows}>
        {items.map((item) => (
          <Row key={item.id} item={item} side={side} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <div>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t.common.more}
          </Button>
        </div>
      ) : null}
    </Page>
  );
}

function Row({ item, side }: { item: DirectiveRow; side: Side }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const [tone, icon] = MARK[item.state];
  const due = t.due.at(momentText(item.dueAt, now, language));
  return (
    <li className={rows.row}>
      <div>
        <LevelMark level={item.level} /> <strong>{item.text}</strong>
        <p className="meta">
          {side === 'given' ? t.sections.directiveTo(item.unit.name) : (item.by?.name ?? '')}
          {item.inPlaceOf ? ` (${t.common.inPlaceOf(item.inPlaceOf.name)})` : ''} · <When at={item.createdAt} />
        </p>
        <p>
          <Link to="/cases/$code" params={{ code: item.case.code }} className="code">
            {item.case.code}
          </Link>{' '}
          {item.case.title}
        </p>
        {item.report ? (
          <p className="prose">
            <span className="meta">{t.sections.directiveReport}: </span>
            {item.report}
          </p>
        ) : null}
      </div>
      <StatusChip status={item.case.status} />
      <Chip tone={tone} icon={icon}>
        {`${t.directives.state[item.state]} · ${item.closedAt ? momentText(item.closedAt, now, language) : due}`}
      </Chip>
    </li>
  );
}
