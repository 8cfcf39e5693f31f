import { Modal } from '@mantine/core';
import type { JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import { usePreferences } from '../../lib/preferences.ts';
import { can, type Permission, useSession } from '../session.tsx';
import { keyText, SHORTCUTS, type Shortcut } from './shortcuts.ts';
import { shortcutsOpen } from './shortcuts-open.ts';
import styles from './shortcuts-sheet.module.css';

const MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);
/** Places that not everybody has. */
const NEEDS: Partial<Record<Shortcut['scope'], Permission>> = {
  contact: 'case.create',
  conversations: 'conversation.read',
  offers: 'routing.work',
  phone: 'call.work',
  player: 'call.read',
};

/** The help sheet behind `?`. */
export default function ShortcutsSheet(): JSX.Element {
  const t = useT();
  const { letterKeys } = usePreferences();
  const session = useSession();
  const scopes = [...new Set(SHORTCUTS.map((entry) => entry.scope))].filter((scope) => {
    const needed = NEEDS[scope];
    return !needed || can(session, needed);
  });
  return (
    <Modal
      opened
      onClose={() => shortcutsOpen.set(false)}
      size="min(60rem, 96vw)"
      title={t.shortcuts.title}
      closeButtonProps={{ 'aria-label': t.common.close }}
    >
      <div className={styles.scopes}>
        {scopes.map((scope) => (
          <section key={scope} aria-labelledby={`keys-${scope}`}>
            <h3 id={`keys-${scope}`}>{t.keys.scope[scope]}</h3>
            <dl className={styles.keys}>
              {SHORTCUTS.filter((entry) => entry.scope === scope).map(({ id, keys }) => (
                <div key={id}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{keyText(key, MAC)}</kbd>
                    ))}
                  </dt>
                  <dd>{t.keys.text[id]}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {letterKeys ? null : <p className="meta">{t.shortcuts.offText}</p>}
    </Modal>
  );
}
