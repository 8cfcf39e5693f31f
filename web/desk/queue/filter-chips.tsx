import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import type { CaseType, ChannelKind, Status, Turn, Urgency } from '../../../contract/cases.ts';
import type { Only } from '../../../contract/day-words.ts';
import { type Dictionary, useT } from '../../i18n/core.ts';
import { areasQuery, type CaseFilters, categoriesQuery, unitsQuery } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './filters.module.css';

const SHOWN = [
  'only',
  'parent',
  'status',
  'type',
  'unit',
  'category',
  'area',
  'channel',
  'level',
  'urgency',
  'turn',
  'assignee',
  'from',
  'to',
] as const;

/** What the list is narrowed to, in words; each can be taken away by itself. */
export function FilterChips({
  filters,
  onChange,
}: {
  filters: CaseFilters;
  onChange(next: CaseFilters): void;
}): JSX.Element | null {
  const t = useT();
  const nameOf = useNames(filters);
  const active = SHOWN.filter((key) => filters[key]);
  if (active.length === 0) return null;
  return (
    <ul className={styles.chips}>
      {active.map((key) => (
        <li key={key}>
          <button type="button" className={styles.chip} onClick={() => onChange({ [key]: '' })}>
            <span className={styles.what}>{key === 'only' ? t.days.only : t.list.field[key]}:</span>{' '}
            {words(key, filters[key] as string, t, nameOf)}
            <Icon name="close" size={0.75} label={t.common.clear} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function words(
  key: (typeof SHOWN)[number],
  value: string,
  t: Dictionary,
  nameOf: (key: string, code: string) => string,
): string {
  switch (key) {
    case 'only':
      return { ...t.days.ask, ...t.days.trouble }[value as Only] ?? value;
    case 'status':
      return value
        .split(',')
        .map((s) => t.status[s as Status] ?? s)
        .join(', ');
    case 'type':
      return t.type[value as CaseType] ?? value;
    case 'channel':
      return t.channel[value as ChannelKind] ?? value;
    case 'urgency':
      return value
        .split(',')
        .map((u) => t.urgency[u as Urgency] ?? u)
        .join(', ');
    case 'turn':
      return t.turn[value as Turn] ?? value;
    case 'assignee':
      return value === '-' ? t.lists.board.unassigned : value;
    case 'parent':
    case 'level':
    case 'from':
    case 'to':
      return value;
    default:
      return nameOf(key, value);
  }
}

function useNames(filters: CaseFilters): (key: string, code: string) => string {
  const units = useQuery({ ...unitsQuery, enabled: filters.unit !== undefined }).data?.items;
  const categories = useQuery({ ...categoriesQuery, enabled: filters.category !== undefined }).data?.items;
  const areas = useQuery({ ...areasQuery, enabled: filters.area !== undefined }).data?.items;
  const lists: Record<string, { code: string; name: string }[] | undefined> = {
    unit: units,
    category: categories,
    area: areas,
  };
  return (key, code) => lists[key]?.find((item) => item.code === code)?.name ?? code;
}
