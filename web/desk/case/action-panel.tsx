import { ActionIcon, Button } from '@mantine/core';
import { type FormEvent, type JSX, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { ActionName, ActionOffer } from '../../../contract/actions.ts';
import type { CaseView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { holdEnter } from '../../lib/enter-key.ts';
import { useKept } from '../../lib/kept.ts';
import { useHere } from '../../lib/places.ts';
import { ApiProblem, fieldErrors } from '../../lib/problem.ts';
import { takeBackAll } from '../../lib/upload.ts';
import { AlsoWriting } from '../../ui/company.tsx';
import { Icon } from '../../ui/icons.tsx';
import { OtherText } from '../../ui/other-text.tsx';
import { withoutEmpty } from '../actions/desk-action.ts';
import { DESK_ACTIONS } from '../actions/index.ts';
import { useSession } from '../session.tsx';
import { ActTrouble } from './act-trouble.tsx';
import styles from './action-bar.module.css';
import { keptKey } from './kept-key.ts';
import { useAct } from './use-act.ts';

interface Props {
  item: CaseView;
  action: ActionName;
  /** Null when the action is no longer offered: the form stays so that its text is not lost, but cannot be sent. */
  offer: ActionOffer | null;
  onClose(): void;
  /** Done, and the case is no longer this person's to see. */
  onGone(): void;
}

/** The form of one action, in place: what will happen, the fields, send. What is typed is kept until it is sent. */
export function ActionPanel({ item, action, offer, onClose, onGone }: Props): JSX.Element {
  const t = useT();
  const session = useSession();
  const id = useId();
  const desk = DESK_ACTIONS[action];
  const form = useRef<HTMLFormElement>(null);
  const [start] = useState<object>(() => ({
    ...desk.start,
    ...(desk.fromInitial?.(offer?.initial ?? {}, item) ?? offer?.initial),
  }));
  const [values, setValues, forget, kept] = useKept<object>(keptKey(session.user.username, item.code, action), start);
  const [openedAt] = useState(item.version);
  const [missing, setMissing] = useState<Record<string, string>>({});
  useHere('case', item.code, desk.Form ? action : null);
  const attempt = useAct(item, (after) => (after ? onClose() : onGone()));
  const errors = useMemo(() => ({ ...fieldErrors(attempt.error), ...missing }), [attempt.error, missing]);

  useEffect(() => {
    form.current
      ?.querySelector<HTMLElement>('textarea, input:not([type=hidden]):not([hidden]), button[type=submit]')
      ?.focus();
  }, []);

  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (attempt.isPending || !offer) return;
    const empty = desk.required.filter((key) => isEmpty((values as Record<string, unknown>)[key]));
    setMissing(Object.fromEntries(empty.map((key) => [key, t.common.required])));
    if (empty.length > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
      return;
    }
    attempt.mutate({ action, key: kept.id, body: desk.toBody?.(values as never) ?? withoutEmpty(values) });
  };
  const steer = (event: KeyboardEvent) => {
    holdEnter(event, 'lists');
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    send();
  };
  const discard = () => {
    takeBackAll(values);
    forget();
    onClose();
  };
  const Form = desk.Form;
  return (
    <form ref={form} className={styles.panel} aria-labelledby={id} onSubmit={send} onKeyDown={steer} noValidate>
      <div className={styles.head}>
        <Icon name={desk.icon} />
        <h2 id={id}>{t.actions[action].label}</h2>
        <ActionIcon variant="subtle" color="gray" onClick={onClose} aria-label={t.actionForm.close}>
          <Icon name="close" />
        </ActionIcon>
      </div>
      <div className={styles.form}>
        {openedAt === item.version || attempt.error ? null : (
          <p role="status" className={styles.changed}>
            {t.page.changed}
          </p>
        )}
        {Form ? (
          <Form
            values={values}
            set={(change) => {
              setMissing({});
              // A corrected field must not go on looking wrong; what a conflict said stays until the next try.
              if (attempt.error instanceof ApiProblem && attempt.error.status === 422) attempt.reset();
              setValues({ ...values, ...change });
            }}
            errors={errors}
            item={item}
          />
        ) : null}
        <AlsoWriting kind="case" id={item.code} form={action} />
        <OtherText kept={kept} say={wordsOf} />
        <Effects lines={offer && (desk.effectsHold?.(values as never, offer.initial) ?? true) ? offer.effects : []} />
        <ActTrouble error={attempt.error} gone={offer === null} />
      </div>
      <div className={styles.foot}>
        <Button
          type="submit"
          size="md"
          color={desk.danger ? 'red' : undefined}
          loading={attempt.isPending}
          disabled={!offer}
          rightSection={<kbd className={styles.kbd}>Ctrl ⏎</kbd>}
        >
          {t.actionForm.send(t.actions[action].label)}
        </Button>
        <Button variant="subtle" size="md" onClick={discard}>
          {values === start ? t.common.cancel : t.actionForm.discard}
        </Button>
        {desk.required.length > 0 ? <span className={`meta ${styles.keep}`}>{t.actionForm.keep}</span> : null}
      </div>
    </form>
  );
}

function Effects({ lines }: { lines: string[] }): JSX.Element | null {
  const t = useT();
  if (lines.length === 0) return null;
  return (
    <div className={styles.effects}>
      <strong>{t.actionForm.effects}</strong>
      <ul>
        {lines.map((line) => (
          <li key={line}>
            <Icon name="chevronRight" size={0.875} />
            {line}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What of a form is words, to tell one from another. */
const wordsOf = (values: object) =>
  Object.values(values)
    .filter((value) => typeof value === 'string' && value.includes(' '))
    .join('\n');

const isEmpty = (value: unknown) =>
  typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
