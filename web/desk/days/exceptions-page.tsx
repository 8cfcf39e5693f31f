import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { TroubleFigure } from '../../../contract/days.ts';
import { numberText, useLanguage, useT } from '../../i18n/index.ts';
import { cutTitle } from '../../lib/cut-title.ts';
import { Due, LevelMark } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { SuggestedIncidents } from '../incidents/suggested.tsx';
import { can, useSession } from '../session.tsx';
import { dayQuery, exceptionsQuery } from './day-queries.ts';
import styles from './exceptions.module.css';
import { FigureStrip } from './figure-strip.tsx';
import { LateUnits } from './late-units.tsx';
import { RecentOrders } from './recent-orders.tsx';

/** Of each figure; the rest behind its number. */
const SHOWN = 3;

/** Everything that a leader of the province has to know first, on one screen; each figure opens its list, each case why. */
export function ExceptionsPage(): JSX.Element {
  const t = useT();
  const words = t.days.province;
  const language = useLanguage();
  const manages = can(useSession(), 'incident.manage');
  const query = useQuery(exceptionsQuery);
  const found = query.data;
  const figures = found?.figures.filter((f) => f.total > 0) ?? [];
  return (
    <div className={styles.page}>
      <Page
        title={words.title}
        wide
        tool={
          found ? (
            <p className={styles.sum} role="status">
              {words.open(numberText(found.open, language))}
            </p>
          ) : undefined
        }
      >
        {query.isPending ? <Loading lines={14} /> : null}
        {query.error && !found ? <Failed error={query.error} retry={() => void query.refetch()} /> : null}
        {found ? (
          <>
            <FigureStrip figures={found.figures} overdue={found.overdue} />
            <ForMe />
            {manages ? <SuggestedIncidents /> : null}
            <div className={styles.columns}>
              <section className={styles.figures} aria-label={words.cases}>
                {figures.length === 0 ? <Notice icon="check" title={words.calm} /> : null}
                <ul className={styles.cards}>
                  {figures.map((figure) => (
                    <Figure key={figure.key} figure={figure} />
                  ))}
                </ul>
              </section>
              <div>
                <LateUnits units={found.units} />
                <RecentOrders side="province" />
              </div>
            </div>
          </>
        ) : null}
      </Page>
    </div>
  );
}

/** What waits for my own word besides escalated cases: reports on my orders, signatures, extensions. */
function ForMe(): JSX.Element | null {
  const t = useT();
  const language = useLanguage();
  const day = useQuery(dayQuery);
  const mine = day.data?.groups.filter((g) => ['sign', 'decide', 'confirm'].includes(g.ask)) ?? [];
  if (mine.length === 0) return null;
  return (
    <p className={styles.mine}>
      {mine.map((group) => (
        <Link key={group.ask} to="/queue/$view" params={{ view: 'all' }} search={{ only: group.ask, sort: 'due' }}>
          {t.days.ask[group.ask]}: <strong>{numberText(group.total, language)}</strong>
        </Link>
      ))}
    </p>
  );
}

function Figure({ figure }: { figure: TroubleFigure }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const total = numberText(figure.total, language);
  return (
    <li className={styles.card}>
      <h2>
        <Link to="/queue/$view" params={{ view: 'all' }} search={{ only: figure.key, sort: 'due' }}>
          <span>{t.days.trouble[figure.key]}</span> <span className={styles.total}>{total}</span>
        </Link>
      </h2>
      <ul>
        {figure.items.slice(0, SHOWN).map((item) => (
          <li key={item.code}>
            <Link to="/exceptions/$code" params={{ code: item.code }} className={styles.case}>
              <span className={styles.title}>{cutTitle(item.title, 80)}</span>
              <span className={styles.meta}>
                <Due row={item} />
                {figure.key === 'many_reports' ? <strong>{t.days.province.reports(item.reports)}</strong> : null}
                <span>{item.leadUnit?.name ?? t.turn[item.turn]}</span>
              </span>
              <LevelMark level={item.level} />
            </Link>
          </li>
        ))}
      </ul>
    </li>
  );
}
