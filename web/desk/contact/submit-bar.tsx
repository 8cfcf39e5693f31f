import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import { unitsQuery } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './contact.module.css';
import type { NextStep } from './contact-values.ts';

interface Props {
  next: NextStep;
  /** Name of the incident that it joins: then nothing else follows. */
  incident: string | null;
  leadUnit: string;
  answer: string;
  busy: boolean;
  ready: boolean;
  touched: boolean;
  onRegister(): void;
  onBoth(): void;
  onClear(): void;
}

/** Two ways to send, and what the first of them will do. Both work by keyboard from any field of the form. */
export function SubmitBar(props: Props): JSX.Element {
  const t = useT();
  const words = t.contact.submit;
  return (
    <div className={styles.foot}>
      <Will {...props} />
      <Button
        size="sm"
        loading={props.busy}
        disabled={!props.ready}
        onClick={props.onBoth}
        aria-keyshortcuts="Control+Shift+Enter"
        rightSection={<kbd aria-hidden>Ctrl ⇧ Enter</kbd>}
      >
        {props.incident === null ? words[props.next] : t.incidents.contact.submit}
      </Button>
      {props.incident === null ? (
        <Button
          size="sm"
          variant="default"
          loading={props.busy}
          disabled={!props.ready}
          onClick={props.onRegister}
          aria-keyshortcuts="Control+Enter"
          rightSection={<kbd aria-hidden>Ctrl Enter</kbd>}
        >
          {words.register}
        </Button>
      ) : null}
      <Button
        size="compact-md"
        variant="subtle"
        className={styles.clear}
        disabled={!props.touched}
        onClick={props.onClear}
      >
        {words.clear}
      </Button>
      <span className={`meta ${styles.kept}`}>{t.actionForm.keep}</span>
    </div>
  );
}

/** The unit or the answer stands further up and may be out of sight; nobody sends what he does not see. */
function Will({ next, incident, leadUnit, answer }: Props): JSX.Element {
  const t = useT();
  const words = t.contact.submit;
  const unit = useQuery(unitsQuery).data?.items.find((one) => one.code === leadUnit);
  if (incident !== null)
    return (
      <p className={styles.will} role="status">
        <Icon name="megaphone" size={1} />
        <span>{t.incidents.contact.will(incident)}</span>
      </p>
    );
  const text = answer.trim().replace(/\s+/g, ' ');
  return (
    <p className={styles.will} role="status">
      <Icon name={next === 'forward' ? 'forward' : 'reply'} size={1} />
      {next === 'forward' ? (
        <span>{unit ? words.willForward(unit.name) : words.noUnit}</span>
      ) : (
        <span>{text ? words.willAnswer(text.slice(0, 160)) : words.noAnswer}</span>
      )}
    </p>
  );
}
