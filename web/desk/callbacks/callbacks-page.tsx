import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import {
  CALLBACK_RESULTS,
  type Callback,
  type CallbackResult,
  endCallback,
  listCallbacks,
} from '../../../contract/callbacks.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { Chip, When } from '../../ui/marks.tsx';
import { MoreRows, RowCount } from '../../ui/more-rows.tsx';
import { Page } from '../../ui/page.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { CallButton } from '../phone/call-button.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import { CallbackKinds, NoCallbacks } from './callback-kinds.tsx';
import styles from './callbacks.module.css';

const route = getRouteApi('/callbacks');

/** Whom we owe a call: by kind, in the order of the server; each with the number, why, and the words to say. */
export function CallbacksPage(): JSX.Element {
  const t = useT();
  const { state = 'open', kind } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery({
    queryKey: ['callbacks', 'list', state, kind ?? ''],
    queryFn: ({ pageParam }) =>
      call(listCallbacks, { query: { state, ...(kind ? { kind } : {}), cursor: pageParam } as never }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    // The figures of the kinds are the same for each kind: they stay while another one is fetched.
    placeholderData: (before, query) => (query?.queryKey[2] === state ? before : undefined),
  });
  const first = list.data?.pages[0];
  const here = list.isPlaceholderData ? undefined : list.data;
  const items = here?.pages.flatMap((page) => page.items) ?? [];
  const total = here?.pages[0]?.total;
  return (
    <Page
      title={t.callbacks.title}
      text={t.callbacks.text}
      tool={
        <div className={styles.tools}>
          <ExportMenu list="callbacks" query={{ state, kind }} />
          <SegmentedControl
            aria-label={t.callbacks.show}
            data={[
              { value: 'open', label: t.callbacks.open },
              { value: 'ended', label: t.callbacks.ended },
            ]}
            value={state}
            onChange={(value) =>
              void navigate({
                search: { ...(value === 'ended' ? { state: 'ended' } : {}), ...(kind ? { kind } : {}) },
                replace: true,
              })
            }
          />
        </div>
      }
    >
      <CallbackKinds counts={first?.kinds ?? undefined} />
      <p className="meta">{state === 'open' ? t.callbacks.order : t.callbacks.orderEnded}</p>
      <RowCount of="callbacks" total={total} />
      {list.isPending || list.isPlaceholderData ? <Loading lines={6} /> : null}
      {list.error && !here ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {here && items.length === 0 ? <NoCallbacks state={state} kind={kind} /> : null}
      <ul className={styles.tasks}>
        {items.map((item) => (
          <li key={item.id}>
            <Task item={item} />
          </li>
        ))}
      </ul>
      {here ? <MoreRows list={list} loaded={items.length} total={total} /> : null}
    </Page>
  );
}

function Task({ item }: { item: Callback }): JSX.Element {
  const t = useT();
  const words = t.callbacks.kind[item.kind];
  return (
    <article className={styles.task} aria-label={`${words}: ${item.citizenName ?? item.phone ?? ''}`}>
      <header className={styles.head}>
        <h2>
          {words}
          {item.citizenName ? ` · ${item.citizenName}` : ''}
        </h2>
        {item.state === 'open' ? (
          item.phone ? (
            <span className={styles.phone}>
              <CallButton number={item.phone} caseCode={item.caseCode ?? undefined} callbackId={item.id} />
            </span>
          ) : (
            <Chip tone="red" icon="alert">
              {t.callbacks.noPhone}
            </Chip>
          )
        ) : (
          <Chip tone={item.state === 'done' ? 'green' : 'slate'} icon={item.state === 'done' ? 'check' : 'close'}>
            {item.result ? t.callbacks.result[item.result] : ''}
          </Chip>
        )}
      </header>
      <p className="meta">
        {item.caseCode ? (
          <Link to="/cases/$code" params={{ code: item.caseCode }} className="code">
            {item.caseCode}
          </Link>
        ) : null}
        {item.conversationId ? (
          <Link to="/conversations/$id" params={{ id: item.conversationId }} search={{}}>
            {t.nav.conversations}
          </Link>
        ) : null}
        {item.callId ? (
          <Link to="/calls/$id" params={{ id: item.callId }}>
            {t.callbacks.theCall}
          </Link>
        ) : null}
        <span>
          <When at={item.createdAt} />
        </span>
        {item.calls > 1 ? (
          <strong>
            {t.callbacks.calledTimes(item.calls)}
            {item.lastCallAt ? (
              <>
                {', '}
                {t.callbacks.lastCall} <When at={item.lastCallAt} short />
              </>
            ) : null}
          </strong>
        ) : null}
        {item.attempts > 0 ? (
          <span>
            {t.callbacks.attempts(item.attempts)}
            {item.state === 'open' && item.result ? ` (${t.callbacks.result[item.result].toLowerCase()})` : ''}
          </span>
        ) : null}
        {item.doneAt ? (
          <span>
            <When at={item.doneAt} /> {item.doneBy ? t.callbacks.by(item.doneBy) : ''}
          </span>
        ) : null}
      </p>
      <p>{item.why}</p>
      <details open={item.state === 'open' && item.text.length < 400}>
        <summary>{t.callbacks.say}</summary>
        <p className={`${styles.say} prose`}>{item.text}</p>
      </details>
      {item.note ? <p className="meta">{item.note}</p> : null}
      {item.state === 'open' ? <Result item={item} /> : null}
    </article>
  );
}

function Result({ item }: { item: Callback }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const end = useMutation({
    mutationFn: (result: CallbackResult) =>
      call(endCallback, { params: { id: item.id }, body: { result, ...(note.trim() ? { note } : {}) } }),
    onSuccess: () => {
      toast(t.callbacks.saved);
      setNote('');
      for (const queryKey of [['callbacks'], ['conversations', 'counts'], ['cases', 'counts']])
        void client.invalidateQueries({ queryKey });
      if (item.caseCode) void client.invalidateQueries({ queryKey: ['case', item.caseCode] });
    },
  });
  return (
    <div className={styles.result}>
      <TextInput
        label={t.callbacks.note}
        description={t.callbacks.noteHint}
        value={note}
        onChange={(e) => setNote(e.currentTarget.value)}
      />
      <div className={styles.buttons}>
        {CALLBACK_RESULTS.map((result) => (
          <Button
            key={result}
            size="compact-md"
            variant={result === 'reached' ? 'filled' : result === 'dropped' ? 'subtle' : 'default'}
            disabled={result === 'dropped' && !note.trim()}
            loading={end.isPending && end.variables === result}
            onClick={() => end.mutate(result)}
          >
            {t.callbacks.result[result]}
          </Button>
        ))}
      </div>
      <ActTrouble error={end.error} gone={false} />
    </div>
  );
}
