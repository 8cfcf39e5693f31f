import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { CSSProperties, JSX } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { useNow } from '../../lib/clock.ts';
import { workingText } from '../../lib/format-time.ts';
import { caseQuery, timelineQuery, unitsQuery } from '../../lib/queries.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Icon } from '../../ui/icons.tsx';
import { Due, LevelMark, StatusChip, toneClass, UrgencyChip, When } from '../../ui/marks.tsx';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { ActionBar } from '../case/action-bar.tsx';
import { Directives } from '../case/directives.tsx';
import { Journey } from '../case/journey.tsx';
import styles from './why.module.css';
import { type WhyLine, whyLines } from './why-lines.ts';

/** Why a case is where it is: who had it for how long, which limits passed, what was said; and what to do about it. */
export function WhyPage(): JSX.Element {
  const t = useT();
  const { code } = useParams({ from: '/exceptions/$code' });
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(caseQuery(code));
  useTitle(`${t.days.why.title}: ${code}`);
  if (!data)
    return (
      <div className={styles.page} data-own-bar>
        {error ? <Failed error={error} retry={() => void refetch()} /> : <Loading lines={14} />}
      </div>
    );
  return (
    <article className={styles.page} aria-label={data.code} data-own-bar>
      <div className={styles.body}>
        <Head item={data} />
        <Journey stops={data.journey} turn={data.turn} />
        <Held items={data.held} />
        <Told item={data} />
        <Directives items={data.directives} />
        <Section title={t.days.why.asked}>
          <p className="prose">{data.content}</p>
        </Section>
      </div>
      <ActionBar item={data} onGone={() => void navigate({ to: '/exceptions' })} />
    </article>
  );
}

function Head({ item }: { item: CaseView }): JSX.Element {
  const t = useT();
  return (
    <div className={styles.head}>
      <p className={styles.links}>
        <Link to="/exceptions">
          <Icon name="chevronLeft" size={1} /> {t.days.why.back}
        </Link>
        <Link to="/cases/$code" params={{ code: item.code }}>
          {t.days.why.whole}
        </Link>
      </p>
      <div className={styles.marks}>
        <span className="code">{item.code}</span>
        <StatusChip status={item.status} />
        <UrgencyChip urgency={item.urgency} />
        <LevelMark level={item.level} />
      </div>
      <h1>{item.title}</h1>
      <Due row={item} long />
    </div>
  );
}

/** Who had it for how long, as bars: the longest is the widest. Working time; what the citizen took is drawn apart. */
function Held({ items }: { items: CaseView['held'] }): JSX.Element | null {
  const t = useT();
  const language = useLanguage();
  if (items.length === 0) return null;
  const most = Math.max(1, ...items.map((i) => i.workingMinutes));
  return (
    <Section title={t.days.why.held}>
      <p className="meta">{t.days.why.heldText}</p>
      <ul className={styles.held}>
        {items.map((item) => (
          <li key={`${item.holder} ${item.unit?.code ?? ''}`}>
            <span>
              {item.unit?.name ?? t.page.holder[item.holder]}
              {item.now ? <strong> ({t.days.why.now})</strong> : null}
            </span>
            <span className={styles.span}>{workingText(item.workingMinutes, language)}</span>
            <span
              className={styles.bar}
              data-holder={item.holder}
              style={{ '--share': item.workingMinutes / most } as CSSProperties}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Told({ item }: { item: CaseView }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const timeline = useQuery(timelineQuery(item.code));
  const units = useQuery(unitsQuery).data?.items;
  if (timeline.error && !timeline.data) return <Failed error={timeline.error} retry={() => void timeline.refetch()} />;
  if (!timeline.data) return <Loading lines={4} />;
  const nameOf = (code: string) => units?.find((u) => u.code === code)?.name ?? code;
  const { limits, said } = whyLines(timeline.data.items, { t, language, now, nameOf });
  return (
    <>
      <Section title={t.days.why.limits} count={limits.length}>
        <Lines lines={limits} empty={t.days.why.limitsEmpty} />
      </Section>
      <Section title={t.days.why.said} count={said.length}>
        <Lines lines={said} empty={t.days.why.saidEmpty} />
      </Section>
    </>
  );
}

function Lines({ lines, empty }: { lines: WhyLine[]; empty: string }): JSX.Element {
  if (lines.length === 0) return <p className="meta">{empty}</p>;
  return (
    <ul className={styles.lines}>
      {lines.map((line) => (
        <li key={line.id}>
          <span className={`${styles.icon} ${toneClass(line.tone)}`}>
            <Icon name={line.icon} size={1} />
          </span>
          <span>
            <span>
              <strong>{line.title}</strong> {line.facts.join(' · ')}
            </span>
            {line.quote ? <q className={styles.quote}>{line.quote}</q> : null}
            <span className="meta">
              {line.who ? `${line.who} · ` : ''}
              <When at={line.at} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
