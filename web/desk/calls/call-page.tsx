import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { JSX, ReactNode } from 'react';
import type { CallDetail } from '../../../contract/calls.ts';
import { useT } from '../../i18n/index.ts';
import { When } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { CallButton } from '../phone/call-button.tsx';
import { callDispositionsQuery } from '../phone/call-queries.ts';
import { clockText } from '../phone/use-phone.ts';
import { CallLine } from './call-line.tsx';
import { CallState, useOther } from './call-marks.tsx';
import { callDetailQuery } from './call-queries.ts';
import { CallRecordings } from './call-recordings.tsx';
import styles from './calls.module.css';
import { EditNotes } from './edit-notes.tsx';

/** One call: who, what came of it, its course to the second, the telephones in it, its recordings. */
export function CallPage(): JSX.Element {
  const { id } = useParams({ from: '/calls/$id' });
  const { data, error, refetch } = useQuery(callDetailQuery(id));
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={10} />;
  return <Detail call={data} />;
}

function Detail({ call }: { call: CallDetail }): JSX.Element {
  const t = useT();
  const other = useOther();
  const words = t.calls;
  const dispositions = useQuery(callDispositionsQuery).data?.items ?? [];
  const result = dispositions.find((one) => one.code === call.disposition)?.name ?? call.disposition;
  return (
    <Page title={words.page(other(call))} wide tool={<CallState call={call} />}>
      <div className={styles.columns}>
        <div>
          <Section title={words.times}>
            <CallLine call={call} />
          </Section>
          <Section title={words.legs} count={call.legs.length}>
            <Legs legs={call.legs} />
          </Section>
        </div>
        <div>
          <Section title={words.about}>
            <dl className={styles.data}>
              <Fact name={words.started}>
                {t.calls.direction[call.direction]} · <When at={call.startedAt} />
                {call.origin === 'asterisk' ? null : ` · ${words.origin[call.origin]}`}
              </Fact>
              {call.number ? (
                <Fact name={words.filter.number}>
                  {call.state === 'ended' ? (
                    <CallButton
                      number={call.number}
                      caseCode={call.caseCode ?? undefined}
                      citizenId={call.citizen?.id}
                      callbackId={call.callbackId ?? undefined}
                    />
                  ) : (
                    <span className="num">{call.number}</span>
                  )}
                </Fact>
              ) : null}
              {call.citizen ? (
                <Fact name={words.citizen}>
                  <Link to="/citizens/$id" params={{ id: call.citizen.id }}>
                    {call.citizen.name ?? t.person.unnamed}
                  </Link>
                </Fact>
              ) : null}
              {call.caseCode ? (
                <Fact name={words.caseOf}>
                  <Link to="/cases/$code" params={{ code: call.caseCode }} className="code">
                    {call.caseCode}
                  </Link>
                </Fact>
              ) : null}
              {call.queue ? <Fact name={words.queue}>{call.queue.name}</Fact> : null}
              {call.topic ? <Fact name={words.topic}>{call.topic}</Fact> : null}
              {call.agent ? <Fact name={words.agent}>{call.agent.name}</Fact> : null}
              {call.endedAt ? (
                <Fact name={words.ended}>
                  <When at={call.endedAt} />
                  {call.endedBy ? `, ${words.endedBy[call.endedBy]}` : ''}
                </Fact>
              ) : null}
              {call.causeText ? <Fact name={words.cause}>{call.causeText}</Fact> : null}
              {result ? <Fact name={words.result}>{result}</Fact> : null}
              {call.note ? <Fact name={words.note}>{call.note}</Fact> : null}
            </dl>
            <EditNotes call={call} />
          </Section>
          <CallRecordings callId={call.id} />
        </div>
      </div>
    </Page>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): JSX.Element {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Legs({ legs }: { legs: CallDetail['legs'] }): JSX.Element {
  const t = useT();
  const words = t.calls;
  return (
    <ul className={styles.legs}>
      {legs.map((leg) => {
        const seconds =
          leg.answeredAt && leg.endedAt ? (Date.parse(leg.endedAt) - Date.parse(leg.answeredAt)) / 1000 : null;
        const outcome = leg.outcome
          ? (words.legOutcome[leg.outcome as keyof typeof words.legOutcome] ?? leg.outcome)
          : null;
        return (
          <li key={leg.id}>
            <strong>{leg.user?.name ?? leg.number ?? words.leg[leg.kind]}</strong>
            <span className={`meta ${styles.facts}`}>
              <span>{words.leg[leg.kind]}</span>
              <When at={leg.startedAt} short />
              {seconds === null ? null : <span className="num">{clockText(seconds)}</span>}
              {leg.state === 'ended' ? outcome ? <span>{outcome}</span> : null : <span>{words.running}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
