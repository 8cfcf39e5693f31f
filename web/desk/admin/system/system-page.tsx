import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { JSX } from 'react';
import { getSystemState, type SystemLine, type SystemState } from '../../../../contract/system.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { numberText, useLanguage } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Chip, When } from '../../../ui/marks.tsx';
import { Page } from '../../../ui/page.tsx';
import rows from '../../../ui/rows.module.css';
import { Failed, Loading } from '../../../ui/states.tsx';
import { FailedWork, SYSTEM } from './failed-work.tsx';
import { Queues, Readers } from './queues-readers.tsx';
import styles from './system.module.css';

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
    queryKey: SYSTEM,
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
