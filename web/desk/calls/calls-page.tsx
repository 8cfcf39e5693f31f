import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, type JSX, useState } from 'react';
import { CALL_OUTCOMES, type CallView } from '../../../contract/calls.ts';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import { When } from '../../ui/marks.tsx';
import { MoreRows, RowCount } from '../../ui/more-rows.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { CallButton } from '../phone/call-button.tsx';
import { clockText } from '../phone/use-phone.ts';
import { can, useSession } from '../session.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import { CALL_VIEWS, type CallFilters, callQuery } from './call-filters.ts';
import { CallState, useOther } from './call-marks.tsx';
import { callListQuery } from './call-queries.ts';
import styles from './calls.module.css';
import { Parked } from './parked.tsx';

/** Calls, newest first: mine, running, missed, all; every one leads to its page. */
export function CallsPage(): JSX.Element {
  const t = useT();
  const session = useSession();
  const navigate = useNavigate();
  const filters = useSearch({ from: '/calls' });
  const view = filters.view ?? 'mine';
  const list = useInfiniteQuery(callListQuery(filters));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const show = (change: Partial<CallFilters>) =>
    void navigate({ to: '/calls', search: { ...filters, ...change }, replace: true });
  const views = CALL_VIEWS.filter((one) => one === 'mine' || one === 'missed' || can(session, 'call.supervise'));
  return (
    <Page
      title={t.calls.title}
      wide
      tool={
        <SegmentedControl
          className={styles.views}
          aria-label={t.calls.view}
          data={views.map((value) => ({ value, label: t.calls.views[value] }))}
          value={view}
          onChange={(value) => show({ view: value as NonNullable<CallFilters['view']> })}
        />
      }
    >
      <Parked />
      <Filters key={view} filters={filters} show={show} />
      <div className={styles.counted}>
        <RowCount of="calls" total={total} />
        <ExportMenu list="calls" query={callQuery(filters)} />
      </div>
      {list.isPending ? <Loading lines={8} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? (
        <Notice icon="phone" title={t.calls.empty[view]} text={view === 'mine' ? t.calls.emptyText : undefined} />
      ) : null}
      <ul className={items.length > 0 ? rows.rows : undefined}>
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
      <MoreRows list={list} loaded={items.length} total={total} />
    </Page>
  );
}

function Filters({ filters, show }: { filters: CallFilters; show(change: Partial<CallFilters>): void }): JSX.Element {
  const t = useT();
  const words = t.calls.filter;
  const [number, setNumber] = useState(filters.number ?? '');
  const narrowed = Object.keys(filters).some((key) => key !== 'view');
  const find = (event: FormEvent) => {
    event.preventDefault();
    show({ number: number.trim() || undefined });
  };
  return (
    <form className={styles.filters} onSubmit={find}>
      <TextInput
        label={words.number}
        value={number}
        onChange={(e) => setNumber(e.currentTarget.value)}
        onBlur={find as never}
        inputMode="tel"
        leftSection={<Icon name="search" size={1} />}
      />
      <NativeSelect
        label={words.direction}
        value={filters.direction ?? ''}
        data={[
          { value: '', label: words.any },
          { value: 'inbound', label: t.calls.direction.inbound },
          { value: 'outbound', label: t.calls.direction.outbound },
        ]}
        onChange={(e) => show({ direction: (e.currentTarget.value || undefined) as CallFilters['direction'] })}
      />
      <NativeSelect
        label={words.outcome}
        value={filters.outcome ?? ''}
        data={[
          { value: '', label: words.any },
          ...CALL_OUTCOMES.map((value) => ({ value, label: t.calls.outcome[value] })),
        ]}
        onChange={(e) => show({ outcome: (e.currentTarget.value || undefined) as CallFilters['outcome'] })}
      />
      <TextInput
        type="date"
        label={words.from}
        value={filters.from ?? ''}
        onChange={(e) => show({ from: e.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={words.to}
        value={filters.to ?? ''}
        onChange={(e) => show({ to: e.currentTarget.value || undefined })}
      />
      {narrowed ? (
        <Button
          variant="subtle"
          onClick={() => {
            setNumber('');
            show({ direction: undefined, outcome: undefined, number: undefined, from: undefined, to: undefined });
          }}
        >
          {words.clear}
        </Button>
      ) : null}
    </form>
  );
}

function Row({ item }: { item: CallView }): JSX.Element {
  const t = useT();
  const other = useOther();
  const name = other(item);
  return (
    <li className={rows.row}>
      <div>
        <span className={styles.head}>
          <Icon
            name={item.direction === 'inbound' ? 'incoming' : 'outgoing'}
            size={1}
            label={t.calls.direction[item.direction]}
          />
          <Link to="/calls/$id" params={{ id: item.id }} className={styles.name}>
            {name}
          </Link>
          <CallState call={item} />
        </span>
        <p className={`meta ${styles.facts}`}>
          <When at={item.startedAt} />
          {item.number && name !== item.number ? <span className="num">{item.number}</span> : null}
          {item.origin === 'asterisk' ? null : <span>{t.calls.origin[item.origin]}</span>}
          {item.queue ? <span>{item.queue.name}</span> : null}
          {item.agent ? <span>{item.agent.name}</span> : null}
          {item.times.wait >= 1 ? <span>{t.calls.wait(clockText(item.times.wait))}</span> : null}
          {item.times.talk >= 1 ? <span>{t.calls.talk(clockText(item.times.talk))}</span> : null}
          {item.caseCode ? (
            <Link to="/cases/$code" params={{ code: item.caseCode }} className="code">
              {item.caseCode}
            </Link>
          ) : null}
          {item.hasRecording ? <Icon name="record" size={0.875} label={t.calls.recordings} /> : null}
          {item.callbackId ? <Link to="/callbacks">{t.calls.owed}</Link> : null}
        </p>
        {item.note ? <p className={styles.note}>{item.note}</p> : null}
      </div>
      <div className={rows.tools}>
        {item.number && item.state === 'ended' ? (
          <CallButton
            bare
            number={item.number}
            caseCode={item.caseCode ?? undefined}
            citizenId={item.citizen?.id}
            callbackId={item.callbackId ?? undefined}
          />
        ) : null}
      </div>
    </li>
  );
}
