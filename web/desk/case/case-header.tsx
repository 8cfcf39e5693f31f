import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { type JSX, useEffect, useRef } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { workingText } from '../../lib/format-time.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Company } from '../../ui/company.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Due, LevelMark, StatusChip, UrgencyChip } from '../../ui/marks.tsx';
import { isMyTurn } from '../queue/turn.ts';
import { useSession } from '../session.tsx';
import styles from './case-header.module.css';
import { PrintMenu } from './print-menu.tsx';
import { WhyDue } from './why-due.tsx';

const ALONE = '(max-width: 74.99em)';

/** Which case, in what state, whose turn, by when: readable without a click. */
export function CaseHeader(props: { item: CaseView; onClose(): void; onExpand?(): void }): JSX.Element {
  const t = useT();
  const { item } = props;
  const title = useRef<HTMLHeadingElement>(null);
  useTitle(`${item.code} ${item.title}`);
  useEffect(() => {
    // Where the case takes the place of the list, the reader's place goes along with it.
    if (window.matchMedia(ALONE).matches) title.current?.focus();
  }, []);
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <ActionIcon
          variant="subtle"
          color="gray"
          className={styles.back}
          onClick={props.onClose}
          aria-label={t.common.back}
        >
          <Icon name="chevronLeft" />
        </ActionIcon>
        <span className={`${styles.code} code`}>{item.code}</span>
        <CopyLink code={item.code} />
        <span className={styles.chips}>
          <StatusChip status={item.status} />
          <UrgencyChip urgency={item.urgency} />
        </span>
        <span className={styles.company}>
          <Company kind="case" id={item.code} />
        </span>
        <span className={styles.tools}>
          <PrintMenu item={item} />
          {props.onExpand ? (
            <Tooltip label={t.page.fullPage}>
              <ActionIcon
                variant="subtle"
                color="gray"
                className={styles.wide}
                onClick={props.onExpand}
                aria-label={t.page.fullPage}
              >
                <Icon name="expand" />
              </ActionIcon>
            </Tooltip>
          ) : null}
          <Tooltip label={t.page.closePane}>
            <ActionIcon
              variant="subtle"
              color="gray"
              className={styles.wide}
              onClick={props.onClose}
              aria-label={t.page.closePane}
            >
              <Icon name="close" />
            </ActionIcon>
          </Tooltip>
          <LevelMark level={item.level} />
        </span>
      </div>
      <h1 className={styles.title} ref={title} tabIndex={-1}>
        {item.title}
      </h1>
      <Glance item={item} />
    </header>
  );
}

function CopyLink({ code }: { code: string }): JSX.Element {
  const t = useT();
  const clipboard = useClipboard();
  const label = clipboard.copied ? t.common.copied : t.page.copyLink;
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={label}
        onClick={() => clipboard.copy(`${location.origin}/desk/cases/${code}`)}
      >
        <Icon name={clipboard.copied ? 'check' : 'copy'} size={0.9375} />
      </ActionIcon>
    </Tooltip>
  );
}

function Glance({ item }: { item: CaseView }): JSX.Element {
  const t = useT();
  const session = useSession();
  const language = useLanguage();
  const mine = isMyTurn(item, session);
  const here = item.journey.at(-1);
  const place = t.craft.glance.at(item.level, here?.unit?.name ?? t.levelName[item.level] ?? '');
  const holder =
    item.turn === 'officer'
      ? (item.assignee?.name ?? item.leadUnit?.name)
      : item.turn === 'unit_leader'
        ? item.leadUnit?.name
        : null;
  return (
    <dl className={styles.glance}>
      {here && item.turn !== 'nobody' ? (
        <div>
          <dt>{t.craft.glance.where}</dt>
          <dd>
            {place} <span className="meta">· {workingText(here.workingMinutes, language)}</span>
          </dd>
        </div>
      ) : null}
      <div>
        <dt>{t.page.whoseTurn}</dt>
        <dd className={styles.turn} data-mine={mine || undefined} data-over={item.turn === 'nobody' || undefined}>
          {mine ? t.list.you : t.turn[item.turn]}
          {holder && !mine ? <span className={styles.holder}> · {holder}</span> : null}
        </dd>
      </div>
      <div>
        <dt>
          {t.page.dueDate}
          <WhyDue item={item} />
        </dt>
        <dd>
          <Due row={item} long />
        </dd>
      </div>
    </dl>
  );
}
