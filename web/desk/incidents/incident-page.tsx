import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type JSX, lazy, Suspense, useState } from 'react';
import type { IncidentView } from '../../../contract/incidents.ts';
import { numberText, useLanguage, useT } from '../../i18n/index.ts';
import { ApiProblem } from '../../lib/problem.ts';
import { Icon } from '../../ui/icons.tsx';
import { StatusChip, When } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { can, useSession } from '../session.tsx';
import { EndForm } from './end-form.tsx';
import { IncidentForm } from './incident-form.tsx';
import { Expected, IncidentState, Scope } from './incident-marks.tsx';
import { incidentQuery, renewIncidents, sendChange } from './incident-queries.ts';
import { fromIncident, type IncidentValues, wordsOf } from './incident-values.ts';
import styles from './incidents.module.css';
import { SoundLine, SoundMark } from './sound-line.tsx';

const DeclareDialog = lazy(() => import('./declare-dialog.tsx'));

/** One incident: what to tell callers, what the telephone says, how many are concerned, and its end. */
export function IncidentPage(): JSX.Element {
  const words = useT().incidents;
  const { id } = useParams({ from: '/incidents/$id' });
  const { data: one, error, refetch } = useQuery(incidentQuery(id));
  if (!one) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading lines={10} />;
  return (
    <Page title={one.title} tool={<Tools one={one} />}>
      <p className={styles.line}>
        <IncidentState open={one.ended === null} />
        <Scope of={one} />
        {one.ended === null && one.expectedEnd ? <Expected at={one.expectedEnd} /> : null}
      </p>
      {one.ended ? <Ended one={one} /> : null}
      <Section title={words.told}>
        <p className={`prose ${styles.told}`}>{one.told}</p>
      </Section>
      <Section title={words.spoken}>
        {one.spoken === null ? (
          <p className="meta">{words.notSpoken}</p>
        ) : (
          <>
            <p className="prose">{one.spoken}</p>
            {one.ended === null ? (
              <>
                <SoundMark id={one.id} spoken={one.spoken} />
                <SoundLine id={one.id} title={one.title} />
              </>
            ) : null}
          </>
        )}
      </Section>
      <Figures one={one} />
      <Section title={words.case}>
        <p className={styles.line}>
          <Link to="/cases/$code" params={{ code: one.case.code }}>
            <span className="code">{one.case.code}</span> {one.case.title}
          </Link>
          <StatusChip status={one.case.status} />
        </p>
        <p className="meta">{one.case.leadUnit ? `${words.unit}: ${one.case.leadUnit.name}` : words.noUnit}</p>
      </Section>
      <p className="meta">
        {words.declared} <When at={one.declaredAt} /> · {one.declaredBy.name}
        {one.changedAt && one.changedBy ? (
          <>
            {' · '}
            {words.changed} <When at={one.changedAt} /> · {one.changedBy.name}
          </>
        ) : null}
      </p>
      <p>
        <Link to="/incidents">{words.back}</Link>
      </p>
    </Page>
  );
}

function Ended({ one }: { one: IncidentView }): JSX.Element | null {
  const words = useT().incidents;
  if (!one.ended) return null;
  return (
    <div className={styles.ended}>
      <p>
        {words.why[one.ended.why]} <When at={one.ended.at} />
        {one.ended.by ? ` ${words.endedBy(one.ended.by.name)}` : ''}
        {one.ended.reason ? `: ${one.ended.reason}` : ''}
      </p>
      {one.caseReopened ? <p>{words.caseReopened}</p> : null}
    </div>
  );
}

function Figures({ one }: { one: IncidentView }): JSX.Element {
  const words = useT().incidents;
  const language = useLanguage();
  const all = can(useSession(), 'case.list_all');
  const figures = [
    [words.figure.joined, one.joined],
    [words.figure.today, one.joinedToday],
    [words.figure.calls, one.calls],
  ] as const;
  return (
    <Section title={words.figures}>
      <dl className={styles.figures}>
        {figures.map(([label, n]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{numberText(n, language)}</dd>
          </div>
        ))}
      </dl>
      {all && one.joined > 0 ? (
        <p>
          <Link to="/queue/$view" params={{ view: 'all' }} search={{ parent: one.case.code }}>
            {words.seeJoined}
          </Link>
        </p>
      ) : null}
    </Section>
  );
}

/** What a supervisor may do with it now. */
function Tools({ one }: { one: IncidentView }): JSX.Element | null {
  const t = useT();
  const words = t.incidents;
  const [open, setOpen] = useState<'change' | 'end' | 'again' | null>(null);
  const close = () => setOpen(null);
  if (!can(useSession(), 'incident.manage')) return null;
  const { expectedEnd: _, ...again } = fromIncident(one);
  return (
    <div className={styles.tools}>
      {one.ended === null ? (
        <>
          <Button variant="default" leftSection={<Icon name="edit" size={1} />} onClick={() => setOpen('change')}>
            {words.change.action}
          </Button>
          <Button onClick={() => setOpen('end')}>{words.end.action}</Button>
        </>
      ) : one.caseReopened ? (
        <Button leftSection={<Icon name="megaphone" size={1} />} onClick={() => setOpen('again')}>
          {words.again}
        </Button>
      ) : null}
      <Modal
        opened={open === 'change' || open === 'end'}
        onClose={close}
        size="44rem"
        title={open === 'end' ? words.end.title : words.change.title}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {open === 'end' ? <EndForm one={one} onDone={close} /> : <Change one={one} onDone={close} />}
      </Modal>
      {open === 'again' ? (
        <Suspense fallback={null}>
          <DeclareDialog start={again} onClose={close} />
        </Suspense>
      ) : null}
    </div>
  );
}

function Change({ one, onDone }: { one: IncidentView; onDone(): void }): JSX.Element {
  const words = useT().incidents.change;
  const client = useQueryClient();
  const toast = useToast();
  // As it stood when the form was opened: what somebody else changes meanwhile is a conflict, not overwritten unseen.
  const [base, setBase] = useState(one);
  const save = useMutation({
    mutationFn: ({ v }: { v: IncidentValues; sent(): void }) =>
      sendChange(one.id, { ...wordsOf(v), version: base.version }),
    onSuccess: (_after, { sent }) => {
      sent();
      toast(words.done);
      onDone();
    },
    onError: (error) => {
      // From now on as it is; what was typed here stays on top of it, and who sends again has been told.
      if (error instanceof ApiProblem && error.status === 409)
        void client.fetchQuery({ ...incidentQuery(String(one.id)), staleTime: 0 }).then(setBase);
    },
    onSettled: () => renewIncidents(client),
  });
  return (
    <IncidentForm
      name={String(one.id)}
      start={fromIncident(base)}
      send={words.send}
      busy={save.isPending}
      error={save.error}
      onSend={(v, sent) => save.mutate({ v, sent })}
    />
  );
}
