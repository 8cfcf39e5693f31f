import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { JSX } from 'react';
import {
  getSystemState,
  retryJob,
  retrySkipped,
  type SystemLine,
  type SystemState,
} from '../../../../contract/system.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { numberText, useLanguage } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';
import { useNow } from '../../../lib/clock.ts';
import { spanText } from '../../../lib/format-time.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Chip, When } from '../../../ui/marks.tsx';
import { Page } from '../../../ui/page.tsx';
import rows from '../../../ui/rows.module.css';
import { Section } from '../../../ui/section.tsx';
import { Failed, Loading } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import styles from './system.module.css';

const KEY = ['admin', 'system'];
const LOOK_AGAIN_MS = 30_000;
const MARK = { ok: ['green', 'check'], warning: ['amber', 'alert'], problem: ['red', 'alert'] } as const;
const RANK = { problem: 0, warning: 1, ok: 2 } as const;

/** Where a line can be looked at or mended in the desk. */
const PAGES: Partial<Record<SystemLine['key'], LinkProps['to']>> = {
  channels: '/admin/channels',
  mail: '/admin/failed-mails',
  chain: '/admin/audit',
  people: '/admin/roles',
  desks: '/admin/sessions',
};

/** How the installation fares: what is wrong first, each with what to do; jobs and events to try again. */
export function SystemPage(): JSX.Element {
  const words = useAdminWords().system;
  const { data, error, isPending, isFetching, refetch } = useQuery({
    queryKey: KEY,
    queryFn: () => call(getSystemState, {}),
    staleTime: 0,
    refetchInterval: LOOK_AGAIN_MS,
  });
  const again = (
    <Button variant="default" loading={isFetching} onClick={() => void refetch()}>
      {words.lookAgain}
    </Button>
  );
  return (
    <Page title={words.title} text={words.text} tool={again} wide>
      {isPending ? <Loading lines={12} /> : null}
      {error && !data ? <Failed error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <>
          <Summary state={data} />
          <Lines lines={data.lines} />
          <FailedWork state={data} />
          <Queues queues={data.queues} />
          <Readers readers={data.readers} />
        </>
      ) : null}
    </Page>
  );
}

function Summary({ state }: { state: SystemState }): JSX.Element {
  const words = useAdminWords().system;
  const count = (of: SystemLine['state']) => state.lines.filter((l) => l.state === of).length;
  const worst = count('problem') > 0 ? 'problem' : count('warning') > 0 ? 'warning' : 'ok';
  const [tone, icon] = MARK[worst];
  return (
    <p role="status">
      <Chip tone={tone} icon={icon}>
        {worst === 'ok' ? words.allWell : words.troubles(count('problem'), count('warning'))}
      </Chip>{' '}
      <span className="meta">
        {words.lookedAt} <When at={state.lookedAt} />
      </span>
    </p>
  );
}

function Lines({ lines }: { lines: readonly SystemLine[] }): JSX.Element {
  const words = useAdminWords().system;
  const sorted = lines.toSorted((a, b) => RANK[a.state] - RANK[b.state]);
  return (
    <ul className={rows.rows}>
      {sorted.map((line) => {
        const [tone, icon] = MARK[line.state];
        const page = PAGES[line.key];
        const advice = words.advice[line.key];
        return (
          <li key={line.key} className={`${rows.row} ${styles.line}`}>
            <div>
              <strong>{page ? <Link to={page}>{words.line[line.key]}</Link> : words.line[line.key]}</strong>
              <p>
                <LineText line={line} />
              </p>
              {line.state !== 'ok' && advice ? (
                <p className={styles.advice}>
                  <Icon name="chevronRight" size={0.875} />
                  {advice}
                </p>
              ) : null}
            </div>
            <Chip tone={tone} icon={icon}>
              {words.state[line.state]}
            </Chip>
          </li>
        );
      })}
    </ul>
  );
}

