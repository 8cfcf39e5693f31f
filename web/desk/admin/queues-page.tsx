import { Button, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { listAgents, listKinds, listQueues, listReasons, type QueueView } from '../../../contract/routing-admin.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useLast } from '../../lib/use-last.ts';
import { Icon } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { QueueForm } from './queues-form.tsx';
import { KindsTable, ReasonList, SettingsForm } from './queues-kinds.tsx';
import { AgentsTable } from './queues-people.tsx';

const KEY = ['routing', 'admin'];

/** Queues with their rules, what people can do, what each kind of work asks, and why one may be away. */
export function QueuesPage(): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const words = t.routing.admin;
  const [edited, setEdited] = useState<QueueView | 'new' | null>(null);
  const shown = useLast(edited);
  const all = useQuery({
    queryKey: KEY,
    queryFn: async () => {
      const [queues, agents, kinds, reasons] = await Promise.all([
        call(listQueues, {}),
        call(listAgents, {}),
        call(listKinds, {}),
        call(listReasons, {}),
      ]);
      return { queues, agents, kinds, reasons };
    },
  });
  const renew = () => void client.invalidateQueries({ queryKey: ['routing'] });
  const add = (
    <Button leftSection={<Icon name="plus" size={1} />} onClick={() => setEdited('new')}>
      {words.add}
    </Button>
  );
  return (
    <Page title={words.title} text={words.text} tool={add} wide>
      {all.isPending ? <Loading lines={6} /> : null}
      {all.error && !all.data ? <Failed error={all.error} retry={() => void all.refetch()} /> : null}
      {all.data ? (
        <>
          <ul className={rows.rows}>
            {all.data.queues.items.map((queue) => (
              <QueueRow key={queue.code} queue={queue} onEdit={() => setEdited(queue)} />
            ))}
          </ul>
          <Section title={words.agents} count={all.data.agents.items.length}>
            <p className="meta">{words.agentsText}</p>
            <AgentsTable agents={all.data.agents.items} known={all.data.agents.knownSkills} onSaved={renew} />
          </Section>
          <Section title={words.kindsTitle}>
            <KindsTable kinds={all.data.kinds.items} onSaved={renew} />
          </Section>
          <Section title={words.reasons} count={all.data.reasons.items.length}>
            <ReasonList reasons={all.data.reasons.items} onSaved={renew} />
          </Section>
          <Section title={words.settings}>
            <SettingsForm settings={all.data.kinds} onSaved={renew} />
          </Section>
        </>
      ) : null}
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        size="52rem"
        title={shown === 'new' ? words.add : shown ? words.edit(shown.name) : ''}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {shown && all.data ? (
          <QueueForm
            key={shown === 'new' ? '' : shown.code}
            queue={shown === 'new' ? null : shown}
            queues={all.data.queues.items}
            calendars={all.data.queues.calendars}
            agents={all.data.agents.items}
            onDone={() => {
              setEdited(null);
              renew();
            }}
          />
        ) : null}
      </Modal>
    </Page>
  );
}

function QueueRow({ queue, onEdit }: { queue: QueueView; onEdit(): void }): JSX.Element {
  const t = useT();
  const words = t.routing.admin;
  const facts = [
    words.strategyName[queue.strategy],
    ...queue.kinds.map((kind) => t.routing.kind[kind]),
    ...queue.channels,
    ...queue.categories,
    ...queue.languages,
    ...queue.skills,
    queue.everybody ? words.everybody : queue.members.map((m) => m.name).join(', '),
  ].filter(Boolean);
  return (
    <li className={rows.row} data-off={queue.enabled ? undefined : true}>
      <div>
        <strong>{queue.name}</strong> <span className="meta">{queue.code}</span>
        <p className="meta">{facts.join(' · ')}</p>
      </div>
      {queue.isDefault ? (
        <Chip tone="blue" icon="inbox">
          {words.isDefault}
        </Chip>
      ) : null}
      {queue.enabled ? null : (
        <Chip tone="slate" icon="power">
          {words.off}
        </Chip>
      )}
      <Button variant="default" size="compact-md" onClick={onEdit} aria-label={words.edit(queue.name)}>
        {t.common.edit}
      </Button>
    </li>
  );
}
