import { Checkbox, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import {
  CASE_TYPES,
  type CaseType,
  CHANNELS,
  type ChannelKind,
  URGENCIES,
  type Urgency,
} from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { categoriesQuery } from '../../lib/queries.ts';
import { AreaPicker, CategoryPicker, UnitPicker } from '../../ui/pickers.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './new-case.module.css';
import type { NewCaseValues } from './new-case-values.ts';

interface Props {
  values: NewCaseValues;
  set(change: Partial<NewCaseValues>): void;
  errors: Record<string, string>;
}

export function CaseForm(props: Props): JSX.Element {
  return (
    <>
      <About {...props} />
      <Where {...props} />
      <Who {...props} />
    </>
  );
}

function About({ values, set, errors }: Props): JSX.Element {
  const t = useT();
  const categories = useQuery(categoriesQuery).data?.items;
  // A category knows its usual type and urgency; what the agent has chosen himself is not touched.
  const pickCategory = (category: string) => {
    const known = categories?.find((c) => c.code === category);
    const type = CASE_TYPES.find((x) => x === known?.defaultType);
    const urgency = URGENCIES.find((x) => x === known?.defaultUrgency);
    set({
      category,
      ...(values.type === '' && type ? { type } : {}),
      ...(values.urgency === 'normal' && urgency ? { urgency } : {}),
    });
  };
  return (
    <fieldset className={styles.group}>
      <legend>{t.newCase.about}</legend>
      <TextArea
        label={t.newCase.content}
        value={values.content}
        onChange={(e) => set({ content: e.currentTarget.value })}
        error={errors.content}
        rows={5}
        required
        autoFocus
        className={styles.full}
      />
      <CategoryPicker
        label={t.newCase.category}
        value={values.category}
        onChange={pickCategory}
        error={errors.category}
      />
      <Select
        label={t.newCase.type}
        data={CASE_TYPES.map((value) => ({ value, label: t.type[value] }))}
        value={values.type || null}
        onChange={(type) => set({ type: (type ?? '') as CaseType })}
        error={errors.type}
        searchable
        openOnFocus={false}
        onFocus={(e) => e.currentTarget.select()}
        required
      />
      <Select
        label={t.newCase.urgency}
        data={URGENCIES.map((value) => ({ value, label: t.urgency[value] }))}
        value={values.urgency}
        onChange={(urgency) => set({ urgency: (urgency ?? 'normal') as Urgency })}
        error={errors.urgency}
      />
      <Select
        label={t.newCase.channel}
        data={CHANNELS.map((value) => ({ value, label: t.channel[value] }))}
        value={values.channel}
        onChange={(channel) => set({ channel: (channel ?? 'phone') as ChannelKind })}
        error={errors.channel}
      />
      {values.type === 'conduct_report' ? (
        <UnitPicker
          label={t.newCase.aboutUnit}
          description={t.newCase.aboutUnitHint}
          value={values.aboutUnit}
          onChange={(aboutUnit) => set({ aboutUnit })}
          error={errors.aboutUnit}
        />
      ) : null}
      <TextInput
        label={t.newCase.caseTitle}
        description={t.newCase.titleHint}
        value={values.title}
        onChange={(e) => set({ title: e.currentTarget.value })}
        error={errors.title}
        className={styles.full}
      />
    </fieldset>
  );
}

function Where({ values, set, errors }: Props): JSX.Element {
  const t = useT();
  return (
    <fieldset className={styles.group}>
      <legend>{t.newCase.where}</legend>
      <AreaPicker label={t.newCase.area} value={values.area} onChange={(area) => set({ area })} error={errors.area} />
      <TextInput
        label={t.newCase.place}
        description={t.newCase.placeHint}
        value={values.place}
        onChange={(e) => set({ place: e.currentTarget.value })}
        error={errors['place.text'] ?? errors.place}
      />
    </fieldset>
  );
}

function Who({ values, set, errors }: Props): JSX.Element {
  const t = useT();
  return (
    <fieldset className={styles.group}>
      <legend>{t.newCase.who}</legend>
      <TextInput
        label={t.newCase.name}
        value={values.name}
        onChange={(e) => set({ name: e.currentTarget.value })}
        error={errors['citizen.name']}
        autoComplete="off"
      />
      <TextInput
        label={t.newCase.phone}
        type="tel"
        value={values.phone}
        onChange={(e) => set({ phone: e.currentTarget.value })}
        error={errors['citizen.phone']}
        autoComplete="off"
      />
      <TextInput
        label={t.newCase.email}
        type="email"
        value={values.email}
        onChange={(e) => set({ email: e.currentTarget.value })}
        error={errors['citizen.email']}
        autoComplete="off"
      />
      <div className={styles.ticks}>
        <Checkbox
          label={t.newCase.anonymous}
          checked={values.anonymous}
          onChange={(e) => set({ anonymous: e.currentTarget.checked })}
        />
        <Checkbox
          label={t.newCase.publishWish}
          checked={values.publishWish}
          onChange={(e) => set({ publishWish: e.currentTarget.checked })}
        />
      </div>
    </fieldset>
  );
}
