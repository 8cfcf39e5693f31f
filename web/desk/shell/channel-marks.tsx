import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { channelMarks } from '../../../contract/channel-accounts.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { Icon } from '../../ui/icons.tsx';
import { toneClass } from '../../ui/marks.tsx';
import { CHANNEL_ICONS, HEALTH } from '../admin/channel-icons.ts';
import { can, useSession } from '../session.tsx';
import styles from './channel-marks.module.css';

const RENEW_MS = 60_000;

/** One small sign per channel that is in trouble; when all is well nothing stands there. The word is on hover and focus. */
export function ChannelMarks(): JSX.Element | null {
  const t = useT();
  const session = useSession();
  const words = t.channels;
  const marks = useQuery({
    queryKey: ['channels', 'marks'],
    queryFn: () => call(channelMarks, {}),
    refetchInterval: RENEW_MS,
  });
  const troubled = marks.data?.items.filter((one) => one.state === 'bad' || one.state === 'watch') ?? [];
  if (troubled.length === 0) return null;
  const opens = can(session, 'channel.failures');
  return (
    <ul className={styles.marks} aria-label={words.marks}>
      {troubled.map((one) => {
        const kind = words.kind[one.channel] ?? one.channel;
        const label = `${words.mark(kind, words.state[one.state])}${one.what ? `. ${one.what}` : ''}`;
        const [tone, icon] = HEALTH[one.state];
        const sign = (
          <span className={`${styles.mark} ${toneClass(tone)}`}>
            <Icon name={CHANNEL_ICONS[one.channel] ?? 'globe'} size={1} />
            <Icon name={icon} size={0.75} />
          </span>
        );
        return (
          <li key={one.channel}>
            <Tooltip label={label} multiline maw="22rem">
              {opens ? (
                <Link to="/admin/channels" aria-label={label}>
                  {sign}
                </Link>
              ) : (
                <span role="img" aria-label={label}>
                  {sign}
                </span>
              )}
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}
