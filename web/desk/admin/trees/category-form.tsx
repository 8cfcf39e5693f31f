import { Button, NativeSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { CASE_TYPES, URGENCIES } from '../../../../contract/case-words.ts';
import { type CategoryRecord, createCategory, type TreeUse, updateCategory } from '../../../../contract/org-trees.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { useT } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';
import { now } from '../../../lib/clock.ts';
import { isoDayOf } from '../../../lib/format-time.ts';
import { fieldErrors } from '../../../lib/problem.ts';
import { unitsQuery } from '../../../lib/queries.ts';
import rows from '../../../ui/rows.module.css';
import { useToast } from '../../../ui/toast.tsx';
import { PeriodFields } from './period-fields.tsx';

interface Props {
  /** Null: a new one. */
  category: CategoryRecord | null;
  all: readonly CategoryRecord[];
  use: TreeUse | undefined;
  onDone(): void;
}

/** Adds, changes, moves or retires a category; its code stays for ever. */
export function CategoryForm({ category, all, use, onDone }: Props): JSX.Element {
  const t = useT();
  const words = useAdminWords().categories;
  const toast = useToast();
  const [code, setCode] = useState(category?.code ?? '');
  const [v, setV] = useState(() => ({
    name: category?.name ?? '',
    nameEn: category?.nameEn ?? '',
    parent: category?.parent?.code ?? '',
    defaultType: category?.defaultType ?? CASE_TYPES[0],
    defaultUrgency: category?.defaultUrgency ?? ('normal' as const),
    leadUnit: category?.leadUnit?.code ?? '',
    keywords: category?.keywords ?? [],
    position: category?.position ?? Math.max(0, ...all.map((c) => c.position)) + 10,
    validFrom: category?.validFrom ?? isoDayOf(now()),
    validTo: category?.validTo ?? '',
  }));
  const set = <K extends keyof typeof v>(key: K, value: (typeof v)[K]) => setV((old) => ({ ...old, [key]: value }));
  const save = useMutation({
    mutationFn: () => {
      const body = { ...v, parent: v.parent || null, leadUnit: v.leadUnit || null, validTo: v.validTo || null };
      return category
        ? call(updateCategory, { params: { code: category.code }, body })
        : call(createCategory, { body: { code, ...body } });
    },
    onSuccess: () => {
      toast(words.saved);
      onDone();
    },
  });
  const errors = fieldErrors(save.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <div className={rows.two}>
        <TextInput
          label={words.name}
          value={v.name}
          error={errors.name}
          onChange={(e) => set('name', e.currentTarget.value)}
          required
          data-autofocus
        />
        <TextInput
          label={words.nameEn}
          value={v.nameEn}
          error={errors.nameEn}
          onChange={(e) => set('nameEn', e.currentTarget.value)}
          lang="en"
          required
        />
        <TextInput
          label={t.admin.units.code}
          description={t.admin.units.codeHint}
          value={code}
          onChange={(e) => setCode(e.currentTarget.value.toLowerCase())}
          error={errors.code}
          readOnly={category !== null}
          required
        />
        <ParentSelect
          category={category}
          all={all}
          value={v.parent}
          error={errors.parent}
          onChange={(p) => set('parent', p)}
        />
        <NativeSelect
          label={words.type}
          data={CASE_TYPES.map((value) => ({ value, label: t.type[value] }))}
          value={v.defaultType}
          onChange={(e) => set('defaultType', e.currentTarget.value as typeof v.defaultType)}
        />
        <NativeSelect
          label={words.urgency}
          data={URGENCIES.map((value) => ({ value, label: t.urgency[value] }))}
          value={v.defaultUrgency}
          onChange={(e) => set('defaultUrgency', e.currentTarget.value as typeof v.defaultUrgency)}
        />
        <LeadSelect value={v.leadUnit} error={errors.leadUnit} onChange={(u) => set('leadUnit', u)} />
        <NumberInput
          label={words.position}
          description={words.positionHint}
          value={v.position}
          error={errors.position}
          min={0}
          hideControls
          onChange={(n) => set('position', Number(n) || 0)}
        />
      </div>
      <TagsInput
        label={words.keywords}
        description={words.keywordsHint}
        value={v.keywords}
        error={errors.keywords}
        onChange={(k) => set('keywords', k)}
        maxTags={60}
        clearButtonProps={{ 'aria-label': t.common.clear }}
      />
      <PeriodFields value={v} errors={errors} use={use} onChange={(p) => setV((old) => ({ ...old, ...p }))} />
      {save.error && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {save.error.message}
        </p>
      ) : null}
      <Button type="submit" loading={save.isPending}>
        {t.common.save}
      </Button>
    </form>
  );
}

function ParentSelect(props: {
  category: CategoryRecord | null;
  all: readonly CategoryRecord[];
  value: string;
  error: string | undefined;
  onChange(code: string): void;
}): JSX.Element {
  const t = useT();
  const words = useAdminWords().categories;
  return (
    <Select
      label={words.parent}
      description={words.parentHint}
      data={props.all
        .filter((c) => c.code !== props.category?.code)
        .map((c) => ({ value: c.code, label: c.parent ? `${c.name} (${c.parent.name})` : c.name }))}
      value={props.value || null}
      error={props.error}
      onChange={(code) => props.onChange(code ?? '')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t.common.clear }}
      nothingFoundMessage={t.common.nothingFound}
    />
  );
}

/** Any unit, routing roles too: a category may lead to “UBND cấp xã”, which the place resolves. */
function LeadSelect(props: { value: string; error: string | undefined; onChange(code: string): void }): JSX.Element {
  const t = useT();
  const words = useAdminWords().categories;
  const { data } = useQuery(unitsQuery);
  return (
    <Select
      label={words.leadUnit}
      description={words.leadUnitHint}
      data={(data?.items ?? []).map((u) => ({ value: u.code, label: u.name }))}
      value={props.value || null}
      error={props.error}
      onChange={(code) => props.onChange(code ?? '')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t.common.clear }}
      nothingFoundMessage={t.common.nothingFound}
      limit={80}
    />
  );
}
