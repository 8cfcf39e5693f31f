import { Button, CopyButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { useT } from '../../i18n/index.ts';
import { caseQuery } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { StatusChip } from '../../ui/marks.tsx';
import { UnitPicker } from '../../ui/pickers.tsx';
import rows from '../../ui/rows.module.css';
import { ActTrouble } from '../case/act-trouble.tsx';
import styles from './contact.module.css';
import type { ContactSource } from './contact-source.ts';
import type { Step } from './contact-values.ts';

export interface Result {
  code: string;
  secret: string | null;
  step: Step | null;
  /** Joined to a case that was there before. */
  linked?: boolean;
  /** Name of the incident that it has joined. */
  incident?: string;
}

interface Props {
  source: ContactSource;
  result: Result;
  pending: boolean;
  done: boolean;
  error: Error | null;
  onAgain(step: Step): void;
  /** Leaves this contact behind: another one, or back to the thread. */
  onEnd(): void;
}

/** What has become of the contact, each half by itself. The look-up secret is told once, on the phone, now. */
export function Outcome(props: Props): JSX.Element {
  const t = useT();
  const navigate = useNavigate();
  const { source, result, onEnd } = props;
  const words = t.contact.done;
  const { code, secret, linked } = result;
  const open = () => {
    onEnd();
    void navigate({ to: '/cases/$code', params: { code } });
  };
  return (
    <div className={styles.outcome}>
      <div role="status">
        <h2>{linked ? words.linkedTitle(code) : words.title(code)}</h2>
      </div>
      {linked ? null : secret ? (
        <div className={rows.once}>
          <span className="meta">{t.newCase.secret}</span>
          <span className={rows.secret}>{secret}</span>
          <p>{t.newCase.secretText}</p>
          <div>
            <CopyButton value={`${code} ${secret}`}>
              {({ copied, copy }) => (
                <Button variant="default" size="compact-md" onClick={copy}>
                  {copied ? t.common.copied : t.common.copy}
                </Button>
              )}
            </CopyButton>
          </div>
        </div>
      ) : (
        <p className="meta">{source.kind === 'conversation' ? words.told : words.secretGone}</p>
      )}
      {linked ? null : <SecondHalf {...props} />}
      <div className={styles.buttons}>
        <Button size="md" autoFocus onClick={open}>
          {words.open}
        </Button>
        <Button
          size="md"
          variant="default"
          onClick={() => {
            onEnd();
            if (source.kind === 'conversation')
              void navigate({ to: '/conversations/$id', params: { id: source.id }, search: {} });
          }}
        >
          {source.kind === 'conversation' ? words.backToTalk : words.another}
        </Button>
      </div>
    </div>
  );
}

/** Whether the step that was to follow has been taken, by what the case itself says; if not, it can be tried again. */
function SecondHalf({ result, pending, done, error, onAgain }: Props): JSX.Element {
  const t = useT();
  const words = t.contact.done;
  const [unit, setUnit] = useState<string | null>(null);
  const item = useQuery(caseQuery(result.code)).data;
  const { step } = result;
  if (result.incident)
    return (
      <p role="status" className={styles.joined}>
        <Icon name="check" />
        <span>{t.incidents.contact.done(result.incident)}</span>
        {item ? <StatusChip status={item.status} /> : null}
      </p>
    );
  if (step === null) return <p>{words.none}</p>;
  if (pending) return <p role="status">{words.doing[step.kind]}</p>;
  const moved = done || (item !== undefined && item.status !== 'received');
  if (moved)
    return (
      <p role="status" className={styles.line}>
        <Icon name="check" />
        <span>
          {step.kind === 'forward'
            ? words.did.forward(item?.leadUnit?.name ?? '')
            : step.kind === 'answer'
              ? words.did.answer
              : words.did.merge(step.into)}
        </span>
        {item ? <StatusChip status={item.status} /> : null}
      </p>
    );
  const again: Step = step.kind === 'forward' && unit !== null ? { ...step, leadUnit: unit } : step;
  return (
    <div className={styles.half}>
      <strong role="alert">{words.failed[step.kind]}</strong>
      <ActTrouble error={error} gone={false} />
      {step.kind === 'forward' ? (
        <UnitPicker label={t.actionForm.field.leadUnit} value={unit ?? step.leadUnit} onChange={setUnit} />
      ) : null}
      <div>
        <Button autoFocus onClick={() => onAgain(again)}>
          {words.again[step.kind]}
        </Button>
      </div>
    </div>
  );
}
