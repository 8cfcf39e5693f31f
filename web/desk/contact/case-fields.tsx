import { Checkbox, Select, TextInput } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import {
  CASE_TYPES,
  type CaseType,
  CHANNELS,
  type ChannelKind,
  URGENCIES,
  type Urgency,
} from '../../../contract/cases.ts';
import type { ContactAdvice } from '../../../contract/contact.ts';
import { useT } from '../../i18n/index.ts';
import { AreaPicker, CategoryPicker, UnitPicker } from '../../ui/pickers.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './contact.module.css';
import type { ContactSource } from './contact-source.ts';
import { type CaseValues, isGuess, type Typed } from './contact-values.ts';

interface Props {
  source: ContactSource;
  typed: Typed;
  values: CaseValues;
  guess: ContactAdvice['guess'] | undefined;
  set(change: Partial<CaseValues>): void;
  errors: Record<string, string>;
}

/** The fields of a case in the order in which one asks for them. What was guessed says so until a hand is put to it. */
export function CaseFields(props: Props): JSX.Element {
  const { typed, guess } = props;
  const t = useT();
  const label = (field: keyof CaseValues, words: string): ReactNode =>
    isGuess(field, typed, guess) ? (
      <>
        {words} <span className={styles.guess}>{t.contact.guess}</span>
      </>
    ) : (
      words
    );
  const all = { ...props, label };
  return (
    <>
      <About {...all} />
      <Where {...all} />
      <Who {...all} />
    </>
  );
}

type Labelled = Props & { label(field: keyof CaseValues, words: string): ReactNode };

function About({ values, guess, set, errors, label }: Labelled): JSX.Element {
  const t = useT();
  return (
    <fieldset className={styles.group}>
      <legend>{t.newCase.about}</legend>
      <TextArea
        label={t.newCase.content}
        value={values.content}
        onChange={(e) => set({ content: e.currentTarget.value })}
        error={errors.content}
        rows={4}
        required
        autoFocus
        className={styles.full}
      />
      {guess && guess.because.length > 0 ? (
        <p className={`meta ${styles.full}`}>
          {t.contact.guessed} {t.inbox.make.because} {guess.because.map((words) => `“${words}”`).join(', ')}.
        </p>
      ) : null}
      <CategoryPicker
        data-field="category"
        label={label('category', t.newCase.category)}
        value={values.category}
        onChange={(category) => set({ category })}
        error={errors.category}
      />
      <Select
        data-field="type"
        label={label('type', t.newCase.type)}
        data={CASE_TYPES.map((value) => ({ value, label: t.type[value] }))}
        value={values.type || null}
        onChange={(type) => set({ type: (type ?? '') as CaseType })}
        error={errors.type}
        searchable
        openOnFocus={false}
        onFocus={(e) => e.currentTarget.select()}
        allowDeselect={false}
        required
      />
      <Select
        data-field="urgency"
        label={label('urgency', t.newCase.urgency)}
        data={URGENCIES.map((value) => ({ value, label: t.urgency[value] }))}
        value={values.urgency}
        onChange={(urgency) => set({ urgency: (urgency ?? 'normal') as Urgency })}
        error={errors.urgency}
        openOnFocus={false}
        allowDeselect={false}
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
    </fieldset>
  );
}

function Where({ values, set, errors, label }: Labelled): JSX.Element {
  const t = useT();
  return (
    <fieldset className={styles.group}>
      <legend>{t.newCase.where}</legend>
      <AreaPicker
        data-field="area"
        label={label('area', t.newCase.area)}
        value={values.area}
        onChange={(area) => set({ area })}
        error={errors.area}
      />
      <TextInput
        className={styles.two}
        data-field="place"
        label={label('place', t.newCase.place)}
        value={values.place}
        onChange={(e) => set({ place: e.currentTarget.value })}
        error={errors['place.text'] ?? errors.place}
      />
    </fieldset>
  );
}

function Who({ source, values, set, errors, label }: Labelled): JSX.Element {
  const t = useT();
  const nobody = values.anonymous;
  return (
    <fieldset className={styles.group}>
      <legend>{t.newCase.who}</legend>
      {source.kind === 'none' ? (
        <Select
          label={t.newCase.channel}
          data={CHANNELS.map((value) => ({ value, label: t.channel[value] }))}
          value={values.channel}
          onChange={(channel) => set({ channel: (channel ?? 'phone') as ChannelKind })}
          error={errors.channel}
          openOnFocus={false}
          allowDeselect={false}
        />
      ) : null}
      <TextInput
        data-field="phone"
        label={label('phone', t.newCase.phone)}
        type="tel"
        value={nobody ? '' : values.phone}
        onChange={(e) => set({ phone: e.currentTarget.value })}
        error={errors['citizen.phone']}
        disabled={nobody}
        autoComplete="off"
      />
      <TextInput
        data-field="name"
        label={label('name', t.newCase.name)}
        value={nobody ? '' : values.name}
        onChange={(e) => set({ name: e.currentTarget.value })}
        error={errors['citizen.name']}
        disabled={nobody}
        autoComplete="off"
      />
      <TextInput
        data-field="email"
        label={label('email', t.newCase.email)}
        type="email"
        value={nobody ? '' : values.email}
        onChange={(e) => set({ email: e.currentTarget.value })}
        error={errors['citizen.email']}
        disabled={nobody}
        autoComplete="off"
      />
      <div className={`${styles.ticks} ${source.kind === 'none' ? styles.two : ''}`}>
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
