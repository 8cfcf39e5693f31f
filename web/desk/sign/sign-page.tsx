import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX, useEffect, useState } from 'react';
import type { Ask } from '../../../contract/days.ts';
import { useT } from '../../i18n/index.ts';
import { actionsQuery, caseQuery, readCases } from '../../lib/queries.ts';
import { useStore } from '../../lib/store.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { dayQuery } from '../days/day-queries.ts';
import { listsTouched } from '../shell/use-live.ts';
import styles from './sign.module.css';
import { SignCard } from './sign-card.tsx';

/** What the run goes through: signatures and extensions, which two buttons settle, then what needs an order in full. */
const RUN: readonly (readonly Ask[])[] = [['sign', 'decide'], ['order']];
/** Of each kind; the run reads again after every decision, so more come up as these are settled. */
const MOST = 50;

/** One case after another for whoever signs: read, approve or reject, next. Made for three minutes on a phone. */
export function SignPage(): JSX.Element {
  const t = useT();
  useTitle(t.sign.title);
  const [later, setLater] = useState<readonly string[]>([]);
  const touched = useStore(listsTouched);
  const day = useQuery(dayQuery);
  const list = useQuery({
    queryKey: ['cases', 'sign', touched],
    queryFn: async () => Promise.all(RUN.map(waiting)),
    placeholderData: (before) => before,
  });
  const codes = list.data?.flat() ?? [];
  const queue = [...codes.filter((code) => !later.includes(code)), ...later.filter((code) => codes.includes(code))];
  const [current, next] = queue;
  // The next one is there when this one is settled: on a slow line the wait would be felt sixty times.
  const client = useQueryClient();
  useEffect(() => {
    if (!next) return;
    void client.prefetchQuery(caseQuery(next));
    void client.prefetchQuery(actionsQuery(next));
  }, [client, next]);
  if (list.error && !list.data) return <Failed error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Loading lines={10} />;
  // The figure is the server's, so that a hundred and twenty are not said to be fifty.
  const groups = day.data?.groups.filter((g) => RUN.flat().includes(g.ask));
  const left = groups ? groups.reduce((sum, g) => sum + g.total, 0) : codes.length;
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{t.sign.title}</h1>
        <span className={styles.left} role="status">
          {t.sign.left(left)}
        </span>
      </div>
      {current ? (
        <SignCard
          key={current}
          code={current}
          onLater={queue.length > 1 ? () => setLater([...later.filter((c) => c !== current), current]) : undefined}
        />
      ) : (
        <Notice icon="check" title={t.sign.doneTitle} text={t.sign.doneText} />
      )}
    </div>
  );
}

/** Codes of one part of the run, the most urgent first. */
async function waiting(asks: readonly Ask[]): Promise<string[]> {
  const lists = await Promise.all(asks.map((only) => readCases('all', { only, sort: 'due' }, undefined, MOST)));
  const rows = lists.flatMap((l) => l.items);
  return rows
    .toSorted((a, b) => Date.parse(a.dueAt ?? '9999-12-31') - Date.parse(b.dueAt ?? '9999-12-31'))
    .map((r) => r.code);
}
