import { Button, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import type { Campaign } from '../../../contract/campaigns.ts';
import { numberText, useLanguage, useT } from '../../i18n/index.ts';
import type { Tone } from '../../ui/due-state.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { can, useSession } from '../session.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import { CampaignForm } from './campaign-form.tsx';
import { campaignsQuery, renewCampaigns } from './campaign-queries.ts';
import styles from './campaigns.module.css';

const STATE: Record<Campaign['state'], readonly [Tone, IconName]> = {
  draft: ['slate', 'edit'],
  running: ['green', 'phone'],
  paused: ['amber', 'pause'],
  ended: ['slate', 'check'],
};

/** Every campaign with its progress; agents see those that were started. */
export function CampaignsPage(): JSX.Element {
  const t = useT();
  const words = t.campaigns;
  const client = useQueryClient();
  const navigate = useNavigate();
  const manages = can(useSession(), 'campaign.manage');
  const [adding, setAdding] = useState(false);
  const list = useQuery(campaignsQuery);
  const items = (list.data?.items ?? []).filter((one) => manages || one.state !== 'draft');
  const add = manages ? (
    <div className={styles.tools}>
      <ExportMenu list="campaigns" />
      <Button component={Link} to="/campaigns/do-not-call" variant="default">
        {words.dnc.title}
      </Button>
      <Button leftSection={<Icon name="plus" size={1} />} onClick={() => setAdding(true)}>
        {words.add}
      </Button>
    </div>
  ) : null;
  return (
    <Page title={words.title} text={words.text} tool={add}>
      {list.isPending ? <Loading lines={6} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? (
        <Notice icon="phone" title={words.empty} text={manages ? words.emptyText : words.emptyAgent} />
      ) : null}
      <ul className={rows.rows}>
        {items.map((one) => (
          <CampaignRow key={one.id} campaign={one} />
        ))}
      </ul>
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        size="52rem"
        title={words.add}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        <CampaignForm
          campaign={null}
          onDone={(made) => {
            setAdding(false);
            renewCampaigns(client);
            void navigate({ to: '/campaigns/$id', params: { id: made.id } });
          }}
        />
      </Modal>
    </Page>
  );
}

/** Draft, running, paused, ended: a word with its mark. */
export function CampaignState({ state }: { state: Campaign['state'] }): JSX.Element {
  const [tone, icon] = STATE[state];
  return (
    <Chip tone={tone} icon={icon}>
      {useT().campaigns.state[state]}
    </Chip>
  );
}

function CampaignRow({ campaign }: { campaign: Campaign }): JSX.Element {
  const words = useT().campaigns;
  return (
    <li className={rows.row}>
      <div>
        <Link to="/campaigns/$id" params={{ id: campaign.id }}>
          <strong>{campaign.name}</strong>
        </Link>
        <p className="meta">
          {words.kind[campaign.kind]} · {words.form.sources[campaign.source]} · {words.callable[campaign.callable]}
        </p>
        <ProgressBar progress={campaign.progress} />
      </div>
      <CampaignState state={campaign.state} />
      {campaign.state === 'running' ? (
        <Button
          component={Link}
          to={`/campaigns/${campaign.id}/work`}
          size="compact-md"
          leftSection={<Icon name="phone" size={0.875} />}
        >
          {words.callNow}
        </Button>
      ) : null}
    </li>
  );
}

/** How many are done, in words and as a bar. */
export function ProgressBar({ progress }: { progress: Campaign['progress'] }): JSX.Element {
  const words = useT().campaigns;
  const language = useLanguage();
  const done = progress.total - progress.waiting - progress.held;
  return (
    <>
      <p className="meta num">{words.done(numberText(done, language), numberText(progress.total, language))}</p>
      <div className={styles.bar} aria-hidden>
        <span style={{ width: `${progress.total === 0 ? 0 : (100 * done) / progress.total}%` }} />
      </div>
    </>
  );
}
