import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { type CurrentCall, extendWrapUp, setDisposition } from '../../../contract/calls.ts';
import { useT } from '../../i18n/index.ts';
import { call as ask } from '../../lib/api.ts';
import { useKept } from '../../lib/kept.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { Icon } from '../../ui/icons.tsx';
import { OtherText } from '../../ui/other-text.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { renewRouting } from '../routing/routing-queries.ts';
import { useSession } from '../session.tsx';
import styles from './call-bar.module.css';
import type { RunOrder } from './call-bar.tsx';
import { callDispositionsQuery, choices, renewCalls } from './call-queries.ts';
import { clockText, useTicking } from './use-phone.ts';
import { notesOf, type TypedNotes } from './wrap-notes.ts';

const NONE: TypedNotes = { disposition: null, note: null };

/** What came of the call: written down during the talk or in the minute after it; then one is free for the next. */
export function WrapUp(props: { call: CurrentCall; readAt: number; over: boolean; run: RunOrder }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const { user } = useSession();
  const { call, readAt, over, run } = props;
  const words = t.phone.wrap;
  const dispositions = useQuery(callDispositionsQuery).data?.items ?? [];
  const [kept, setKept, forget, draft] = useKept<TypedNotes>(`${user.username}.call.${call.id}`, NONE);
  const [code, setCode] = useState('');
  const { disposition, note } = notesOf(kept, call);
  const save = useMutation({
    mutationFn: (more: { wrapped?: boolean; caseCode?: string }) =>
      ask(setDisposition, {
        params: { id: call.id },
        body: { disposition: disposition || null, note: note.trim() || null, ...more },
      }),
    onSuccess: (_, more) => {
      if (more.wrapped) forget();
      if (more.caseCode) setCode('');
      toast(more.wrapped ? words.finished : more.caseCode ? words.linked : words.saved);
      void renewRouting(client);
    },
    onSettled: () => renewCalls(client),
  });
  const errors = fieldErrors(save.error);
  return (
    <div className={styles.wrap}>
      <Select
        label={words.result}
        placeholder={words.resultNone}
        data={choices(dispositions, call.disposition)}
        value={disposition || null}
        onChange={(value) => setKept({ ...kept, disposition: value ?? '' })}
        error={errors.disposition}
        className={styles.result}
      />
      <TextInput
        label={words.note}
        placeholder={words.noteHint}
        value={note}
        onChange={(e) => setKept({ ...kept, note: e.currentTarget.value })}
        error={errors.note}
        className={styles.note}
      />
      {call.caseCode ? null : (
        <form
          className={styles.link}
          onSubmit={(event) => {
            event.preventDefault();
            if (code.trim()) save.mutate({ caseCode: code.trim() });
          }}
        >
          <TextInput
            label={words.caseCode}
            placeholder="1022-…"
            title={words.caseHint}
            value={code}
            onChange={(e) => setCode(e.currentTarget.value)}
            error={errors.caseCode}
            autoComplete="off"
          />
          <Button type="submit" variant="default" disabled={!code.trim()} loading={save.isPending}>
            {words.link}
          </Button>
          <OtherText kept={draft} say={(other) => other.note ?? ''} />
        </form>
      )}
      <div className={styles.finish}>
        {over && call.wrapUpSecondsLeft !== null ? <Left seconds={call.wrapUpSecondsLeft} readAt={readAt} /> : null}
        {call.can.includes('extend') ? (
          <Button variant="default" onClick={() => run(() => ask(extendWrapUp, { params: { id: call.id } }))}>
            {words.extend}
          </Button>
        ) : null}
        {over ? (
          <Button
            leftSection={<Icon name="check" size={1} />}
            loading={save.isPending}
            onClick={() => save.mutate({ wrapped: true })}
          >
            {words.done}
          </Button>
        ) : (
          <Button variant="default" loading={save.isPending} onClick={() => save.mutate({})}>
            {words.save}
          </Button>
        )}
      </div>
      <ActTrouble error={Object.keys(errors).length > 0 ? null : save.error} gone={false} />
    </div>
  );
}

function Left({ seconds, readAt }: { seconds: number; readAt: number }): JSX.Element {
  const t = useT();
  const left = useTicking(seconds, readAt, true);
  return (
    <span role="timer" className={styles.left}>
      {t.phone.wrap.left(clockText(left))}
    </span>
  );
}
