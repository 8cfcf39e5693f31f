import { Button, Switch } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useT } from '../../i18n/index.ts';
import { Section } from '../../ui/section.tsx';
import { chooseAttention, permission, ring, useAttention } from './attention.ts';
import styles from './notices.module.css';

/** Browser notifications and the sound: this browser's choice, off until asked for. */
export function ThisMachine(): JSX.Element {
  const t = useT();
  const words = t.notices.preferences;
  const attention = useAttention();
  const [allowed, setAllowed] = useState(permission);
  const switchBrowser = async (on: boolean) => {
    if (!on) return chooseAttention({ browser: false });
    const answer = allowed === 'default' ? await Notification.requestPermission() : allowed;
    setAllowed(answer);
    chooseAttention({ browser: answer === 'granted' });
  };
  const why =
    allowed === 'unsupported' ? words.browserNone : allowed === 'denied' ? words.browserDenied : words.browserText;
  return (
    <Section title={words.browserTitle}>
      <div className={styles.switches}>
        <Switch
          label={words.browser}
          description={why}
          checked={attention.browser && allowed === 'granted'}
          disabled={allowed === 'unsupported' || allowed === 'denied'}
          onChange={(e) => void switchBrowser(e.currentTarget.checked)}
        />
        <div className={styles.sound}>
          <Switch
            label={words.sound}
            checked={attention.sound}
            onChange={(e) => chooseAttention({ sound: e.currentTarget.checked })}
          />
          <Button variant="default" size="compact-sm" onClick={ring}>
            {words.tryIt}
          </Button>
        </div>
      </div>
    </Section>
  );
}
