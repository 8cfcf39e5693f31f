import { Button, SegmentedControl } from '@mantine/core';
import type { JSX } from 'react';
import type { ChannelKind } from '../../../contract/cases.ts';
import type { ContactAdvice, ProposedUnit } from '../../../contract/contact.ts';
import { useT } from '../../i18n/index.ts';
import { When } from '../../ui/marks.tsx';
import { UnitPicker, UnitsPicker } from '../../ui/pickers.tsx';
import { TextField } from '../actions/fields.tsx';
import { ArticlePicker, ReadyTexts } from '../knowledge/help-to-write.tsx';
import styles from './contact.module.css';
import type { NextStep, Typed } from './contact-values.ts';

interface Props {
  next: NextStep;
  typed: Typed;
  leadUnit: string;
  advice: ContactAdvice | undefined;
  about: string;
  channel: ChannelKind;
  citizenName: string;
  set(change: Typed): void;
  errors: Record<string, string>;
}

/** What follows the registration: to a unit, with the proposed one standing there already, or an answer at once. */
export function NextStepFields(props: Props): JSX.Element {
  const t = useT();
  const { next, set } = props;
  return (
    <fieldset className={styles.next}>
      <legend>{t.contact.next.title}</legend>
      <SegmentedControl
        aria-label={t.contact.next.title}
        data={[
          { value: 'forward', label: t.contact.next.forward },
          { value: 'answer', label: t.contact.next.answer },
        ]}
        value={next}
        onChange={(value) => set({ next: value as NextStep })}
        fullWidth
      />
      {next === 'forward' ? <Forward {...props} /> : <Answer {...props} />}
    </fieldset>
  );
}

function Forward({ typed, leadUnit, advice, set, errors }: Props): JSX.Element {
  const t = useT();
  const proposed = advice?.units.find((one) => one.unit.code === leadUnit);
  const others = advice?.units.filter((one) => one.unit.code !== leadUnit) ?? [];
  return (
    <>
      <UnitPicker
        data-field="leadUnit"
        label={t.actionForm.field.leadUnit}
        value={leadUnit}
        onChange={(code) => set({ leadUnit: code })}
        error={errors.leadUnit}
      />
      {proposed ? (
        <p className={styles.why}>
          <strong>{t.contact.next.proposed}</strong> <Why one={proposed} />
        </p>
      ) : advice?.answerHere ? (
        <p className="meta">{t.contact.next.here}</p>
      ) : leadUnit === '' && advice && others.length === 0 ? (
        <p className="meta">{t.contact.next.noUnit}</p>
      ) : null}
      {others.length > 0 ? (
        <ul className={styles.others} aria-label={t.contact.next.others}>
          {others.map((one) => (
            <li key={one.unit.code}>
              <Button variant="default" size="compact-sm" onClick={() => set({ leadUnit: one.unit.code })}>
                {one.unit.name}
              </Button>{' '}
              <Why one={one} />
            </li>
          ))}
        </ul>
      ) : null}
      <UnitsPicker
        label={t.actionForm.field.coUnits}
        value={typed.coUnits ?? []}
        onChange={(coUnits) => set({ coUnits })}
        error={errors.coUnits}
      />
      <TextField
        label={t.actionForm.field.note}
        description={t.actionForm.hint.internal}
        value={typed.note ?? ''}
        onChange={(note) => set({ note })}
        error={errors.note}
        rows={1}
      />
    </>
  );
}

function Why({ one }: { one: ProposedUnit }): JSX.Element {
  const t = useT();
  const words = t.contact.next.reason;
  const why = one.because.map((b) =>
    b.reason === 'history' ? words.history(b.count ?? 0, b.of ?? 0) : words[b.reason],
  );
  return (
    <span className="meta">
      {why.join(' · ')} · {t.contact.next.due} <When at={one.dueAt} />
    </span>
  );
}

function Answer({ typed, about, channel, citizenName, set, errors }: Props): JSX.Element {
  const t = useT();
  const text = typed.answer ?? '';
  const add = (words: string) => set({ answer: text.trim() === '' ? words : `${text.trimEnd()}\n\n${words}` });
  return (
    <>
      <TextField
        label={t.actionForm.field.text}
        description={t.actionForm.hint.citizenReads}
        value={text}
        onChange={(answer) => set({ answer })}
        error={errors.text}
        rows={4}
      />
      <ReadyTexts for="reply" channel={channel} citizenName={citizenName || null} onPick={add} />
      <ArticlePicker
        about={about}
        value={typed.article ?? ''}
        onChange={(article) => set({ article })}
        onInsert={add}
        error={errors.article}
      />
    </>
  );
}
