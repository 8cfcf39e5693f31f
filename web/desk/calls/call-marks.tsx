import type { JSX } from 'react';
import type { CallOutcome, CallView } from '../../../contract/calls.ts';
import { useT } from '../../i18n/index.ts';
import type { Tone } from '../../ui/due-state.ts';
import type { IconName } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';

const OUTCOME: Record<CallOutcome, readonly [Tone, IconName]> = {
  answered: ['green', 'check'],
  abandoned: ['red', 'close'],
  voicemail: ['violet', 'note'],
  callback: ['amber', 'clock'],
  transferred: ['green', 'transfer'],
  rejected: ['red', 'alert'],
  menu_only: ['slate', 'info'],
  failed: ['red', 'alert'],
  no_answer: ['amber', 'clock'],
  busy: ['amber', 'pause'],
  cancelled: ['slate', 'close'],
};

/** How it stands or ended, as a word with an icon. */
export function CallState({ call }: { call: Pick<CallView, 'state' | 'outcome'> }): JSX.Element {
  const t = useT();
  if (call.state !== 'ended' || !call.outcome)
    return (
      <Chip tone="blue" icon="phone">
        {t.calls.state[call.state]}
      </Chip>
    );
  const [tone, icon] = OUTCOME[call.outcome];
  return (
    <Chip tone={tone} icon={icon}>
      {t.calls.outcome[call.outcome]}
    </Chip>
  );
}

/** Who is at the other end, as well as it is known. */
export function useOther(): (call: Pick<CallView, 'citizen' | 'number'>) => string {
  const t = useT();
  return (call) => call.citizen?.name ?? call.number ?? t.phone.bar.hidden;
}
