import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { listRecordings } from '../../../contract/recordings.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { call } from '../../lib/api.ts';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { can, useSession } from '../session.tsx';
import { type Asked, RecordingDialogs } from './recording-dialogs.tsx';
import { RecordingRow } from './recording-row.tsx';

/** Recordings of the calls about a case; nothing where there are none, or one may not hear them. */
export function CaseRecordings({ code }: { code: string }): JSX.Element | null {
  const words = useHotlineWords().recordings;
  const session = useSession();
  const [asked, setAsked] = useState<Asked>(null);
  const { data } = useQuery({
    queryKey: ['recordings', 'case', code],
    queryFn: () => call(listRecordings, { query: { caseCode: code, limit: 50 } }),
    enabled: can(session, 'recording.hear'),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={words.ofCase} count={data.items.length}>
      <ul className={rows.rows}>
        {data.items.map((one) => (
          <RecordingRow
            key={one.id}
            recording={one}
            inCase
            onAction={(action, recording) => setAsked({ action, recording })}
          />
        ))}
      </ul>
      <RecordingDialogs asked={asked} onClose={() => setAsked(null)} />
    </Section>
  );
}
