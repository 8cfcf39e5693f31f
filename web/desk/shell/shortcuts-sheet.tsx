import { Modal } from '@mantine/core';
import type { JSX } from 'react';
import { type Dictionary, useT } from '../../i18n/index.ts';
import { usePreferences } from '../../lib/preferences.ts';
import { can, useSession } from '../session.tsx';
import { shortcutsOpen } from './shortcuts.ts';
import styles from './shortcuts-sheet.module.css';

/** The help sheet behind `?`. */
export default function ShortcutsSheet(): JSX.Element {
  const t = useT();
  const { letterKeys } = usePreferences();
  const session = useSession();
  const rows: [string[], string][] = [
    [['Ctrl K', '/'], t.shortcuts.search],
    [['J', 'K'], t.shortcuts.next],
    [['X'], t.lists.keys.pick],
    [['Shift ↓', 'Shift ↑'], t.lists.keys.extend],
    [['Enter'], t.shortcuts.open],
    [['Ctrl Enter'], t.shortcuts.main],
    [['Ctrl Shift Enter'], t.contact.submit.both],
    [['.'], t.shortcuts.menu],
    [['Ctrl Z'], t.craft.undo.key],
    [['Esc'], t.shortcuts.close],
    [['N'], t.shortcuts.newCase],
    [['B'], t.shortcuts.notices],
    ...(can(session, 'routing.work') ? [[['Alt A'], t.phone.keys.answer] as [string[], string]] : []),
    ...(can(session, 'call.work') ? callKeys(t) : []),
    [['?'], t.shortcuts.help],
  ];
  return (
    <Modal
      opened
      onClose={() => shortcutsOpen.set(false)}
      title={t.shortcuts.title}
      closeButtonProps={{ 'aria-label': t.common.close }}
    >
      <dl className={styles.keys}>
        {rows.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      {letterKeys ? null : <p className="meta">{t.shortcuts.offText}</p>}
    </Modal>
  );
}

const callKeys = (t: Dictionary): [string[], string][] => [
  [['Alt G'], t.phone.keys.hold],
  [['Alt M'], t.phone.keys.mute],
  [['Alt K'], t.phone.keys.hangUp],
];
