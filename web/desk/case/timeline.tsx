import { useQuery } from '@tanstack/react-query';
import { type JSX, useMemo } from 'react';
import type { CaseView, TimelineEntry } from '../../../contract/cases.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { useNow } from '../../lib/clock.ts';
import { areasQuery, categoriesQuery, timelineQuery, unitsQuery } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { toneClass, When } from '../../ui/marks.tsx';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import styles from './timeline.module.css';
import { type LineContext, tellsSomething, timelineLine } from './timeline-lines.ts';

/** Who did what, when and why; the newest first, because that is what one comes to read. */
export function Timeline({ item }: { item: CaseView }): JSX.Element {
  const t = useT();
  const { data, error, refetch } = useQuery(timelineQuery(item.code));
  const context = useLineContext(item);
  const entries = data?.items.filter(tellsSomething);
  return (
    <Section title={t.sections.timeline} count={entries?.length}>
      {error && !data ? <Failed error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={4} /> : null}
      <ol className={styles.timeline}>
        {entries?.toReversed().map((entry) => (
          <Entry key={entry.id} entry={entry} context={context} />
        ))}
      </ol>
      {entries?.length === 0 ? <p className="meta">{t.sections.timelineEmpty}</p> : null}
    </Section>
  );
}

function Entry({ entry, context }: { entry: TimelineEntry; context: LineContext }): JSX.Element {
  const { t } = context;
  const line = timelineLine(entry, context);
  const who =
    entry.actor.kind === 'user'
      ? entry.actor.name
      : entry.actor.kind === 'system'
        ? t.common.system
        : entry.actor.name || t.common.citizen;
  return (
    <li className={`${styles.entry} ${toneClass(line.tone)}`} data-anchor={`entry-${entry.id}`}>
      <span className={styles.icon}>
        <Icon name={line.icon} size={0.9375} />
      </span>
      <div>
        <p className={styles.what}>
          <strong>{line.title}</strong>
          {line.facts.length > 0 ? ` ${line.facts.join(' · ')}` : ''}
        </p>
        {line.quote ? <p className={`${styles.quote} prose`}>{line.quote}</p> : null}
        <p className="meta">
          {who}
          {entry.actor.inPlaceOf ? ` (${t.common.inPlaceOf(entry.actor.inPlaceOf)})` : ''}
          {entry.unit && !line.facts.some((fact) => fact.includes(entry.unit?.name ?? ''))
            ? ` · ${entry.unit.name}`
            : ''}{' '}
          ·{' '}
          <a href={`#entry-${entry.id}`} className={styles.when} title={t.craft.anchor.entry}>
            <When at={entry.at} />
          </a>
        </p>
      </div>
    </li>
  );
}

/** Names behind the codes in events: units, categories, areas, people of the case. A code that nobody knows is shown as it is. */
function useLineContext(item: CaseView): LineContext {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const units = useQuery(unitsQuery).data?.items;
  const categories = useQuery(categoriesQuery).data?.items;
  const areas = useQuery(areasQuery).data?.items;
  const names = useMemo(() => {
    const people = [item.assignee, ...item.assignments.map((a) => a.assignee)].filter((p) => p !== null);
    return new Map([...people, ...(areas ?? []), ...(categories ?? []), ...(units ?? [])].map((x) => [x.code, x.name]));
  }, [units, categories, areas, item]);
  return { t, language, now, nameOf: (code) => names.get(code) ?? code };
}
