import { Button, MultiSelect, Select, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { CASE_TYPES, CHANNELS, STATUSES, TURNS, URGENCIES } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import type { CaseFilters } from '../../lib/queries.ts';
import { AreaPicker, CategoryPicker, UnitPicker } from '../../ui/pickers.tsx';
import styles from './filters.module.css';

/** The rarer filters; each choice works at once. */
export default function FilterForm({
  filters,
  onChange,
}: {
  filters: CaseFilters;
  onChange(next: CaseFilters): void;
}): JSX.Element {
  const t = useT();
  const inner = { withinPortal: false };
  return (
    <div className={styles.form}>
      <MultiSelect
        label={t.list.field.status}
        data={STATUSES.map((value) => ({ value, label: t.status[value] }))}
        value={filters.status ? filters.status.split(',') : []}
        onChange={(chosen) => onChange({ status: chosen.join(',') })}
        comboboxProps={inner}
        clearable
        clearButtonProps={{ 'aria-label': t.common.clear }}
      />
      <Select
        label={t.list.field.type}
        data={CASE_TYPES.map((value) => ({ value, label: t.type[value] }))}
        value={filters.type ?? null}
        onChange={(type) => onChange({ type: type ?? '' })}
        comboboxProps={inner}
        clearable
        clearButtonProps={{ 'aria-label': t.common.clear }}
      />
      <UnitPicker label={t.list.field.unit} value={filters.unit ?? ''} onChange={(unit) => onChange({ unit })} />
      <CategoryPicker
        label={t.list.field.category}
        value={filters.category ?? ''}
        onChange={(category) => onChange({ category })}
      />
      <AreaPicker label={t.list.field.area} value={filters.area ?? ''} onChange={(area) => onChange({ area })} />
      <div className={styles.two}>
        <Select
          label={t.list.field.channel}
          data={CHANNELS.map((value) => ({ value, label: t.channel[value] }))}
          value={filters.channel ?? null}
          onChange={(channel) => onChange({ channel: channel ?? '' })}
          comboboxProps={inner}
          clearable
          clearButtonProps={{ 'aria-label': t.common.clear }}
        />
        <Select
          label={t.list.field.level}
          data={['1', '2', '3', '4'].map((value) => ({ value, label: t.level(Number(value)) }))}
          value={filters.level ?? null}
          onChange={(level) => onChange({ level: level ?? '' })}
          comboboxProps={inner}
          clearable
          clearButtonProps={{ 'aria-label': t.common.clear }}
        />
      </div>
      <div className={styles.two}>
        <MultiSelect
          label={t.list.field.urgency}
          data={URGENCIES.map((value) => ({ value, label: t.urgency[value] }))}
          value={filters.urgency ? filters.urgency.split(',') : []}
          onChange={(chosen) => onChange({ urgency: chosen.join(',') })}
          comboboxProps={inner}
          clearable
          clearButtonProps={{ 'aria-label': t.common.clear }}
        />
        <Select
          label={t.list.field.turn}
          data={TURNS.map((value) => ({ value, label: t.turn[value] }))}
          value={filters.turn ?? null}
          onChange={(turn) => onChange({ turn: turn ?? '' })}
          comboboxProps={inner}
          clearable
          clearButtonProps={{ 'aria-label': t.common.clear }}
        />
      </div>
      <div className={styles.two}>
        <TextInput
          type="date"
          label={t.list.field.from}
          value={filters.from ?? ''}
          onChange={(e) => onChange({ from: e.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t.list.field.to}
          value={filters.to ?? ''}
          onChange={(e) => onChange({ to: e.currentTarget.value })}
        />
      </div>
      <Select
        label={t.list.field.sort}
        data={(['due', 'newest', 'oldest'] as const).map((value) => ({ value, label: t.list.sort[value] }))}
        value={filters.sort ?? null}
        onChange={(sort) => onChange({ sort: sort ?? '' })}
        comboboxProps={inner}
        clearable
        clearButtonProps={{ 'aria-label': t.common.clear }}
      />
      <Button
        variant="subtle"
        onClick={() =>
          onChange({
            status: '',
            type: '',
            unit: '',
            category: '',
            area: '',
            channel: '',
            level: '',
            urgency: '',
            turn: '',
            assignee: '',
            from: '',
            to: '',
            sort: '',
            due: '',
            q: '',
          })
        }
      >
        {t.list.clearFilters}
      </Button>
    </div>
  );
}
