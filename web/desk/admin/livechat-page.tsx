import { Button, CopyButton, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { listWidgetSites, type WidgetSite } from '../../../contract/widget-sites.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useLast } from '../../lib/use-last.ts';
import { Icon } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { LivechatForm } from './livechat-form.tsx';

const KEY = ['widget-sites'];

/** Sites that show the chat window: what they are allowed, and the line of code that they put in. */
export function LivechatPage(): JSX.Element {
  const t = useT();
  const words = t.livechat;
  const client = useQueryClient();
  const [edited, setEdited] = useState<WidgetSite | 'new' | null>(null);
  const shown = useLast(edited);
  const list = useQuery({ queryKey: KEY, queryFn: () => call(listWidgetSites, {}) });
  const add = (
    <Button leftSection={<Icon name="plus" size={1} />} onClick={() => setEdited('new')}>
      {words.add}
    </Button>
  );
  return (
    <Page title={words.title} text={words.text} tool={add} wide>
      {list.isPending ? <Loading lines={3} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data?.items.length === 0 ? <Notice icon="chat" title={words.empty} /> : null}
      <ul className={rows.rows}>
        {list.data?.items.map((site) => (
          <SiteRow key={site.code} site={site} origin={list.data.origin} onEdit={() => setEdited(site)} />
        ))}
      </ul>
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        size="46rem"
        title={shown === 'new' ? words.add : shown ? words.edit(shown.name) : ''}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {shown ? (
          <LivechatForm
            site={shown === 'new' ? null : shown}
            calendars={list.data?.calendars ?? []}
            onDone={() => {
              setEdited(null);
              void client.invalidateQueries({ queryKey: KEY });
            }}
          />
        ) : null}
      </Modal>
    </Page>
  );
}

function SiteRow({ site, origin, onEdit }: { site: WidgetSite; origin: string; onEdit(): void }): JSX.Element {
  const t = useT();
  const words = t.livechat;
  const snippet = `<script async src="${origin}/widget.js" data-widget-key="${site.key}"></script>`;
  return (
    <li className={rows.row} data-off={site.enabled ? undefined : true}>
      <div>
        <strong>{site.name}</strong>{' '}
        <span className="meta">
          {site.origins.length > 0 ? site.origins.join(' · ') : words.ownSite} · {words.threads(site.threads)}
        </span>
        <p className="meta">{words.snippetText}</p>
        <code>{snippet}</code>
      </div>
      <Chip tone={site.enabled ? 'green' : 'slate'} icon={site.enabled ? 'check' : 'pause'}>
        {site.enabled ? words.on : words.off}
      </Chip>
      <div className={rows.tools}>
        <CopyButton value={snippet}>
          {({ copied, copy }) => (
            <Button variant="default" size="compact-md" onClick={copy}>
              {copied ? t.common.copied : t.common.copy}
              <span className="sr-only"> {`${words.snippet}: ${site.name}`}</span>
            </Button>
          )}
        </CopyButton>
        {site.enabled ? (
          <Button
            variant="default"
            size="compact-md"
            component="a"
            href={`/w/${site.key}`}
            target="_blank"
            rel="noopener"
            aria-label={`${words.tryOut}: ${site.name}`}
          >
            {words.tryOut}
          </Button>
        ) : null}
        <Button variant="default" size="compact-md" onClick={onEdit} aria-label={words.edit(site.name)}>
          {t.common.edit}
        </Button>
      </div>
    </li>
  );
}
