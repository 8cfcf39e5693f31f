import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type JSX, type ReactNode, useState } from 'react';
import type { IncidentSuggestion } from '../../../contract/incidents.ts';
import { useT } from '../../i18n/index.ts';
import { useKept } from '../../lib/kept.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { caseQuery } from '../../lib/queries.ts';
import { OtherText } from '../../ui/other-text.tsx';
import { AreasPicker, CategoryPicker } from '../../ui/pickers.tsx';
import rows from '../../ui/rows.module.css';
import { TextArea } from '../../ui/text-area.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { useSession } from '../session.tsx';
import { fromCase, type IncidentValues, NO_VALUES } from './incident-values.ts';
import styles from './incidents.module.css';

interface Props {
  /** Names what is typed, which is kept until it is sent. */
  name: string;
  start: Partial<IncidentValues>;
  /** Declaring from nowhere asks for the case; everywhere else it is known. */
  asksCase?: boolean;
  /** Cases that may be joined in the same moment. */
  offered?: IncidentSuggestion['cases'];
  send: string | ((joined: number) => string);
  busy: boolean;
  error: Error | null;
  /** `sent` forgets what was typed. */
  onSend(values: IncidentValues, sent: () => void): void;
  children?: ReactNode;
}

const NOTHING: Partial<IncidentValues> = {};

/** What a person says of an incident; the same form declares and changes it. */
export function IncidentForm(props: Props): JSX.Element {
  const t = useT();
  const words = t.incidents.declare;
  const { user } = useSession();
  const [typed, setTyped, forget, kept] = useKept<Partial<IncidentValues>>(
    `${user.username}.incident.${props.name}`,
    NOTHING,
  );
  const [missing, setMissing] = useState<Record<string, string>>({});
  const asked = props.asksCase === true;
  const code = typed.case ?? '';
  const whole = asked && /^1022-\d{6}-\d{4,}$/.test(code);
  const found = useQuery({ ...caseQuery(code), enabled: whole, retry: false });
  // What the case says stands in the fields until a hand is put to them.
  const known = asked && found.data ? fromCase(found.data) : {};
  const v: IncidentValues = { ...NO_VALUES, told: words.toldStart, ...props.start, ...known, ...typed };
  const set = (change: Partial<IncidentValues>) => {
    setMissing({});
    setTyped({ ...typed, ...change });
  };
  const errors = { ...fieldErrors(props.error), ...missing };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const empty = (['case', 'title', 'told'] as const).filter((name) => v[name].trim() === '');
    setMissing(Object.fromEntries(empty.map((name) => [name, t.common.required])));
    if (empty.length === 0) props.onSend(v, forget);
    else requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  };
  return (
    <form className={rows.form} onSubmit={submit} noValidate>
      {asked ? (
        <TextInput
          label={words.case}
          description={found.data ? found.data.title : words.caseHint}
          placeholder="1022-261123-0412"
          value={code}
          onChange={(e) => set({ case: e.currentTarget.value.trim() })}
          error={errors.case ?? (whole && found.isError ? words.noSuchCase : undefined)}
          required
          data-autofocus
        />
      ) : null}
      <TextInput
        label={words.name}
        value={v.title}
        maxLength={120}
        onChange={(e) => set({ title: e.currentTarget.value })}
        error={errors.title}
        required
        data-autofocus={asked ? undefined : true}
      />
      <TextArea
        label={words.told}
        description={words.toldHint}
        value={v.told}
        onChange={(e) => set({ told: e.currentTarget.value })}
        error={errors.told}
        rows={2}
        required
      />
      <div className={styles.field}>
        <TextArea
          label={words.spoken}
          description={words.spokenHint}
          value={v.spoken}
          onChange={(e) => set({ spoken: e.currentTarget.value })}
          error={errors.spoken}
          rows={2}
        />
        {v.told.trim() !== '' && v.spoken !== v.told ? (
          <Button size="compact-sm" variant="default" onClick={() => set({ spoken: v.told })}>
            {words.copyTold}
          </Button>
        ) : null}
      </div>
      <div className={rows.two}>
        <CategoryPicker
          label={words.category}
          description={words.categoryHint}
          value={v.category}
          onChange={(category) => set({ category })}
          error={errors.category}
        />
        <AreasPicker
          label={words.areas}
          description={words.areasHint}
          value={v.areas}
          onChange={(areas) => set({ areas })}
          error={errors.areas}
        />
      </div>
      <TextInput
        className={styles.moment}
        type="datetime-local"
        label={words.expectedEnd}
        value={v.expectedEnd}
        onChange={(e) => set({ expectedEnd: e.currentTarget.value })}
        error={errors.expectedEnd}
      />
      {props.offered ? (
        <Offered cases={props.offered} carries={v.case} join={v.join} onChange={(join) => set({ join })} />
      ) : null}
      {props.children}
      <OtherText kept={kept} say={(other) => other.told ?? other.title ?? ''} />
      <ActTrouble error={props.error} gone={false} />
      <div>
        <Button type="submit" loading={props.busy}>
          {typeof props.send === 'string' ? props.send : props.send(v.join.length)}
        </Button>
      </div>
    </form>
  );
}

/** Like cases, each with a tick; the one that carries the incident has none. */
function Offered(props: {
  cases: IncidentSuggestion['cases'];
  carries: string;
  join: readonly string[];
  onChange(join: string[]): void;
}): JSX.Element {
  const words = useT().incidents.declare;
  return (
    <fieldset className={styles.offered}>
      <legend>{words.join}</legend>
      <p className="meta">{words.joinText}</p>
      {props.cases.map((one) => (
        <Checkbox
          key={one.code}
          label={one.title}
          description={one.code === props.carries ? `${one.code} · ${words.carries}` : one.code}
          checked={one.code === props.carries || props.join.includes(one.code)}
          disabled={one.code === props.carries}
          onChange={(e) =>
            props.onChange(
              e.currentTarget.checked ? [...props.join, one.code] : props.join.filter((code) => code !== one.code),
            )
          }
        />
      ))}
    </fieldset>
  );
}
