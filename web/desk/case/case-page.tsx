import { useQuery } from '@tanstack/react-query';
import { type JSX, lazy, memo, Suspense, useDeferredValue } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { useAnchor } from '../../lib/anchor.ts';
import { useHere } from '../../lib/places.ts';
import { caseQuery } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { IncidentCard } from '../incidents/incident-card.tsx';
import { ActionBar } from './action-bar.tsx';
import { Assignments } from './assignments.tsx';
import { Attachments } from './attachments.tsx';
import { CaseHeader } from './case-header.tsx';
import styles from './case-page.module.css';
import { CitizenCard } from './citizen-card.tsx';
import { Directives } from './directives.tsx';
import { Drafts } from './drafts.tsx';
import { Extensions } from './extensions.tsx';
import { Facts } from './facts.tsx';
import { Held } from './held.tsx';
import { Journey } from './journey.tsx';
import { CaseMessages } from './messages.tsx';
import { Timeline } from './timeline.tsx';

// Most cases have no call: their page does not load a player.
const CaseRecordings = lazy(() =>
  import('../recordings/case-recordings.tsx').then((module) => ({ default: module.CaseRecordings })),
);

/** Everything about one case, and at the bottom what this person may do with it. */
export function CasePage(props: { code: string; onClose(): void; onExpand?(): void }): JSX.Element {
  const { data, error, refetch } = useQuery(caseQuery(props.code));
  // What it is about and what one may do stand at once; the rest follows in pieces, between which a key is answered.
  const rest = useDeferredValue<CaseView | undefined>(data, undefined);
  useHere('case', props.code);
  useAnchor();
  if (!data) {
    return (
      <div className={styles.case} data-own-bar>
        {error ? <Failed error={error} retry={() => void refetch()} /> : <Loading lines={14} />}
      </div>
    );
  }
  return (
    <article className={styles.case} aria-label={data.code} data-own-bar>
      <CaseHeader item={data} onClose={props.onClose} onExpand={props.onExpand} />
      <div className={styles.body}>
        <div className={styles.story}>
          <IncidentCard item={data} />
          <Journey stops={data.journey} turn={data.turn} />
          <Content item={data} />
          {rest ? <Story item={rest} /> : null}
        </div>
        <div className={styles.aside}>{rest ? <Aside item={rest} /> : null}</div>
      </div>
      <ActionBar item={data} onGone={props.onClose} />
    </article>
  );
}

/** What came of it so far; memoised, so that it is drawn when it is its turn and not with what stands above it. */
const Story = memo(function Story({ item }: { item: CaseView }): JSX.Element {
  return (
    <>
      <Attachments item={item} />
      <Directives items={item.directives} />
      <Extensions items={item.extensions} />
      <Drafts item={item} />
      <CaseMessages code={item.code} />
      <Suspense>
        <CaseRecordings code={item.code} />
      </Suspense>
    </>
  );
});

const Aside = memo(function Aside({ item }: { item: CaseView }): JSX.Element {
  return (
    <>
      <CitizenCard item={item} />
      <Facts item={item} />
      <Assignments items={item.assignments} />
      <Held items={item.held} />
      <Timeline item={item} />
    </>
  );
});

function Content({ item }: { item: CaseView }): JSX.Element {
  const t = useT();
  return (
    <Section title={t.page.content}>
      {item.sealed ? (
        <p className={styles.sealed}>
          <Icon name="seal" size={1} /> {t.page.sealedNote}
        </p>
      ) : null}
      <p className="prose">{item.content}</p>
    </Section>
  );
}
