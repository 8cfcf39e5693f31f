import type { JSX } from 'react';
import type { ItemKind, RoutingItemView } from '../../../contract/routing.ts';
import { useLanguage, useT } from '../../i18n/core.ts';
import { useNow } from '../../lib/clock.ts';
import type { Language } from '../../lib/preferences.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import styles from './routing.module.css';

const KIND_ICON: Record<ItemKind, IconName> = {
  call: 'phone',
  chat: 'chat',
  callback: 'outgoing',
  case: 'document',
  mail: 'mail',
};

/** Kind and channel, as icon and words. */
export function KindMark({ item }: { item: Pick<RoutingItemView, 'kind' | 'channel'> }): JSX.Element {
  const t = useT();
  const channel = t.channel[item.channel as keyof typeof t.channel] as string | undefined;
  return (
    <span className={styles.kind}>
      <Icon name={KIND_ICON[item.kind]} size={1} />
      {t.routing.kind[item.kind]}
      {channel ? ` · ${channel}` : ''}
    </span>
  );
}

/** Real time since a moment in its largest units: “40 giây”, “3 phút”, “1 giờ 5 phút”. */
export function waitText(since: string, now: number, language: Language): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  const [hour, minute, second] = language === 'vi' ? ['giờ', 'phút', 'giây'] : ['h', 'min', 's'];
  if (seconds < 60) return `${seconds} ${second}`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} ${minute}`;
  return `${Math.floor(seconds / 3600)} ${hour} ${Math.floor((seconds % 3600) / 60)} ${minute}`;
}

export function Waited({ since }: { since: string }): JSX.Element {
  const language = useLanguage();
  return <time dateTime={since}>{waitText(since, useNow(), language)}</time>;
}

/** Where one works on it; null while there is no page for it (a call). */
export function linkOf(item: RoutingItemView) {
  if (item.caseCode) return { to: '/cases/$code', params: { code: item.caseCode } } as const;
  if (item.conversationId) return { to: '/conversations/$id', params: { id: item.conversationId } } as const;
  return null;
}
