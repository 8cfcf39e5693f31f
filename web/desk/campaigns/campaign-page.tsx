import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { type Campaign, setCampaignState } from '../../../contract/campaigns.ts';
import { numberText, useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { Icon } from '../../ui/icons.tsx';
import { When } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { can, useSession } from '../session.tsx';
import { CampaignForm } from './campaign-form.tsx';
import { campaignQuery, renewCampaigns } from './campaign-queries.ts';
import styles from './campaigns.module.css';
import { CampaignState, ProgressBar } from './campaigns-page.tsx';
import { ContactList } from './contact-list.tsx';
import { DrawButton } from './draw-button.tsx';
import { AnswerSummary } from './summary.tsx';

/** One campaign: where it stands, what people answered, whom it is about. */
export function CampaignPage(): JSX.Element {
  const t = useT();
  const words = t.campaigns;
  const language = useLanguage();
  const { id } = useParams({ from: '/campaigns/$id' });
  const manages = can(useSession(), 'campaign.manage');
  const { data, error, refetch } = useQuery(campaignQuery(id));
  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading lines={10} />;
  const { campaign } = data;
  const { progress } = campaign;
  return (
    <Page
      title={campaign.name}
      text={`${words.kind[campaign.kind]} · ${words.callable[campaign.callable]}`}
      tool={<Tools campaign={campaign} manages={manages} />}
    >
      <div>
        <CampaignState state={campaign.state} />
        <ProgressBar progress={progress} />
      </div>
      <dl className={styles.figures}>
        {(['answered', 'waiting', 'held', 'refused', 'unreachable', 'withdrawn'] as const).map((key) => (
          <div key={key}>
            <dt>{words.contactState[key]}</dt>
            <dd>{numberText(progress[key], language)}</dd>
          </div>
        ))}
      </dl>
      <Section title={words.answers}>
        <AnswerSummary questions={campaign.questions} summary={data.summary} />
      </Section>
      {data.results.length > 0 ? (
        <Section title={words.results} count={progress.attempts}>
          <dl className={styles.figures}>
            {data.results.map(({ result, count }) => (
              <div key={result}>
                <dt>{words.result[result]}</dt>
                <dd>{numberText(count, language)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      ) : null}
      {manages ? <ContactList id={campaign.id} /> : null}
      {data.draws.length > 0 ? (
        <Section title={words.draws} count={data.draws.length}>
          <ul className={rows.rows}>
            {data.draws.map((draw) => (
              <li key={draw.drawnAt} className={rows.row}>
                <span>
                  {words.drawnBy(
                    numberText(draw.chosen, language),
                    numberText(draw.candidates, language),
                    draw.drawnBy,
                  )}
                </span>
                <span className="meta">
                  <When at={draw.drawnAt} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </Page>
  );
}

function Tools({ campaign, manages }: { campaign: Campaign; manages: boolean }): JSX.Element {
  const t = useT();
  const words = t.campaigns;
  const toast = useToast();
  const client = useQueryClient();
  const [open, setOpen] = useState<'edit' | 'end' | null>(null);
  const move = useMutation({
    mutationFn: (state: 'running' | 'paused' | 'ended') =>
      call(setCampaignState, { params: { id: campaign.id }, body: { state } }),
    onSuccess: (_, state) => {
      toast(words.moved[state]);
      setOpen(null);
      renewCampaigns(client);
    },
  });
  const button = (state: 'running' | 'paused', label: string) => (
    <Button variant="default" loading={move.isPending && move.variables === state} onClick={() => move.mutate(state)}>
      {label}
    </Button>
  );
  return (
    <div className={styles.tools}>
      {manages && campaign.state === 'draft' ? button('running', words.start) : null}
      {manages && campaign.state === 'paused' ? button('running', words.goOn) : null}
      {manages && campaign.state === 'running' ? button('paused', words.pause) : null}
      {manages && campaign.state !== 'ended' ? (
        <>
          <DrawButton campaign={campaign} />
          <Button variant="default" leftSection={<Icon name="edit" size={1} />} onClick={() => setOpen('edit')}>
            {t.common.edit}
          </Button>
          <Button variant="subtle" onClick={() => setOpen('end')}>
            {words.end}
          </Button>
        </>
      ) : null}
      {campaign.state === 'running' ? (
        <Button component={Link} to={`/campaigns/${campaign.id}/work`} leftSection={<Icon name="phone" size={1} />}>
          {words.callNow}
        </Button>
      ) : null}
      {open === null ? <ActTrouble error={move.error} gone={false} /> : null}
      <Modal
        opened={open === 'edit'}
        onClose={() => setOpen(null)}
        size="52rem"
        title={words.edit(campaign.name)}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        <CampaignForm
          campaign={campaign}
          onDone={() => {
            setOpen(null);
            renewCampaigns(client);
          }}
        />
      </Modal>
      <Modal
        opened={open === 'end'}
        onClose={() => setOpen(null)}
        title={words.endSure}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        <div className={rows.form}>
          <p>{words.endText}</p>
          <ActTrouble error={move.error} gone={false} />
          <div className={rows.tools}>
            <Button color="red" loading={move.isPending} onClick={() => move.mutate('ended')} data-autofocus>
              {words.endSure}
            </Button>
            <Button variant="default" onClick={() => setOpen(null)}>
              {t.common.cancel}
            </Button>
          </div>
        </div>
      </Modal>
    </div>
  );
}
