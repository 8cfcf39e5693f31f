import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import { cutTitle } from '../../lib/cut-title.ts';
import { useStore } from '../../lib/store.ts';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { directivesQuery } from '../directives/directive-queries.ts';
import type { Shown, Side } from '../directives/directive-search.ts';
import { OrderState } from '../directives/order-track.tsx';
import { listsTouched } from '../shell/use-live.ts';
import styles from './unit.module.css';

const SHOWN = 5;
const FIGURES = ['overdue', 'reported'] as const satisfies readonly Shown[];

/** Orders that are not settled: the newest, with the figures of those that are overdue or wait for a word. */
export function RecentOrders({ side }: { side: Side }): JSX.Element {
  const t = useT();
  const touched = useStore(listsTouched);
  const list = useInfiniteQuery(directivesQuery(side, 'unsettled', touched));
  const first = list.data?.pages[0];
  const total = first ? first.counts.open + first.counts.overdue + first.counts.reported : undefined;
  const province = side === 'province';
  return (
    <Section
      title={province ? t.days.province.orders : t.days.unit.orders}
      count={total}
      tail={
        <Link to="/directives" search={{ side }}>
          {t.days.unit.ordersAll}
        </Link>
      }
    >
      {list.error && !first ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending ? <Loading lines={3} /> : null}
      {first && total === 0 ? (
        <p className="meta">{province ? t.days.province.ordersEmpty : t.days.unit.ordersEmpty}</p>
      ) : null}
      {first ? (
        <p className={styles.chips}>
          {FIGURES.filter((shown) => first.counts[shown] > 0).map((shown) => (
            <Link key={shown} to="/directives" search={{ side, shown }} data-late={shown === 'overdue' || undefined}>
              {t.directives[shown]}: {first.counts[shown]}
            </Link>
          ))}
        </p>
      ) : null}
      <ul>
        {first?.items.slice(0, SHOWN).map((order) => (
          <li key={order.id} className={styles.order}>
            <span>
              <Link to={province ? '/exceptions/$code' : '/cases/$code'} params={{ code: order.case.code }}>
                {cutTitle(order.text, 110)}
              </Link>
              <span className="meta">
                {t.sections.directiveTo(order.unit.name)} · {cutTitle(order.case.title, 70)}
              </span>
            </span>
            <OrderState order={order} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
