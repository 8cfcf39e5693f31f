import { Button } from '@mantine/core';
import type { JSX } from 'react';
import type { ChannelStateView } from '../../../contract/channel-accounts.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { Icon } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import rows from '../../ui/rows.module.css';
import { CHANNEL_ICONS, HEALTH } from './channel-icons.ts';
import styles from './channels.module.css';

/** One account of a channel: its state in a word, its figures, and for each trouble what happened and what to do. */
export function ChannelRow(props: { channel: ChannelStateView; onSetUp: (() => void) | undefined }): JSX.Element {
  const { channel: c, onSetUp } = props;
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const words = t.channels;
  const at = (moment: string) => momentText(moment, now, language);
  const [tone, icon] = HEALTH[c.state];
  const kind = words.kind[c.channel] ?? c.channel;
  const facts = [
    c.lastInAt ? words.lastIn(at(c.lastInAt)) : words.neverIn,
    c.lastOutAt && words.lastOut(at(c.lastOutAt)),
    words.day(c.day.received, c.day.sent),
    c.day.failed > 0 && words.failed(c.day.failed),
    c.day.refused > 0 && words.refused(c.day.refused),
    c.day.duplicates > 0 && words.duplicates(c.day.duplicates),
    c.waiting > 0 && words.waiting(c.waiting),
    c.tokenExpiresAt && words.token(at(c.tokenExpiresAt)),
  ].filter(Boolean);
  return (
    <li className={rows.row} data-off={c.state === 'off' || undefined}>
      <div>
        <Icon name={CHANNEL_ICONS[c.channel] ?? 'globe'} size={1} /> <strong>{c.name}</strong>{' '}
        <span className="meta">{kind}</span>
        <p className="meta">{facts.join(' · ')}</p>
        {c.troubles.length > 0 ? (
          <ul className={styles.troubles}>
            {c.troubles.map((one) => (
              <li key={one.what} className={styles.trouble} data-bad={c.state === 'bad' || undefined}>
                <p>
                  <strong>{words.trouble[one.what]}</strong>
                  {one.since ? <span className="meta"> {words.since(at(one.since))}</span> : null}
                </p>
                <p>{one.detail}</p>
                <p className="meta">
                  {words.whatToDo}: {one.advice}
                </p>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <Chip tone={tone} icon={icon}>
        {words.state[c.state]}
      </Chip>
      {onSetUp ? (
        <Button variant="default" size="compact-md" onClick={onSetUp} aria-label={`${words.setUp}: ${c.name}`}>
          {words.setUp}
        </Button>
      ) : null}
    </li>
  );
}