/** What was found, in words; instants as people say them. */
function LineText({ line }: { line: SystemLine }): JSX.Element {
  const words = useAdminWords().system;
  const language = useLanguage();
  const at = line.values.at ?? line.values.since ?? (line.key === 'clock' ? line.values.now : null);
  if (line.values.failure) return <>{words.couldNotLook}</>;
  const say = words.found[line.key] as (v: Record<string, string>) => string;
  const values = Object.fromEntries(
    Object.entries(line.values).map(([k, v]) => [k, typeof v === 'number' ? numberText(v, language) : (v ?? '')]),
  );
  return (
    <>
      {say(values)} {typeof at === 'string' ? <When at={at} /> : null}
    </>
  );
}

function FailedWork({ state }: { state: SystemState }): JSX.Element | null {
  const words = useAdminWords().system;
  const client = useQueryClient();
  const toast = useToast();
  const done = () => {
    toast(words.retried);
    void client.invalidateQueries({ queryKey: KEY });
  };
  const onError = (error: Error) => toast(error.message);
  const job = useMutation({
    mutationFn: (params: { name: string; id: string }) => call(retryJob, { params }),
    onSuccess: done,
    onError,
  });
  const event = useMutation({
    mutationFn: (params: { reader: string; seq: number }) => call(retrySkipped, { params }),
    onSuccess: done,
    onError,
  });
  if (state.failedJobs.length + state.skipped.length === 0) return null;
  return (
    <Section title={words.failedWork} count={state.failedJobs.length + state.skipped.length}>
      <ul className={rows.rows}>
        {state.failedJobs.map(({ id, name, at, why }) => (
          <li key={id} className={rows.row}>
            <div>
              <strong className="code">{name}</strong>
              <p>{why}</p>
              <p className="meta">
                <When at={at} />
              </p>
            </div>
            <Button
              variant="default"
              size="compact-md"
              loading={job.isPending && job.variables.id === id}
              aria-label={words.retryJob(name)}
              onClick={() => job.mutate({ name, id })}
            >
              {words.retry}
            </Button>
          </li>
        ))}
        {state.skipped.map(({ reader, seq, type, at, why }) => (
          <li key={`${reader} ${seq}`} className={rows.row}>
            <div>
              <strong className="code">{reader}</strong> <span className="meta">{words.skipped(type, seq)}</span>
              <p>{why}</p>
              <p className="meta">
                <When at={at} />
              </p>
            </div>
            <Button
              variant="default"
              size="compact-md"
              loading={event.isPending && event.variables.seq === seq}
              aria-label={words.retryEvent(reader, seq)}
              onClick={() => event.mutate({ reader, seq })}
            >
              {words.retry}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Queues({ queues }: { queues: SystemState['queues'] }): JSX.Element {
  const words = useAdminWords().system;
  const language = useLanguage();
  const now = useNow();
  const busy = queues.filter((q) => q.waiting + q.active + q.failed > 0);
  const n = (count: number) => numberText(count, language);
  return (
    <Section title={words.queues} count={queues.length}>
      {busy.length === 0 ? <p className="meta">{words.queuesEmpty}</p> : null}
      {busy.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by the keyboard
        <div className={styles.scroll} tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{words.queueName}</th>
                <th scope="col">{words.waiting}</th>
                <th scope="col">{words.active}</th>
                <th scope="col">{words.failed}</th>
                <th scope="col">{words.oldest}</th>
              </tr>
            </thead>
            <tbody>
              {busy.map((q) => (
                <tr key={q.name}>
                  <th scope="row" className="code">
                    {q.name}
                  </th>
                  <td>{n(q.waiting)}</td>
                  <td>{n(q.active)}</td>
                  <td data-bad={q.failed > 0 || undefined}>{n(q.failed)}</td>
                  <td>{q.oldest ? spanText(Math.max(0, now - Date.parse(q.oldest)), language) : '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Section>
  );
}

function Readers({ readers }: { readers: SystemState['readers'] }): JSX.Element {
  const words = useAdminWords().system;
  const language = useLanguage();
  return (
    <Section title={words.readers} count={readers.length}>
      <ul className={styles.readers}>
        {readers.map((r) => (
          <li key={r.name}>
            <span className="code">{r.name}</span>{' '}
            <span className="meta num">
              {words.cursor(numberText(r.seq, language), numberText(r.behind, language))}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
