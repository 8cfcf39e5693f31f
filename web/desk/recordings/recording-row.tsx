import { Button, Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { liftHold, type RecordingState, type RecordingView } from '../../../contract/recordings.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { useLanguage } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useNow } from '../../lib/clock.ts';
import { dayText, exactMoment, momentText } from '../../lib/format-time.ts';
import type { Tone } from '../../ui/due-state.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import { can, useSession } from '../session.tsx';
import { RecordingPlayer } from './player.tsx';
import { clockText } from './recording-times.ts';

const STATE: Record<RecordingState, readonly [Tone, IconName]> = {
  making: ['blue', 'megaphone'],
  made: ['slate', 'clock'],
  fetched: ['green', 'check'],
  missing: ['red', 'alert'],
  erased: ['slate', 'close'],
};
export type RecordingAction = 'hold' | 'export' | 'hearings';

interface Props {
  recording: RecordingView;
  /** Its case is what the page is about already. */
  inCase?: boolean;
  onAction?(action: RecordingAction, recording: RecordingView): void;
}

/** One recording: the call, the case, how long it stays, and the player under it. */
export function RecordingRow({ recording: r, inCase, onAction }: Props): JSX.Element {
  const words = useHotlineWords().recordings;
  const language = useLanguage();
  const now = useNow();
  const session = useSession();
  const [open, setOpen] = useState(false);
  const number = r.number ?? (can(session, 'call.read') ? words.hidden : words.masked);
  const what = `${words.kind[r.kind]} ${number}, ${exactMoment(r.startedAt, language)}`;
  const keeping =
    r.state === 'erased'
      ? r.erasedAt && words.erased(momentText(r.erasedAt, now, language))
      : r.hold
        ? words.keptMark(r.hold.reason)
        : r.keptBecause === 'case'
          ? words.keptCase
          : r.eraseFrom && words.eraseFrom(dayText(r.eraseFrom, now, language));
  const facts = [
    r.direction === 'inbound' ? words.inbound : words.outbound,
    r.seconds === null ? null : clockText(r.seconds),
    r.agent?.name,
    keeping,
    words.heard(r.heard),
  ].filter(Boolean);
  const [tone, icon] = STATE[r.state];
  return (
    <li className={rows.row}>
      <div>
        <Icon name={r.direction === 'inbound' ? 'incoming' : 'outgoing'} size={1} /> <strong>{number}</strong>{' '}
        <span className="meta">
          {words.kind[r.kind]} · {momentText(r.startedAt, now, language)}
        </span>
        <p className="meta">{facts.join(' · ')}</p>
      </div>
      {inCase ? null : r.caseCode ? (
        <Link to="/cases/$code" params={{ code: r.caseCode }}>
          {r.caseCode}
        </Link>
      ) : (
        <span className="meta">{words.noCase}</span>
      )}
      {r.state === 'fetched' ? null : (
        <Chip tone={tone} icon={icon}>
          {words.state[r.state]}
        </Chip>
      )}
      {r.hold ? (
        <Chip tone="amber" icon="lock">
          {words.filter.held}
        </Chip>
      ) : null}
      {r.state === 'fetched' ? (
        <Button
          variant={open ? 'default' : 'light'}
          size="compact-md"
          leftSection={<Icon name={open ? 'close' : 'play'} size={0.875} />}
          aria-expanded={open}
          aria-label={open ? `${words.close}: ${what}` : words.listenTo(what)}
          onClick={() => setOpen(!open)}
        >
          {open ? words.close : words.listen}
        </Button>
      ) : null}
      {onAction && can(session, 'recording.keep') && r.state === 'fetched' ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" size="compact-md" aria-label={words.actions(what)}>
              <Icon name="dots" size={1} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {r.hold ? (
              <LiftItem recording={r} />
            ) : (
              <Menu.Item onClick={() => onAction('hold', r)}>{words.hold}</Menu.Item>
            )}
            {can(session, 'recording.export') ? (
              <Menu.Item onClick={() => onAction('export', r)}>{words.export}</Menu.Item>
            ) : null}
            <Menu.Item onClick={() => onAction('hearings', r)}>{words.hearings}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {open ? (
        <RecordingPlayer callId={r.callId} recordingId={r.id} what={what} seconds={r.seconds} pauses={r.pauses} />
      ) : null}
    </li>
  );
}

function LiftItem({ recording }: { recording: RecordingView }): JSX.Element {
  const words = useHotlineWords().recordings;
  const toast = useToast();
  const client = useQueryClient();
  const lift = useMutation({
    mutationFn: () => call(liftHold, { params: { id: recording.id } }),
    onSuccess: () => {
      toast(words.lifted);
      void client.invalidateQueries({ queryKey: ['recordings'] });
    },
    onError: (error) => toast(error.message),
  });
  return <Menu.Item onClick={() => lift.mutate()}>{words.lift}</Menu.Item>;
}
