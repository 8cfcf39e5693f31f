import type { JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './fields.module.css';

interface TextProps {
  label: string;
  value: string;
  onChange(value: string): void;
  error?: string;
  description?: string;
  required?: boolean;
  rows?: number;
  /** Ready sentences for a reason: one touch on a phone. */
  choices?: readonly string[];
}

/** A text that grows with what is typed. */
export function TextField({ choices, rows = 3, ...props }: TextProps): JSX.Element {
  const t = useT();
  return (
    <div className={styles.field}>
      <TextArea
        label={props.label}
        description={props.description}
        value={props.value}
        onChange={(e) => props.onChange(e.currentTarget.value)}
        error={props.error}
        required={props.required}
        withAsterisk={props.required}
        rows={rows}
      />
      {choices ? (
        <ul className={styles.choices} aria-label={t.actionForm.field.reason}>
          {choices.map((choice) => (
            <li key={choice}>
              <button type="button" aria-pressed={props.value === choice} onClick={() => props.onChange(choice)}>
                {choice}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
