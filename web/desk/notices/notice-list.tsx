import { ActionIcon, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX, KeyboardEvent, ReactNode } from 'react';
import type { Notice, NoticeKind } from '../../../contract/notices.ts';
import { useT } from '../../i18n/index.ts';
import type { Tone } from '../../ui/due-state.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { toneClass, When } from '../../ui/marks.tsx';
import styles from './notices.module.css';
import { placeOf, useReadNotices } from './use-bell.ts';

const LOOK: Record<NoticeKind, readonly [Tone, IconName]> = {
  forwarded: ['blue', 'inbox'],
  co_forwarded: ['blue', 'people'],
  assigned: ['blue', 'person'],
  accepted: ['ink', 'accept'],
  returned: ['amber', 'return'],
  dispute: ['amber', 'alert'],
  reopened: ['amber', 'recall'],
  noted: ['ink', 'note'],
  relabelled: ['ink', 'tag'],
  consulted: ['blue', 'question'],
  opinion: ['ink', 'chat'],
  silent: ['amber', 'clock'],
  citizen_replied: ['blue', 'reply'],
  resumed: ['ink', 'clock'],
  message: ['ink', 'incoming'],
  bounced: ['red', 'unlink'],
  dissatisfied: ['amber', 'star'],
  submitted: ['blue', 'sign'],
  extension_asked: ['blue', 'extend'],
  escalated: ['blue', 'arrowUp'],
  escalated_mine: ['amber', 'arrowUp'],
  directed: ['blue', 'megaphone'],
  draft_rejected: ['amber', 'return'],
  approved: ['green', 'check'],
  extension_granted: ['green', 'extend'],
  extension_refused: ['amber', 'extend'],
  answered_above: ['green', 'check'],
  directive_done: ['green', 'megaphone'],
  directive_reported: ['ink', 'megaphone'],
  warned: ['amber', 'clock'],
  overdue: ['red', 'alert'],
  seriously_late: ['red', 'alert'],
  limit_passed: ['red', 'clock'],
  emergency: ['red', 'alert'],
  recalled: ['ink', 'recall'],
  merged: ['ink', 'tag'],
  unmerged: ['blue', 'unlink'],
  draft_withdrawn: ['ink', 'return'],
  due_moved: ['ink', 'clock'],
  incident_declared: ['amber', 'megaphone'],
  incident_ended: ['green', 'megaphone'],
};

/** Up and down walk from notice to notice; Tab goes on to what stands beside one. */
function walk(event: KeyboardEvent<HTMLUListElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const next = links[Math.min(Math.max(at + step, 0), links.length - 1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** A case code never breaks at its hyphens. */
function wholeCodes(text: string): ReactNode[] {
  return text.split(/(1022-\d{6}-\d{4,})/).map((part, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts are one text and never reordered
      <span key={i} className="code">
        {part}
      </span>
    ) : (
      part
    ),
  );
}

/** Notices, newest first; opening one marks it as read. */
export function NoticeList({ items, onOpen }: { items: readonly Notice[]; onOpen?(): void }): JSX.Element {
  return (
    <ul className={styles.list} onKeyDown={walk}>
      {items.map((item) => (
        <Row key={item.id} item={item} onOpen={onOpen} />
      ))}
    </ul>
  );
}

function Row({ item, onOpen }: { item: Notice; onOpen?: (() => void) | undefined }): JSX.Element {
  const t = useT();
  const read = useReadNotices();
  const [tone, icon] = LOOK[item.kind];
  const open = () => {
    if (!item.read) read.mutate({ ids: [item.id] });
    onOpen?.();
  };
  return (
    <li className={styles.row} data-unread={item.read ? undefined : true}>
      <span className={`${styles.icon} ${toneClass(tone)}`}>
        <Icon name={icon} size={1.125} />
      </span>
      <div className={styles.what}>
        <div className={styles.head}>
          <Link {...placeOf(item)} onClick={open} className={styles.title}>
            {item.title}
          </Link>
          {item.pressing && !item.read ? <span className="sr-only">({t.notices.pressing})</span> : null}
          {item.read ? null : <span className="sr-only">({t.notices.unread})</span>}
          <span className={`meta ${styles.when}`}>
            <When at={item.at} short />
          </span>
        </div>
        {item.caseTitle ? <p className={styles.case}>{item.caseTitle}</p> : null}
        <p className={`meta ${styles.text}`}>{wholeCodes(item.text)}</p>
      </div>
      {item.read ? null : (
        <Tooltip label={t.notices.markOne(item.title)}>
          <ActionIcon
            variant="subtle"
            color="gray"
            className={styles.mark}
            aria-label={t.notices.markOne(item.title)}
            onClick={() => read.mutate({ ids: [item.id] })}
          >
            <Icon name="check" size={1} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}
