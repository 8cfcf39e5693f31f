import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Icon } from '../../ui/icons.tsx';
import { threadQuery } from '../conversations/inbox-queries.ts';
import { CHANNEL_ICON } from '../queue/channel-icon.ts';
import styles from './contact.module.css';
import { ContactWorkspace } from './contact-workspace.tsx';

/** Somebody at the counter or on a telephone that is not ours. */
export function NewCasePage(): JSX.Element {
  const t = useT();
  useTitle(t.newCase.title);
  return (
    <div className={styles.page} data-own-bar>
      <header className={styles.head}>
        <h1>{t.newCase.title}</h1>
      </header>
      <ContactWorkspace source={{ kind: 'none' }} />
    </div>
  );
}

/** A case of a conversation, with the conversation beside it. */
export function ConversationContactPage(): JSX.Element {
  const t = useT();
  const { id } = useParams({ from: '/contact/$id' });
  const item = useQuery(threadQuery(id)).data?.conversation;
  const name = item?.citizenName ?? item?.address ?? t.person.unnamed;
  useTitle(t.contact.heading(name));
  return (
    <div className={styles.page} data-own-bar>
      <header className={styles.head}>
        {item ? <Icon name={CHANNEL_ICON[item.channel]} label={t.channel[item.channel]} /> : null}
        <h1>{t.contact.heading(name)}</h1>
        {item?.channel === 'email' && item.subject ? <span className="meta">{item.subject}</span> : null}
        <Link to="/conversations/$id" params={{ id }} search={{}} className={styles.back}>
          <Icon name="chevronLeft" size={1} />
          {t.contact.back}
        </Link>
      </header>
      <ContactWorkspace source={{ kind: 'conversation', id }} />
    </div>
  );
}
