import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { JSX } from 'react';
import { type CampaignContact, nextContact, releaseContact } from '../../../contract/campaigns.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { ApiProblem } from '../../lib/problem.ts';
import { Page } from '../../ui/page.tsx';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { CallButton } from '../phone/call-button.tsx';
import { AnswerForm } from './answer-form.tsx';
import { campaignQuery } from './campaign-queries.ts';
import styles from './campaigns.module.css';
import { ProgressBar } from './campaigns-page.tsx';

/**
 * An agent calls one person after the other: who it is, what to say, what was answered. Whom one holds is on the
 * server, so a page that is opened again goes on with the same person.
 */
export function CampaignWorkPage(): JSX.Element {
  const t = useT();
  const words = t.campaigns.work;
  const client = useQueryClient();
  const { id } = useParams({ from: '/campaigns/$id/work' });
  const campaign = useQuery(campaignQuery(id));
  const held = useQuery({
    queryKey: ['campaigns', 'held', id],
    queryFn: async () => (await call(nextContact, { params: { id } })).contact,
    // Asking takes the next person: only when somebody is wanted.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const next = () => {
    client.removeQueries({ queryKey: ['campaigns', 'held', id] });
    void held.refetch();
    renewCampaignsBut(client, id);
  };
  if (!campaign.data)
    return campaign.error ? (
      <Failed error={campaign.error} retry={() => void campaign.refetch()} />
    ) : (
      <Loading lines={8} />
    );
  const { name, progress, intro, questions } = campaign.data.campaign;
  const refused = held.error instanceof ApiProblem && held.error.code === 'not_now' ? held.error : null;
  const back = (
    <Button component={Link} to={`/campaigns/${id}`} variant="default">
      {words.back}
    </Button>
  );
  return (
    <Page title={words.title(name)} tool={back}>
      <ProgressBar progress={progress} />
      {held.isPending || (held.isFetching && !held.data) ? <Loading lines={6} /> : null}
      {held.error && !refused ? <Failed error={held.error} retry={next} /> : null}
      {refused ? (
        <Notice icon="clock" title={refused.message}>
          <Button variant="default" onClick={next}>
            {words.look}
          </Button>
        </Notice>
      ) : null}
      {held.data === null && !held.isFetching ? (
        <Notice icon="check" title={words.nobody} text={words.nobodyText}>
          <Button variant="default" onClick={next}>
            {words.look}
          </Button>
        </Notice>
      ) : null}
      {held.data ? (
        <div className={styles.script}>
          <PersonCard key={held.data.id} contact={held.data} onGone={next} />
          <p className={`${styles.intro} prose`}>{intro}</p>
          <AnswerForm key={`form ${held.data.id}`} contact={held.data} questions={questions} onDone={next} />
        </div>
      ) : null}
    </Page>
  );
}

/** Everything but who is held: reading that again would take the next person. */
function renewCampaignsBut(client: ReturnType<typeof useQueryClient>, id: string): void {
  void client.invalidateQueries({ queryKey: ['campaigns', 'one', id] });
  void client.invalidateQueries({ queryKey: ['campaigns', 'list'] });
}

function PersonCard({ contact, onGone }: { contact: CampaignContact; onGone(): void }): JSX.Element {
  const t = useT();
  const words = t.campaigns.work;
  const toast = useToast();
  const release = useMutation({
    mutationFn: () => call(releaseContact, { params: { id: contact.id } }),
    onSuccess: () => {
      toast(words.released);
      onGone();
    },
  });
  const last = contact.lastResult ? t.campaigns.result[contact.lastResult].toLowerCase() : null;
  return (
    <section className={styles.person} aria-label={contact.name ?? contact.phone}>
      <h2>{contact.name ?? words.noName}</h2>
      <p className="meta">{contact.attempts > 0 ? words.tried(contact.attempts, last) : words.first}</p>
      {contact.caseCode ? (
        <p>
          {words.about}{' '}
          <Link to="/cases/$code" params={{ code: contact.caseCode }} className="code">
            {contact.caseCode}
          </Link>{' '}
          {contact.caseTitle}
        </p>
      ) : null}
      {contact.note ? <p className="meta">{contact.note}</p> : null}
      <div className={styles.tools}>
        <CallButton
          number={contact.phone}
          caseCode={contact.caseCode ?? undefined}
          citizenId={contact.citizenId ?? undefined}
        />
        <Button variant="subtle" loading={release.isPending} onClick={() => release.mutate()}>
          {words.release}
        </Button>
      </div>
      <ActTrouble error={release.error} gone={false} />
    </section>
  );
}
