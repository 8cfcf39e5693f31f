import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type JSX, useState } from 'react';
import { type CallDetail, setDisposition } from '../../../contract/calls.ts';
import { useT } from '../../i18n/index.ts';
import { call as ask } from '../../lib/api.ts';
import rows from '../../ui/rows.module.css';
import { TextArea } from '../../ui/text-area.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { callDispositionsQuery, choices, renewCalls } from '../phone/call-queries.ts';
import { can, useSession } from '../session.tsx';

/** Result, note and case of a call, mended afterwards: by its agent or a supervisor. */
export function EditNotes({ call }: { call: CallDetail }): JSX.Element | null {
  const t = useT();
  const session = useSession();
  const [open, setOpen] = useState(false);
  const mine = call.agent?.code === session.user.username;
  if (!mine && !can(session, 'call.supervise')) return null;
  if (!open)
    return (
      <div className={rows.tools} style={{ marginTop: 'var(--gap-3)' }}>
        <Button variant="default" size="compact-md" onClick={() => setOpen(true)}>
          {t.calls.edit}
        </Button>
        {call.caseCode === null && can(session, 'case.create') ? (
          <Button component={Link} to={`/calls/${call.id}/contact`} variant="default" size="compact-md">
            {t.phone.bar.newCase}
          </Button>
        ) : null}
      </div>
    );
  return <Form call={call} onDone={() => setOpen(false)} />;
}

function Form({ call, onDone }: { call: CallDetail; onDone(): void }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const dispositions = useQuery(callDispositionsQuery).data?.items ?? [];
  const [disposition, setResult] = useState(call.disposition ?? '');
  const [note, setNote] = useState(call.note ?? '');
  const [code, setCode] = useState(call.caseCode ?? '');
  const save = useMutation({
    mutationFn: () =>
      ask(setDisposition, {
        params: { id: call.id },
        body: {
          disposition: disposition || null,
          note: note.trim() || null,
          ...(code.trim() === (call.caseCode ?? '') ? {} : { caseCode: code.trim() || null }),
        },
      }),
    onSuccess: () => {
      toast(t.phone.wrap.saved);
      onDone();
    },
    onSettled: () => renewCalls(client),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={send} className={rows.form} style={{ marginTop: 'var(--gap-3)' }}>
      <Select
        label={t.phone.wrap.result}
        placeholder={t.phone.wrap.resultNone}
        data={choices(dispositions, call.disposition)}
        value={disposition || null}
        onChange={(value) => setResult(value ?? '')}
      />
      <TextArea label={t.phone.wrap.note} value={note} onChange={(e) => setNote(e.currentTarget.value)} />
      <TextInput
        label={t.phone.wrap.caseCode}
        description={t.phone.wrap.caseHint}
        value={code}
        onChange={(e) => setCode(e.currentTarget.value)}
        autoComplete="off"
      />
      <ActTrouble error={save.error} gone={false} />
      <div className={rows.tools}>
        <Button type="submit" loading={save.isPending}>
          {t.phone.wrap.save}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t.common.cancel}
        </Button>
      </div>
    </form>
  );
}
