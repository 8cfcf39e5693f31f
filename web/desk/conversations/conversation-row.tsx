import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { Conversation } from '../../../contract/conversations.ts';
import { useT } from '../../i18n/index.ts';
import { isKept } from '../../lib/kept-store.ts';
import { Icon } from '../../ui/icons.tsx';
import { When } from '../../ui/marks.tsx';
import { CHANNEL_ICON } from '../queue/channel-icon.ts';
import { useSession } from '../session.tsx';
import styles from './conversations.module.css';
import { draftKey } from './draft-key.ts';
import type { InboxFilters } from './inbox-filters.ts';

/** Who, by which way, when, the last words, whose turn it is. Unread is bold and says so. */
export function ConversationRow(props: { item: Conversation; filters: InboxFilters; focusable: boolean }): JSX.Element {
  const { item, filters } = props;
  const t = useT();
  const { user } = useSession();
  const mine = item.owner?.code === user.username;
  return (
    <Link
      to="/conversations/$id"
      params={{ id: item.id }}
      search={filters}
      className={styles.row}
      activeProps={{ 'aria-current': 'true' }}
      data-case-row
      data-row={item.id}
      tabIndex={props.focusable ? undefined : -1}
      data-unread={item.unread > 0 || undefined}
    >
      <Icon name={CHANNEL_ICON[item.channel]} label={t.channel[item.channel]} />
      <span className={styles.who}>{item.citizenName ?? item.address ?? t.person.unnamed}</span>
      <span className={styles.when}>
        <When at={item.lastMessageAt} short />
      </span>
      <span className={styles.words}>
        <Preview item={item} />
      </span>
      {item.unread > 0 ? (
        <span className={styles.badge} title={t.inbox.unread(item.unread)}>
          <span aria-hidden>{item.unread > 99 ? '99+' : item.unread}</span>
          <span className="sr-only">{t.inbox.unread(item.unread)}</span>
        </span>
      ) : null}
      <span className={styles.marks}>
        {item.failed ? (
          <span className={styles.failed}>
            <Icon name="alert" size={0.875} /> {t.inbox.failedMark}
          </span>
        ) : null}
        {isKept(draftKey(user.username, item.id)) ? (
          <Icon name="edit" size={0.875} label={t.inbox.reply.label} />
        ) : null}
        {item.state === 'closed' ? (
          <span>{item.disposition ? t.inbox.closedAs(item.disposition.name) : t.inbox.closed}</span>
        ) : item.waitingSince ? (
          <span className={styles.waits}>
            <Icon name="clock" size={0.875} /> {t.inbox.waitingSince} <When at={item.waitingSince} short />
          </span>
        ) : null}
        {item.state === 'open' ? (
          <span>{item.owner ? (mine ? t.inbox.you : item.owner.name) : t.inbox.nobody}</span>
        ) : null}
        {item.cases.map((code) => (
          <span key={code} className="code">
            {code}
          </span>
        ))}
      </span>
    </Link>
  );
}

function Preview({ item }: { item: Conversation }): JSX.Element {
  const t = useT();
  const { preview } = item;
  const mail = item.channel === 'email' && item.subject;
  if (!preview) return <>{item.subject}</>;
  const words = preview.kind === 'retracted' ? t.inbox.retractedMark : preview.text || t.inbox.attachmentMark;
  const by = preview.kind === 'note' ? `${t.inbox.noteMark}: ` : preview.direction === 'out' ? `${t.inbox.us}: ` : '';
  return (
    <>
      {mail ? <span className={styles.subject}>{item.subject} </span> : null}
      {by}
      {words}
    </>
  );
}
