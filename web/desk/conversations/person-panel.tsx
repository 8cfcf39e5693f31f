import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { Conversation } from '../../../contract/conversations.ts';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { CaseLines, Identities, Matches, TalkLines } from '../citizens/citizen-parts.tsx';
import { can, useSession } from '../session.tsx';
import { CallLater } from './call-later.tsx';
import styles from './conversations.module.css';
import { citizenQuery } from './inbox-queries.ts';
import { LinkCase } from './link-case.tsx';

/** Beside the conversation: who it is, whether he is known twice, his cases, what he wrote elsewhere. */
export function PersonPanel(props: { conversation: Conversation; onMake: (() => void) | undefined }): JSX.Element {
  const t = useT();
  const session = useSession();
  const { conversation, onMake } = props;
  const { citizenId } = conversation;
  const { data, error, refetch } = useQuery({ ...citizenQuery(citizenId ?? ''), enabled: citizenId !== null });
  return (
    <div className={styles.panel}>
      <Section title={t.inbox.make.open}>
        {conversation.cases.length > 0 ? <Codes codes={conversation.cases} /> : null}
        {conversation.related.length > 0 ? (
          <p className="meta">
            {t.conversations.related}: <Codes codes={conversation.related} />
          </p>
        ) : null}
        <div className={styles.buttons}>
          {onMake ? (
            <Button size="compact-md" leftSection={<Icon name="plus" size={1} />} onClick={onMake}>
              {t.inbox.make.open}
            </Button>
          ) : null}
          {can(session, 'case.create') ? <LinkCase id={conversation.id} /> : null}
          <CallLater conversation={conversation} why="" text="" />
        </div>
      </Section>
      {citizenId === null ? (
        <Section title={t.person.title}>
          <p className="meta">{t.person.none}</p>
          {conversation.address ? <p>{conversation.address}</p> : null}
        </Section>
      ) : error && !data ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading lines={6} />
      ) : (
        <>
          <Section
            title={t.person.title}
            tail={
              <Link to="/citizens/$id" params={{ id: data.id }} className="meta">
                {t.person.openProfile}
              </Link>
            }
          >
            <p className={styles.personName}>{data.name ?? t.person.unnamed}</p>
            <Identities identities={data.identities} citizenId={data.id} />
          </Section>
          <Matches id={data.id} />
          <Section title={t.person.cases} count={data.cases}>
            <CaseLines items={data.caseList} />
          </Section>
          <Section title={t.person.conversations}>
            <TalkLines items={data.conversationList.filter((one) => one.id !== conversation.id)} />
          </Section>
        </>
      )}
    </div>
  );
}

function Codes({ codes }: { codes: readonly string[] }): JSX.Element {
  return (
    <span className={styles.codes}>
      {codes.map((code) => (
        <Link key={code} to="/cases/$code" params={{ code }} className="code">
          {code}
        </Link>
      ))}
    </span>
  );
}
