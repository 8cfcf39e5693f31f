import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import type { JSX } from 'react';
import { DAY_PARTS, type DayGroup, type DayPart } from '../../../contract/days.ts';
import { numberText, useLanguage, useT } from '../../i18n/index.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Icon } from '../../ui/icons.tsx';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import queue from '../queue/queue-page.module.css';
import { step } from '../queue/step.ts';
import { useKeys } from '../shell/keys.ts';
import styles from './day.module.css';
import { inOrder, nextAfter } from './day-order.ts';
import { dayQuery } from './day-queries.ts';
import { DayRow } from './day-row.tsx';

/** What I wait for is worth a glance, not a screen. */
const WAITS_SHOWN = 3;

/** An officer's day: what I must do by due time, what others wait for from me, what I wait for. One key to the next. */
export function DayPage(): JSX.Element {
  const t = useT();
  useTitle(t.days.day.title);
  const navigate = useNavigate();
  const { code = null } = useParams({ strict: false }) as { code?: string };
  const day = useQuery(dayQuery);
  const groups = day.data?.groups ?? [];
  const next = nextAfter(inOrder(groups), code);
  const goOn = () => next && void navigate({ to: '/day/$code', params: { code: next.code } });
  useKeys({
    n: goOn,
    j: () => step(1, code !== null),
    k: () => step(-1, code !== null),
    Escape: () => code !== null && void navigate({ to: '/day' }),
  });
  return (
    <div className={queue.queue} data-open={code ? true : undefined}>
      <div className={queue.list}>
        <Head groups={groups} loaded={day.data !== undefined} start={code === null && next ? goOn : null} />
        {day.isPending ? (
          <Loading lines={12} />
        ) : day.error && !day.data ? (
          <Failed error={day.error} retry={() => void day.refetch()} />
        ) : groups.length === 0 ? (
          <Notice icon="check" title={t.days.day.emptyTitle} text={t.days.day.emptyText} />
        ) : (
          DAY_PARTS.map((part) => <Part key={part} part={part} groups={groups.filter((g) => g.part === part)} />)
        )}
      </div>
      {code ? (
        <div className={`${queue.pane} ${styles.pane}`}>
          <NextBar title={next?.title ?? null} go={goOn} />
          <div className={styles.case}>
            <Outlet />
          </div>
        </div>
      ) : null}
    </div>
  );
}

function Head(props: { groups: readonly DayGroup[]; loaded: boolean; start: (() => void) | null }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const todo = props.groups.filter((g) => g.part !== 'waits');
  const sum = (of: (g: DayGroup) => number) => todo.reduce((all, g) => all + of(g), 0);
  const late = sum((g) => g.late);
  return (
    <div className={styles.head}>
      <div>
        <h1>{t.days.day.title}</h1>
        {props.loaded ? (
          <p className="meta" role="status">
            {t.days.day.left(
              numberText(
                sum((g) => g.total),
                language,
              ),
            )}
            {late > 0 ? (
              <strong className={styles.late}> · {t.days.day.late(numberText(late, language))}</strong>
            ) : null}
          </p>
        ) : null}
      </div>
      {props.start ? (
        <Button onClick={props.start} rightSection={<kbd className={styles.kbd}>N</kbd>}>
          {t.days.day.start}
        </Button>
      ) : null}
    </div>
  );
}

function Part({ part, groups }: { part: DayPart; groups: DayGroup[] }): JSX.Element | null {
  const t = useT();
  if (groups.length === 0) return null;
  return (
    <section className={styles.part} aria-label={t.days.part[part]} data-part={part}>
      <h2>{t.days.part[part]}</h2>
      {groups.map((group) => (
        <Group key={group.ask} group={group} most={part === 'waits' ? WAITS_SHOWN : group.items.length} />
      ))}
    </section>
  );
}

function Group({ group, most }: { group: DayGroup; most: number }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const name = t.days.ask[group.ask];
  return (
    <section aria-label={name}>
      <h3 className={styles.group}>
        {name} <span className={styles.count}>{numberText(group.total, language)}</span>
        {group.late > 0 ? (
          <span className={styles.late}>
            <Icon name="alert" size={0.8125} /> {t.days.day.late(numberText(group.late, language))}
          </span>
        ) : null}
      </h3>
      <ul>
        {group.items.slice(0, most).map((item) => (
          <li key={item.code}>
            <DayRow item={item} />
          </li>
        ))}
      </ul>
      {group.total > Math.min(most, group.items.length) ? (
        <Link
          className={styles.all}
          to="/queue/$view"
          params={{ view: 'all' }}
          search={{ only: group.ask, sort: 'due' }}
        >
          {t.days.day.all(numberText(group.total, language))}
        </Link>
      ) : null}
    </section>
  );
}

/** Above the open case: on to the next with one key or one touch, also when this one is done. */
function NextBar({ title, go }: { title: string | null; go(): void }): JSX.Element {
  const t = useT();
  return (
    <div className={styles.next}>
      <Link to="/day" className={styles.back}>
        <Icon name="chevronLeft" size={1} />
        {t.days.nav.day}
      </Link>
      {title === null ? (
        <span className="meta" role="status">
          {t.days.day.noneLeft}
        </span>
      ) : (
        <Button
          variant="light"
          size="compact-md"
          onClick={go}
          title={title}
          rightSection={<kbd className={styles.kbd}>N</kbd>}
        >
          {t.days.day.next}
        </Button>
      )}
    </div>
  );
}
