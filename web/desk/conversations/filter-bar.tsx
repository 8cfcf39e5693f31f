import { Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type JSX, useEffect, useState } from 'react';
import { CHANNELS, type ChannelKind } from '../../../contract/cases.ts';
import { numberText, useLanguage, useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './conversations.module.css';
import type { InboxFilters } from './inbox-filters.ts';
import { inboxCountsQuery } from './inbox-queries.ts';

const TYPING_MS = 350;

/** Whose, which, from where: in the address bar, so that a link shows the same list. */
export function FilterBar({ filters }: { filters: InboxFilters }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const counts = useQuery(inboxCountsQuery).data;
  const set = (change: { [key in keyof InboxFilters]?: InboxFilters[key] | undefined }) => {
    const next = Object.fromEntries(
      Object.entries({ ...filters, ...change }).filter(([, value]) => value !== undefined),
    );
    void navigate({ to: '.', search: next as InboxFilters, replace: true });
  };
  const figure = (label: string, n: number | undefined) =>
    n === undefined ? label : `${label} ${numberText(n, language)}`;
  return (
    <search className={styles.filters} aria-label={t.inbox.filters}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t.inbox.filters}
        data={[
          { value: 'all', label: figure(t.inbox.whose.all, counts?.open) },
          { value: 'mine', label: figure(t.inbox.whose.mine, counts?.mine) },
          { value: 'unassigned', label: figure(t.inbox.whose.unassigned, counts?.unassigned) },
        ]}
        value={filters.whose ?? 'all'}
        onChange={(value) => set({ whose: value === 'all' ? undefined : (value as 'mine') })}
      />
      <Search value={filters.q ?? ''} onChange={(q) => set({ q: q || undefined })} />
      <div className={styles.two}>
        <Select
          aria-label={t.inbox.channelLabel}
          data={[
            { value: '', label: t.inbox.anyChannel },
            ...CHANNELS.filter((one) => one !== 'desk' && one !== 'phone').map((one) => ({
              value: one as string,
              label: t.channel[one],
            })),
          ]}
          value={filters.channel ?? ''}
          onChange={(value) => set({ channel: value ? (value as ChannelKind) : undefined })}
          allowDeselect={false}
        />
        <Select
          aria-label={t.inbox.stateLabel}
          data={(['open', 'closed', 'all'] as const).map((value) => ({ value, label: t.inbox.state[value] }))}
          value={filters.state ?? 'open'}
          onChange={(value) => set({ state: value === 'open' ? undefined : (value as 'closed') })}
          allowDeselect={false}
        />
      </div>
      <div className={styles.checks}>
        <Checkbox
          size="sm"
          label={figure(t.inbox.waiting, counts?.waiting)}
          checked={filters.waiting ?? false}
          onChange={(e) => set({ waiting: e.currentTarget.checked ? true : undefined })}
        />
        <Checkbox
          size="sm"
          label={t.inbox.withoutCase}
          checked={filters.withoutCase ?? false}
          onChange={(e) => set({ withoutCase: e.currentTarget.checked ? true : undefined })}
        />
      </div>
    </search>
  );
}

function Search({ value, onChange }: { value: string; onChange(q: string): void }): JSX.Element {
  const t = useT();
  const [text, setText] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a pause in typing asks
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <TextInput
      type="search"
      aria-label={t.inbox.search}
      placeholder={t.inbox.searchHint}
      leftSection={<Icon name="search" size={1} />}
      value={text}
      onChange={(e) => setText(e.currentTarget.value)}
    />
  );
}
