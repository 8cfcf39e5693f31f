import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { type CaseView, revealCitizen } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { timelineQuery } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { Section } from '../../ui/section.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { CallButton } from '../phone/call-button.tsx';
import { can, useSession } from '../session.tsx';
import styles from './cards.module.css';

type Citizen = CaseView['citizen'];

/** Who sent it, as far as this reader may see; handling units reveal it with a reason, which is logged. */
export function CitizenCard({ item }: { item: CaseView }): JSX.Element {
  const t = useT();
  const session = useSession();
  // Not kept beyond this page: the next look needs a reason again.
  const [revealed, setRevealed] = useState<Citizen | null>(null);
  const citizen = revealed ?? item.citizen;
  return (
    <Section title={t.citizen.title}>
      {citizen.anonymous && !citizen.name ? (
        <p>{t.citizen.anonymous}</p>
      ) : citizen.masked ? (
        <>
          <p className={styles.masked}>
            <Icon name="eyeOff" size={1} /> {t.citizen.masked}
          </p>
          {can(session, 'case.reveal') ? <Reveal code={item.code} onShown={setRevealed} /> : null}
        </>
      ) : (
        <Contact citizen={citizen} code={item.code} />
      )}
    </Section>
  );
}

function Contact({ citizen, code }: { citizen: Citizen; code: string }): JSX.Element {
  const t = useT();
  return (
    <ul className={styles.contact}>
      {citizen.name ? (
        <li>
          <Icon name="person" size={1} />
          <span>
            {citizen.name}
            {citizen.anonymous ? ` (${t.citizen.anonymous.toLowerCase()})` : ''}
          </span>
        </li>
      ) : null}
      {citizen.phone ? (
        <li>
          <Icon name="phone" size={1} label={t.citizen.phone} />
          <span className="num">
            <CallButton plain number={citizen.phone.replace(/^\+84/, '0')} caseCode={code} />
          </span>
        </li>
      ) : null}
      {citizen.email ? (
        <li>
          <Icon name="mail" size={1} label={t.citizen.email} />
          <span>{citizen.email}</span>
        </li>
      ) : null}
      {citizen.name || citizen.phone || citizen.email ? null : <li>{t.citizen.noContact}</li>}
    </ul>
  );
}

function Reveal({ code, onShown }: { code: string; onShown(citizen: Citizen): void }): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const reveal = useMutation({
    mutationFn: () => call(revealCitizen, { params: { code }, body: { reason } }),
    onSuccess: (citizen) => {
      onShown(citizen);
      void client.invalidateQueries({ queryKey: timelineQuery(code).queryKey });
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim()) reveal.mutate();
  };
  if (!asking) {
    return (
      <Button
        variant="default"
        size="compact-md"
        mt="xs"
        leftSection={<Icon name="eye" size={1} />}
        onClick={() => setAsking(true)}
      >
        {t.citizen.reveal}
      </Button>
    );
  }
  return (
    <form onSubmit={send} className={styles.reveal}>
      <TextArea
        label={t.citizen.revealReason}
        description={t.citizen.revealHint}
        value={reason}
        onChange={(e) => setReason(e.currentTarget.value)}
        error={reveal.error?.message}
        autoFocus
        rows={2}
      />
      <div className={styles.buttons}>
        <Button type="submit" size="compact-md" loading={reveal.isPending} disabled={!reason.trim()}>
          {t.citizen.revealSubmit}
        </Button>
        <Button variant="subtle" size="compact-md" onClick={() => setAsking(false)}>
          {t.common.cancel}
        </Button>
      </div>
    </form>
  );
}
