import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { DayGroup } from '../../../contract/days.ts';
import { numberText, useLanguage, useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import { Page } from '../../ui/page.tsx';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { signs, useSession } from '../session.tsx';
import { dayQuery, myUnitsQuery, unitTodayQuery } from './day-queries.ts';
import { InPlace } from './in-place.tsx';
import { People } from './people.tsx';
import { RecentOrders } from './recent-orders.tsx';
import styles from './unit.module.css';

/** A leader's unit at a glance: what waits for him, what is late and with whom, his orders, what was signed in his place. */
export function UnitTodayPage(): JSX.Element {
  const t = useT();
  const leads = signs(useSession());
  const search = useSearch({ from: '/unit-today' });
  const navigate = useNavigate();
  const units = useQuery(myUnitsQuery);
  const code = search.unit ?? units.data?.items[0]?.code;
  const unit = useQuery({ ...unitTodayQuery(code ?? ''), enabled: code !== undefined });
  const failed = units.error ?? unit.error;
  return (
    <Page title={unit.data?.unit.name ?? t.days.unit.title} wide>
      {(units.data?.items.length ?? 0) > 1 ? (
        <Select
          label={t.days.unit.choose}
          className={styles.choose}
          data={units.data?.items.map((u) => ({ value: u.code, label: u.name })) ?? []}
          value={code ?? null}
          onChange={(next) => void navigate({ to: '/unit-today', search: next ? { unit: next } : {}, replace: true })}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t.common.nothingFound}
        />
      ) : null}
      {leads ? <Mine /> : null}
      {failed && !unit.data ? (
        <Failed error={failed} retry={() => void (units.error ? units : unit).refetch()} />
      ) : unit.data ? (
        <>
          <People unit={unit.data} />
          {leads ? <RecentOrders side="given" /> : null}
          <InPlace items={unit.data.inPlace} total={unit.data.inPlaceTotal} />
        </>
      ) : (
        <Loading lines={10} />
      )}
    </Page>
  );
}

/** What waits for my decision, and the way to settle it one by one. */
function Mine(): JSX.Element | null {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const day = useQuery(dayQuery);
  if (!day.data) return null;
  const mine = day.data.groups.filter((g) => SETTLED_BY_ME.has(g.ask));
  const run = mine.filter((g) => g.ask === 'sign' || g.ask === 'decide').reduce((sum, g) => sum + g.total, 0);
  return (
    <Section
      title={t.days.unit.mine}
      tail={
        run > 0 ? (
          <Button onClick={() => void navigate({ to: '/sign' })} leftSection={<Icon name="sign" size={1} />}>
            {t.days.unit.signRun}
          </Button>
        ) : undefined
      }
    >
      {mine.length === 0 ? (
        <p className="meta">{t.days.unit.nothing}</p>
      ) : (
        <ul className={styles.mine}>
          {mine.map((group) => (
            <li key={group.ask}>
              <Link to="/queue/$view" params={{ view: 'all' }} search={{ only: group.ask, sort: 'due' }}>
                <strong className={styles.big}>{numberText(group.total, language)}</strong>
                <span>{t.days.ask[group.ask]}</span>
                {group.late > 0 ? (
                  <span className={styles.late}>{t.days.day.late(numberText(group.late, language))}</span>
                ) : null}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const SETTLED_BY_ME: ReadonlySet<DayGroup['ask']> = new Set(['sign', 'decide', 'order', 'confirm', 'report']);
