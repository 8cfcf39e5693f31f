import { Button, CloseButton } from '@mantine/core';
import { type JSX, useEffect, useState } from 'react';
import { useT } from '../../i18n/index.ts';
import { useStore } from '../../lib/store.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './call-bar.module.css';
import { phone, phoneNotice, tellPhone, type Wish } from './phone-door.ts';
import type { Trouble } from './state.ts';
import { useTroubleText } from './use-trouble-text.ts';

const FIX: Partial<Record<Trouble, ['microphone' | 'here' | 'sound', Wish]>> = {
  microphone_ask: ['microphone', { is: 'allow_microphone' }],
  microphone_busy: ['microphone', { is: 'allow_microphone' }],
  taken_elsewhere: ['here', { is: 'take_here' }],
  sound_blocked: ['sound', { is: 'sound' }],
};
/** What only concerns who wants to take calls now stands in the phone's menu; these are said to everybody's face. */
const LOUD: readonly Trouble[] = [
  'sound_blocked',
  'media_failed',
  'no_invite',
  'microphone_busy',
  'microphone_denied',
  'taken_elsewhere',
];
const NOTICE_MS = 15_000;

/** The words of a trouble with the button that helps. */
export function TroubleText({ trouble }: { trouble: Trouble }): JSX.Element {
  const t = useT();
  const fix = FIX[trouble];
  return (
    <>
      <span>{useTroubleText(trouble)}</span>
      {fix ? (
        <Button size="compact-sm" variant="default" onClick={() => tellPhone(fix[1])}>
          {t.phone.fix[fix[0]]}
        </Button>
      ) : null}
    </>
  );
}

/** In the bar: what stops a call now, and a device that was unplugged. */
export function TroubleLine(): JSX.Element {
  const t = useT();
  const { trouble, leg } = useStore(phone);
  const notice = useStore(phoneNotice);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => phoneNotice.set(null), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  // Where the telephone is stays true; only the line about it is closed.
  const [read, setRead] = useState<Trouble | null>(null);
  if (read !== null && read !== trouble) setRead(null);
  const loud = trouble !== null && trouble !== read && (leg !== null || LOUD.includes(trouble));
  return (
    <div role="alert" className={styles.alerts}>
      {loud && trouble ? (
        <p className={trouble === 'taken_elsewhere' ? styles.notice : styles.trouble}>
          <Icon name={trouble === 'taken_elsewhere' ? 'info' : 'alert'} size={1} />
          <TroubleText trouble={trouble} />
          <CloseButton
            size="md"
            aria-label={t.common.close}
            onClick={() => (trouble === 'taken_elsewhere' ? setRead(trouble) : tellPhone({ is: 'calm' }))}
          />
        </p>
      ) : null}
      {notice ? (
        <p className={styles.notice}>
          <Icon name="info" size={1} />
          <span>{t.phone.sound.gone(t.phone.sound[notice.use], notice.gone, notice.instead)}</span>
          <CloseButton size="md" aria-label={t.common.close} onClick={() => phoneNotice.set(null)} />
        </p>
      ) : null}
    </div>
  );
}
