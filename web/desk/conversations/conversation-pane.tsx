import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { useT } from '../../i18n/index.ts';
import { useWide } from '../../lib/use-wide.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { can, useSession } from '../session.tsx';
import { useKeys } from '../shell/keys.ts';
import styles from './conversations.module.css';
import { threadQuery } from './inbox-queries.ts';
import { PersonPanel } from './person-panel.tsx';
import { Talk } from './talk.tsx';
import { TopBar } from './top-bar.tsx';

/** From this width on the citizen stands in a third column. */
const THREE_COLUMNS = '(min-width: 80em)';

/** One conversation: what was said, the reply box, and beside it who the citizen is. */
export function ConversationPane(): JSX.Element {
  const { id } = useParams({ from: '/conversations/$id' });
  return <Thread key={id} id={id} />;
}

function Thread({ id }: { id: string }): JSX.Element {
  const t = useT();
  const session = useSession();
  const navigate = useNavigate();
  const wide = useWide(THREE_COLUMNS);
  const { data, error, refetch } = useQuery(threadQuery(id));
  const [personOpen, setPersonOpen] = useState(false);
  const makes = can(session, 'case.create');
  const make = () => void navigate({ to: '/contact/$id', params: { id } });
  // The same letter as everywhere, but the case then begins with what was said here.
  useKeys(makes ? { n: make } : {});
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  const { conversation } = data;
  const panel = <PersonPanel conversation={conversation} onMake={makes ? make : undefined} />;
  return (
    <div className={styles.columns} data-own-bar>
      <Talk
        id={id}
        data={data}
        head={<TopBar item={conversation} onPerson={wide ? undefined : () => setPersonOpen(true)} />}
      />
      {wide ? (
        <aside className={styles.person} aria-label={t.inbox.tools.person}>
          {panel}
        </aside>
      ) : (
        <Drawer
          opened={personOpen}
          onClose={() => setPersonOpen(false)}
          position="right"
          size="24rem"
          title={t.inbox.tools.person}
          closeButtonProps={{ 'aria-label': t.common.close }}
        >
          {panel}
        </Drawer>
      )}
    </div>
  );
}
