import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import {
  exportCaseRecordings,
  exportRecording,
  holdRecording,
  listHearings,
  type RecordingView,
} from '../../../contract/recordings.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { useLast } from '../../lib/use-last.ts';
import { When } from '../../ui/marks.tsx';
import rows from '../../ui/rows.module.css';
import { Loading } from '../../ui/states.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useToast } from '../../ui/toast.tsx';
import { download } from './download.ts';
import type { RecordingAction } from './recording-row.tsx';

export type Asked = { action: RecordingAction; recording: RecordingView } | { action: 'exportCase' } | null;

/** What supervisors do with recordings: keep, take out, see who listened. */
export function RecordingDialogs({ asked, onClose }: { asked: Asked; onClose(): void }): JSX.Element {
  const t = useT();
  const words = useHotlineWords().recordings;
  const shown = useLast(asked);
  const title = {
    hold: words.holdTitle,
    export: words.exportTitle,
    hearings: words.hearings,
    exportCase: words.exportCase,
  };
  return (
    <Modal
      opened={asked !== null}
      onClose={onClose}
      title={shown ? title[shown.action] : ''}
      size="36rem"
      closeButtonProps={{ 'aria-label': t.common.close }}
    >
      {shown?.action === 'hold' ? <HoldForm recording={shown.recording} onDone={onClose} /> : null}
      {shown?.action === 'export' ? <ExportForm recording={shown.recording} onDone={onClose} /> : null}
      {shown?.action === 'exportCase' ? <ExportForm recording={null} onDone={onClose} /> : null}
      {shown?.action === 'hearings' ? <Hearings recording={shown.recording} /> : null}
    </Modal>
  );
}

function HoldForm({ recording, onDone }: { recording: RecordingView; onDone(): void }): JSX.Element {
  const words = useHotlineWords().recordings;
  const toast = useToast();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const hold = useMutation({
    mutationFn: () => call(holdRecording, { params: { id: recording.id }, body: { reason } }),
    onSuccess: () => {
      toast(words.held);
      void client.invalidateQueries({ queryKey: ['recordings'] });
      onDone();
    },
  });
  return (
    <ReasonForm
      text={words.holdText}
      button={words.hold}
      reason={reason}
      onReason={setReason}
      error={hold.error}
      busy={hold.isPending}
      onSend={() => hold.mutate()}
    />
  );
}

/** Of one recording, or (null) of all of a case. */
function ExportForm({ recording, onDone }: { recording: RecordingView | null; onDone(): void }): JSX.Element {
  const words = useHotlineWords().recordings;
  const toast = useToast();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [caseCode, setCaseCode] = useState('');
  const take = useMutation({
    mutationFn: () =>
      recording
        ? download(exportRecording, { params: { id: recording.id }, body: { reason } })
        : download(exportCaseRecordings, { body: { caseCode: caseCode.trim(), reason } }),
    onSuccess: () => {
      toast(words.exported);
      void client.invalidateQueries({ queryKey: ['recordings'] });
      onDone();
    },
  });
  return (
    <ReasonForm
      text={words.exportText}
      button={words.export}
      reason={reason}
      onReason={setReason}
      error={take.error}
      busy={take.isPending}
      ready={recording !== null || caseCode.trim() !== ''}
      onSend={() => take.mutate()}
    >
      {recording ? null : (
        <TextInput
          label={words.filter.caseCode}
          value={caseCode}
          onChange={(e) => setCaseCode(e.currentTarget.value)}
          required
          data-autofocus
        />
      )}
    </ReasonForm>
  );
}

function ReasonForm(props: {
  text: string;
  button: string;
  reason: string;
  onReason(reason: string): void;
  error: Error | null;
  busy: boolean;
  ready?: boolean;
  onSend(): void;
  children?: JSX.Element | null;
}): JSX.Element {
  const words = useHotlineWords().recordings;
  const errors = fieldErrors(props.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    props.onSend();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <p>{props.text}</p>
      {props.children}
      <TextArea
        label={words.reason}
        value={props.reason}
        onChange={(e) => props.onReason(e.currentTarget.value)}
        error={errors.reason}
        rows={2}
        required
        {...(props.children ? {} : { 'data-autofocus': true })}
      />
      {props.error && !errors.reason ? (
        <p role="alert" className={rows.error}>
          {props.error.message}
        </p>
      ) : null}
      <Button type="submit" loading={props.busy} disabled={props.reason.trim() === '' || props.ready === false}>
        {props.button}
      </Button>
    </form>
  );
}

function Hearings({ recording }: { recording: RecordingView }): JSX.Element {
  const words = useHotlineWords().recordings;
  const { data } = useQuery({
    queryKey: ['recordings', 'hearings', recording.id],
    queryFn: () => call(listHearings, { params: { id: recording.id } }),
    staleTime: 0,
  });
  if (!data) return <Loading lines={3} />;
  if (data.items.length === 0) return <p className="meta">{words.noHearings}</p>;
  return (
    <ul className={rows.rows}>
      {data.items.map((one) => (
        <li key={one.at + one.by} className={rows.row}>
          <div>
            <strong>{one.by}</strong> {words.how[one.how]}
            {one.reason ? <p className="meta">{one.reason}</p> : null}
          </div>
          <When at={one.at} />
        </li>
      ))}
    </ul>
  );
}
