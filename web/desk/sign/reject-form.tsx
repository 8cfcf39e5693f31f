import { Button } from '@mantine/core';
import type { FormEvent, JSX } from 'react';
import type { ActionName } from '../../../contract/actions.ts';
import { useT } from '../../i18n/index.ts';
import { useKept } from '../../lib/kept.ts';
import { ReasonForm, type ReasonValues } from '../actions/reason-form.tsx';
import { keptKey } from '../case/kept-key.ts';
import { useSession } from '../session.tsx';
import styles from './sign.module.css';

interface Props {
  code: string;
  action: ActionName;
  busy: boolean;
  onSend(reason: string): void;
  onCancel(): void;
}

const EMPTY: ReasonValues = { reason: '' };

/** The reason of a refusal: one of the ready sentences with one touch, or by the phone's voice keyboard. */
export function RejectForm({ code, action, busy, onSend, onCancel }: Props): JSX.Element {
  const t = useT();
  const { user } = useSession();
  const [values, setValues] = useKept(keptKey(user.username, code, action), EMPTY);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (values.reason.trim()) onSend(values.reason);
  };
  return (
    <form className={styles.reject} onSubmit={send}>
      <ReasonForm values={values} set={(change) => setValues({ ...values, ...change })} errors={{}} choices={action} />
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
