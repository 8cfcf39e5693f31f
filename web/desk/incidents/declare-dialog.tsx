import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import type { IncidentSuggestion, JoinResult } from '../../../contract/incidents.ts';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import { useToast } from '../../ui/toast.tsx';
import { listsTouched } from '../shell/use-live.ts';
import { IncidentForm } from './incident-form.tsx';
import { renewIncidents, sendDeclare } from './incident-queries.ts';
import { type IncidentValues, wordsOf } from './incident-values.ts';
import styles from './incidents.module.css';

interface Props {
  start: Partial<IncidentValues>;
  asksCase?: boolean;
  offered?: IncidentSuggestion['cases'];
  onClose(): void;
  /** Declared, and every case that was to join it has. */
  onDone?(id: number): void;
}

/** Declares an incident over the page; where a case could not join it stays and says which and why. */
export default function DeclareDialog({ start, asksCase = false, offered, onClose, onDone }: Props): JSX.Element {
  const t = useT();
  const words = t.incidents.declare;
  const client = useQueryClient();
  const toast = useToast();
  const send = useMutation({
    mutationFn: ({ v }: { v: IncidentValues; sent(): void }) =>
      sendDeclare({ ...wordsOf(v), case: v.case, join: v.join }),
    onSuccess: ({ incident, joined }, { sent }) => {
      sent();
      void renewIncidents(client);
      void client.invalidateQueries({ queryKey: ['case'] });
      void client.invalidateQueries({ queryKey: ['cases', 'counts'] });
      listsTouched.set(listsTouched.get() + 1);
      if (joined.some((one) => !one.ok)) return;
      toast(words.done(incident.title));
      onClose();
      onDone?.(incident.id);
    },
  });
  const partly = send.data?.joined.some((one) => !one.ok) ? send.data.joined : null;
  return (
    <Modal
      opened
      onClose={onClose}
      size="44rem"
      title={words.title}
      closeButtonProps={{ 'aria-label': t.common.close }}
    >
      {partly ? (
        <Results joined={partly} onClose={onClose} />
      ) : (
        <IncidentForm
          name={asksCase ? 'new' : (start.case ?? 'new')}
          start={start}
          asksCase={asksCase}
          {...(offered ? { offered } : {})}
          send={(n) => (n > 0 ? words.sendWith(n) : words.send)}
          busy={send.isPending}
          error={send.error}
          onSend={(v, sent) => send.mutate({ v, sent })}
        />
      )}
    </Modal>
  );
}

function Results({ joined, onClose }: { joined: readonly JoinResult[]; onClose(): void }): JSX.Element {
  const t = useT();
  const words = t.incidents.declare;
  const done = joined.filter((one) => one.ok).length;
  return (
    <div className={styles.results} role="alert">
      <p>
        <strong>{words.someNot}</strong>
      </p>
      <ul>
        {joined
          .filter((one) => !one.ok)
          .map((one) => (
            <li key={one.code}>
              <Icon name="alert" size={1} /> <span className="code">{one.code}</span> {one.problem}
            </li>
          ))}
      </ul>
      {done > 0 ? <p className="meta">{words.joinedAll(done)}</p> : null}
      <div>
        <Button onClick={onClose} data-autofocus>
          {t.common.close}
        </Button>
      </div>
    </div>
  );
}
