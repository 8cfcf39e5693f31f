import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { type IncidentSound, remakeIncidentSound } from '../../../contract/incident-sounds.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import type { Tone } from '../../ui/due-state.ts';
import type { IconName } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import { PlayPrompt } from '../hotline-admin/play-prompt.tsx';
import { can, useSession } from '../session.tsx';
import { renewIncidents, soundsQuery } from './incident-queries.ts';
import styles from './incidents.module.css';

const MARK: Record<IncidentSound['state'] | 'ready', readonly [Tone, IconName]> = {
  ready: ['amber', 'info'],
  making: ['slate', 'clock'],
  announced: ['green', 'phone'],
  beyond: ['slate', 'info'],
  failed: ['red', 'alert'],
};

/**
 * Whether callers hear it, in a word; nothing for an incident without words for the telephone (`spoken` null, or the server
 * knows of none).
 */
export function SoundMark({ id, spoken }: { id: number; spoken: string | null }): JSX.Element | null {
  const words = useT().incidents.sound;
  const { data, isError } = useQuery({ ...soundsQuery, enabled: spoken !== null });
  if (spoken === null) return null;
  if (isError && !data)
    return (
      <Chip tone="amber" icon="alert">
        {words.unknown}
      </Chip>
    );
  const sound = data?.items.find((one) => one.incidentId === id);
  if (!data || !sound) return null;
  // A voice that no step of the menu says is not heard; whether another exchange has it nobody here can know.
  const shown =
    sound.state !== 'announced' ? sound.state : !data.step ? 'failed' : data.exchange === 'own' ? 'announced' : 'ready';
  const [tone, icon] = MARK[shown];
  return (
    <Chip tone={tone} icon={icon}>
      {words[shown]}
    </Chip>
  );
}

/** The same at length: why not, what to do, and how it sounds. */
export function SoundLine({ id, title }: { id: number; title: string }): JSX.Element | null {
  const t = useT();
  const words = t.incidents.sound;
  const session = useSession();
  const client = useQueryClient();
  const { data } = useQuery(soundsQuery);
  const again = useMutation({
    mutationFn: () => call(remakeIncidentSound, { params: { id } }),
    onSettled: () => renewIncidents(client),
  });
  const sound = data?.items.find((one) => one.incidentId === id);
  if (!data || !sound) return null;
  return (
    <div className={styles.sound}>
      {sound.trouble ? <p className={styles.trouble}>{sound.trouble}</p> : null}
      {again.error ? <p className={styles.trouble}>{again.error.message}</p> : null}
      {data.step ? null : <p className={styles.trouble}>{words.noStep}</p>}
      {data.exchange === 'elsewhere' ? <p className="meta">{words.elsewhere}</p> : null}
      {sound.state === 'failed' && can(session, 'incident.manage') ? (
        <Button size="compact-md" variant="default" loading={again.isPending} onClick={() => again.mutate()}>
          {words.retry}
        </Button>
      ) : null}
      {sound.prompt && can(session, 'admin.hotline') ? <PlayPrompt name={sound.prompt} title={title} /> : null}
    </div>
  );
}
