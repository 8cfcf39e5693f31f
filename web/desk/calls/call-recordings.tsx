import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { listRecordings } from '../../../contract/recordings.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { type Asked, RecordingDialogs } from '../recordings/recording-dialogs.tsx';
import { RecordingRow } from '../recordings/recording-row.tsx';
import { can, useSession } from '../session.tsx';

/** The recordings of one call, each with its player; a word where there are none. */
export function CallRecordings({ callId }: { callId: string }): JSX.Element | null {
  const t = useT();
  const hears = can(useSession(), 'recording.hear');
  const [asked, setAsked] = useState<Asked>(null);
  const { data } = useQuery({
    queryKey: ['recordings', 'call', callId],
    queryFn: () => call(listRecordings, { query: { callId, limit: 50 } }),
    enabled: hears,
  });
  if (!hears) return null;
  const items = data?.items ?? [];
  return (
    <Section title={t.calls.recordings} count={items.length}>
      {data && items.length === 0 ? <p className="meta">{t.calls.noRecording}</p> : null}
      <ul className={items.length > 0 ? rows.rows : undefined}>
        {items.map((one) => (
          <RecordingRow
            key={one.id}
            recording={one}
            onAction={(action, recording) => setAsked({ action, recording })}
          />
        ))}
      </ul>
      <RecordingDialogs asked={asked} onClose={() => setAsked(null)} />
    </Section>
  );
}
