import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useId, useMemo, useState } from 'react';
import { listAuditTypes } from '../../../../contract/audit.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { useT } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';
import { matches } from '../../../lib/fold.ts';
import { Icon } from '../../../ui/icons.tsx';
import { UnitPicker } from '../../../ui/pickers.tsx';
import { can, useSession } from '../../session.tsx';
import { UserPicker } from '../people/user-picker.tsx';
import styles from './audit.module.css';
import type { AuditSearch } from './audit-search.ts';
import { useEventName } from './event-name.ts';

/** Who, what, about what, for which unit, when, with which words. */
export function AuditFilters({
  value,
  onChange,
}: {
  value: AuditSearch;
  onChange(part: AuditSearch): void;
}): JSX.Element {
  const t = useT();
  const words = useAdminWords().audit;
  const session = useSession();
  const text = (key: 'actor' | 'object' | 'q' | 'from' | 'to') => ({
    label: words.field[key],
    value: value[key] ?? '',
    onChange: (e: { currentTarget: { value: string } }) => onChange({ [key]: e.currentTarget.value }),
  });
  const inUse = Object.keys(value).length;
  const [open, setOpen] = useState(false);
  const fields = useId();
  return (
    <search aria-label={words.filters}>
      {/* On a phone the log comes first: the fields unfold at a touch. Wider, the button is not there. */}
      <Button
        className={styles.unfold}
        variant="default"
        leftSection={<Icon name="filter" size={1} />}
        aria-expanded={open}
        aria-controls={fields}
        onClick={() => setOpen(!open)}
      >
        {inUse > 0 ? `${words.filters} (${inUse})` : words.filters}
      </Button>
      <div id={fields} className={styles.filters} data-open={open}>
        {can(session, 'admin.users') ? (
          <UserPicker
            label={words.field.actor}
            value={value.actor ?? ''}
            onChange={(actor) => onChange({ actor })}
            former
          />
        ) : (
          <TextInput {...text('actor')} placeholder={words.actorHint} />
        )}
        <KindPicker value={value.type ?? ''} onChange={(type) => onChange({ type })} />
        <TextInput {...text('object')} placeholder={words.objectPlaceholder} />
        <UnitPicker label={words.field.unit} value={value.unit ?? ''} onChange={(unit) => onChange({ unit })} />
        <TextInput type="date" {...text('from')} />
        <TextInput type="date" {...text('to')} />
        <TextInput
          {...text('q')}
          type="search"
          onChange={(e) => onChange({ q: e.currentTarget.value })}
          placeholder={words.wordsPlaceholder}
        />
        <Button variant="default" disabled={inUse === 0} onClick={() => onChange(NOTHING)}>
          {t.common.clear}
        </Button>
      </div>
    </search>
  );
}

const NOTHING: AuditSearch = { actor: '', type: '', object: '', unit: '', from: '', to: '', q: '' };

/** One kind of event, or all of one noun (“mọi việc về người dùng”). */
function KindPicker({ value, onChange }: { value: string; onChange(type: string): void }): JSX.Element {
  const t = useT();
  const words = useAdminWords().audit;
  const nameOf = useEventName();
  const { data } = useQuery({
    queryKey: ['audit', 'types'],
    queryFn: () => call(listAuditTypes, {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const options = useMemo(() => {
    const byNoun = Map.groupBy(data?.items ?? [], (type) => type.slice(0, type.indexOf('.')));
    return [...byNoun].map(([noun, types]) => ({
      group: words.noun[noun] ?? noun,
      items: [
        { value: noun, label: words.allOf(words.noun[noun] ?? noun) },
        ...types.map((type) => ({ value: type, label: nameOf(type) })),
      ],
    }));
  }, [data, words, nameOf]);
  return (
    <Select
      label={words.field.type}
      data={options}
      value={value || null}
      onChange={(type) => onChange(type ?? '')}
      filter={({ search }) =>
        options.flatMap((g) => {
          const hits = matches(g.group, search) ? g.items : g.items.filter((o) => matches(o.label, search));
          return hits.length > 0 ? [{ ...g, items: hits }] : [];
        })
      }
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t.common.clear }}
      nothingFoundMessage={t.common.nothingFound}
      maxDropdownHeight={360}
    />
  );
}
