import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import type { CaseRow } from '../../../contract/cases.ts';
import type { SessionView } from '../../../contract/session.ts';
import { useT } from '../../i18n/index.ts';
import { readCases } from '../../lib/queries.ts';
import { useStore } from '../../lib/store.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { isMyTurn } from '../queue/turn.ts';
import { holds, useSession } from '../session.tsx';
import { listsTouched } from '../shell/use-live.ts';
import styles from './sign.module.css';
import { SignCard } from './sign-card.tsx';

const MOST = 100;

/** One case after another for whoever signs: read, approve or reject, next. Made for three minutes on a phone. */
export function SignPage(): JSX.Element {
  const t = useT();
  const session = useSession();
  useTitle(t.sign.title);
  const [later, setLater] = useState<readonly string[]>([]);
  const touched = useStore(listsTouched);
  const list = useQuery({
    queryKey: ['cases', 'sign', touched],
    queryFn: () => readCases('inbox', { sort: 'due' }, undefined, MOST),
    placeholderData: (before) => before,
  });
  if (list.error && !list.data) return <Failed error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Loading lines={10} />;
  // What two buttons can settle comes first; what needs a directive is opened in full.
  const waiting = list.data.items
    .filter((row) => isForSigning(row, session))
    .toSorted((a, b) => Number(a.status === 'escalated') - Number(b.status === 'escalated'));
  const queue = [...waiting.filter((r) => !later.includes(r.code)), ...waiting.filter((r) => later.includes(r.code))];
  const current = queue[0];
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{t.sign.title}</h1>
        <span className={styles.left} role="status">
          {t.sign.left(queue.length)}
        </span>
      </div>
      {current ? (
        <SignCard
          key={current.code}
          code={current.code}
          onLater={
            queue.length > 1 ? () => setLater([...later.filter((c) => c !== current.code), current.code]) : undefined
          }
        />
      ) : (
        <Notice icon="check" title={t.sign.doneTitle} text={t.sign.doneText} />
      )}
    </div>
  );
}

/** What waits for a signature; an extension request stands in a leader's inbox too although the turn is the officer's. */
function isForSigning(row: CaseRow, session: SessionView): boolean {
  if (row.turn === 'unit_leader' || row.turn === 'province_leader') return isMyTurn(row, session);
  return row.status === 'processing' && !holds(session, 'officer');
}
