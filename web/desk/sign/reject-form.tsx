import { Button } from '@mantine/core';
import { type FormEvent, type JSX, useEffect, useId, useRef } from 'react';
import type { ActionName } from '../../../contract/actions.ts';
import { useT } from '../../i18n/index.ts';
import { useKept } from '../../lib/kept.ts';
import { OtherText } from '../../ui/other-text.tsx';
import { ReasonForm, type ReasonValues } from '../actions/reason-form.tsx';
import { keptKey } from '../case/kept-key.ts';
import { useSession } from '../session.tsx';
import { useKeys } from '../shell/keys.ts';
import styles from './sign.module.css';

interface Props {
  code: string;
  action: ActionName;
  busy: boolean;
  onSend(reason: string): void;
  onCancel(): void;
}

const EMPTY: ReasonValues = { reason: '' };

/** The reason of a refusal: a ready sentence, which sends at once (the second touch), or one's own words, also spoken. */
export function RejectForm({ code, action, busy, onSend, onCancel }: Props): JSX.Element {
  const t = useT();
  const id = useId();
  const { user } = useSession();
  const [values, setValues, , draft] = useKept(keptKey(user.username, code, action), EMPTY);
  const ready = t.actionForm.reasons[action] ?? [];
  const form = useRef<HTMLFormElement>(null);
  // The button that opened it is gone; the first ready sentence takes the focus, so that a phone shows no keyboard yet.
  useEffect(() => form.current?.querySelector<HTMLElement>('button, textarea')?.focus(), []);
  useKeys({ Escape: onCancel });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (values.reason.trim()) onSend(values.reason);
  };
  return (
    <form className={styles.reject} onSubmit={send} ref={form}>
      {ready.length > 0 ? (
        <>
          <p className="meta" id={id}>
            {t.days.sign.because(t.sign.short[action] ?? '')}
          </p>
          <ul className={styles.ready} aria-labelledby={id}>
            {ready.map((reason) => (
              <li key={reason}>
                <Button
                  variant="default"
                  size="md"
                  fullWidth
                  justify="start"
                  disabled={busy}
                  onClick={() => onSend(reason)}
                >
                  {reason}
                </Button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <ReasonForm values={values} set={(change) => setValues({ ...values, ...change })} errors={{}} />
      <OtherText kept={draft} say={(other) => other.reason} />
      <div className={styles.buttons} data-flat>
        <Button size="lg" variant="default" onClick={onCancel}>
          {t.common.cancel}
        </Button>
        <Button size="lg" type="submit" color="red" loading={busy} disabled={!values.reason.trim()}>
          {t.sign.short[action]}
        </Button>
      </div>
    </form>
  );
}
