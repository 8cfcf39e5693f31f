/** Parts of a citizen's record, on the card beside a conversation and on his page. */
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import {
  type CitizenMatch,
  type CitizenView,
  differCitizens,
  type Identity,
  mergeCitizens,
} from '../../../contract/citizens.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Chip, StatusChip, When } from '../../ui/marks.tsx';
import { Section } from '../../ui/section.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { matchesQuery } from '../conversations/inbox-queries.ts';
import { CallButton } from '../phone/call-button.tsx';
import { CHANNEL_ICON } from '../queue/channel-icon.ts';
import { can, useSession } from '../session.tsx';
import styles from './citizens.module.css';

const KIND_ICON: Record<Identity['kind'], IconName> = {
  phone: 'phone',
  email: 'mail',
  zalo: 'zalo',
  messenger: 'facebook',
  web: 'globe',
};

/** Every way by which the person is known, with how sure it is. */
export function Identities(props: { identities: readonly Identity[]; citizenId?: string }): JSX.Element {
  const t = useT();
  const { identities, citizenId } = props;
  return (
    <ul className={styles.identities}>
      {identities.map((one) => (
        <li key={one.kind + one.value}>
          <Icon name={KIND_ICON[one.kind]} size={1} label={t.person.identity[one.kind]} />
          <span className={styles.value}>
            {one.kind === 'phone' ? (
              <CallButton plain number={one.value} citizenId={citizenId} />
            ) : one.kind === 'email' ? (
              one.value
            ) : (
              <span title={one.value}>
                {t.person.identity[one.kind]} <span className="num meta">…{one.value.slice(-4)}</span>
              </span>
            )}
          </span>
          <span className={styles.confidence} data-confidence={one.confidence}>
            {one.confidence === 'verified' ? <Icon name="seal" size={0.875} /> : null}
            {t.person.confidence[one.confidence]}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function CaseLines({ items }: { items: CitizenView['caseList'] }): JSX.Element {
  const t = useT();
  if (items.length === 0) return <p className="meta">{t.person.noCases}</p>;
  return (
    <ul className={styles.lines}>
      {items.map((one) => (
        <li key={one.code}>
          <Link to="/cases/$code" params={{ code: one.code }}>
            {one.title}
          </Link>
          <span className={styles.line}>
            <StatusChip status={one.status} />
            <span className="code meta">{one.code}</span>
            <span className="meta">
              <When at={one.createdAt} short />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

export function TalkLines({ items }: { items: CitizenView['conversationList'] }): JSX.Element {
  const t = useT();
  if (items.length === 0) return <p className="meta">{t.person.noConversations}</p>;
  return (
    <ul className={styles.lines}>
      {items.map((one) => (
        <li key={one.id}>
          <span className={styles.talk}>
            <Icon name={CHANNEL_ICON[one.channel]} size={1} label={t.channel[one.channel]} />
            <Link to="/conversations/$id" params={{ id: one.id }} search={{}}>
              {one.subject || t.channel[one.channel]}
            </Link>
            <span className="meta">
              <When at={one.lastMessageAt} short />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Records that may be the same person, with how sure and why; nothing is shown when there are none. */
export function Matches({ id }: { id: string }): JSX.Element | null {
  const t = useT();
  const session = useSession();
  const items = useQuery(matchesQuery(id)).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t.person.matches} count={items.length}>
      <ul className={styles.lines}>
        {items.map((match) => (
          <Match key={match.citizen.id} id={id} match={match} writes={can(session, 'citizen.write')} />
        ))}
      </ul>
    </Section>
  );
}

function Match({ id, match, writes }: { id: string; match: CitizenMatch; writes: boolean }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const after = () => {
    void client.invalidateQueries({ queryKey: ['citizens'] });
    void client.invalidateQueries({ queryKey: ['conversations'] });
  };
  const body = { other: match.citizen.id };
  const merge = useMutation({
    mutationFn: () => call(mergeCitizens, { params: { id }, body }),
    onSuccess: () => {
      toast(t.person.merged);
      after();
    },
  });
  const differ = useMutation({ mutationFn: () => call(differCitizens, { params: { id }, body }), onSuccess: after });
  const sure = match.score >= 80 ? 'high' : match.score >= 60 ? 'middle' : 'low';
  return (
    <li className={styles.match}>
      <span className={styles.line}>
        <Link to="/citizens/$id" params={{ id: match.citizen.id }}>
          {match.citizen.name ?? t.person.unnamed}
        </Link>
        <Chip tone={sure === 'high' ? 'green' : sure === 'middle' ? 'amber' : 'slate'} icon="people">
          {t.person.matchScore(match.score)} · {t.person.sure[sure]}
        </Chip>
      </span>
      <ul className="meta">
        {match.reasons.map((one) => (
          <li key={one.reason + one.detail}>{t.person.reasons[one.reason](one.detail)}</li>
        ))}
      </ul>
      <Identities identities={match.citizen.identities} citizenId={match.citizen.id} />
      {writes ? (
        <span className={styles.buttons}>
          <Button size="compact-sm" loading={merge.isPending} onClick={() => merge.mutate()}>
            {t.person.merge}
          </Button>
          <Button size="compact-sm" variant="default" loading={differ.isPending} onClick={() => differ.mutate()}>
            {t.person.differs}
          </Button>
        </span>
      ) : null}
      <ActTrouble error={merge.error ?? differ.error} gone={false} />
    </li>
  );
}
