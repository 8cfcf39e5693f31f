import { Button, Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { CaseRow } from '../../../contract/cases.ts';
import type { Citizen } from '../../../contract/citizens.ts';
import { useT } from '../../i18n/index.ts';
import { Due, StatusChip, When } from '../../ui/marks.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { CaseLines, Identities, Matches, TalkLines } from '../citizens/citizen-parts.tsx';
import { citizenQuery } from '../conversations/inbox-queries.ts';
import styles from './contact.module.css';

interface Props {
  citizens: readonly Citizen[];
  chosen: string | undefined;
  onChoose(id: string | undefined): void;
  openCases: readonly CaseRow[];
  anonymous: boolean;
  /** A number or an address was given. */
  asked: boolean;
  linking: boolean;
  linkError: Error | null;
  onLink(code: string): void;
}

/** Who it is, as far as number, address or thread tell, and the open cases that the contact may belong to. */
export function CitizenPart(props: Props): JSX.Element {
  const t = useT();
  const words = t.contact.person;
  const { citizens, chosen, anonymous } = props;
  const one = citizens.length === 1 ? citizens[0] : citizens.find((c) => c.id === chosen);
  return (
    <>
      {anonymous ? (
        <p className="meta">{words.anonymous}</p>
      ) : citizens.length === 0 ? (
        <p className="meta">{props.asked ? words.unknown : words.ask}</p>
      ) : citizens.length > 1 ? (
        <Several {...props} />
      ) : null}
      {one ? <Known one={one} /> : null}
      <OpenCases {...props} />
      {one ? <History id={one.id} /> : null}
    </>
  );
}

function Several({ citizens, chosen, onChoose }: Props): JSX.Element {
  const t = useT();
  const words = t.contact.person;
  return (
    <Radio.Group
      label={words.several}
      value={chosen ?? ''}
      onChange={(id) => onChoose(id || undefined)}
      className={styles.several}
    >
      {citizens.map((c) => (
        <Radio
          key={c.id}
          value={c.id}
          label={c.name ?? t.person.unnamed}
          description={words.counts(c.openCases, c.cases)}
        />
      ))}
      <Radio value="" label={words.someone} />
    </Radio.Group>
  );
}

function Known({ one }: { one: Citizen }): JSX.Element {
  const t = useT();
  return (
    <div className={styles.known}>
      <span className={styles.line}>
        <strong>{one.name ?? t.person.unnamed}</strong>
        <Link
          to="/citizens/$id"
          params={{ id: one.id }}
          target="_blank"
          rel="noopener"
          className={`meta ${styles.profile}`}
        >
          {t.person.openProfile}
        </Link>
      </span>
      <Identities identities={one.identities} />
    </div>
  );
}

function OpenCases({ openCases, linking, linkError, onLink }: Props): JSX.Element | null {
  const t = useT();
  const words = t.contact.person;
  if (openCases.length === 0) return null;
  return (
    <section className={styles.open} aria-label={words.openCases}>
      <h3>
        {words.openCases} <span className={styles.count}>{openCases.length}</span>
      </h3>
      <p className="meta">{words.linkHint}</p>
      <ul className={styles.cards}>
        {openCases.map((one) => (
          <li key={one.code} className={styles.card}>
            <Link to="/cases/$code" params={{ code: one.code }} target="_blank" rel="noopener">
              {one.title}
            </Link>
            <span className={styles.line}>
              <StatusChip status={one.status} />
              <Due row={one} />
            </span>
            <span className="meta">
              {t.contact.similar.since} <When at={one.createdAt} />
              {one.leadUnit ? ` · ${t.contact.similar.with(one.leadUnit.name)}` : ''}
            </span>
            <span className={styles.line}>
              <span className="code meta">{one.code}</span>
              <Button size="compact-sm" variant="default" loading={linking} onClick={() => onLink(one.code)}>
                {words.link}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <ActTrouble error={linkError} gone={false} />
    </section>
  );
}

/** What there was before: ended cases and other threads, and records that may be the same person. */
function History({ id }: { id: string }): JSX.Element | null {
  const t = useT();
  const { data } = useQuery(citizenQuery(id));
  if (!data) return null;
  const ended = data.caseList.filter((one) => one.closedAt !== null).slice(0, 5);
  return (
    <>
      {ended.length > 0 || data.conversationList.length > 0 ? (
        <details className={styles.history}>
          <summary>{t.contact.person.history}</summary>
          {ended.length > 0 ? <CaseLines items={ended} /> : null}
          {data.conversationList.length > 0 ? <TalkLines items={data.conversationList.slice(0, 5)} /> : null}
        </details>
      ) : null}
      <Matches id={id} />
    </>
  );
}
