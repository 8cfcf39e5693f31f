import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { ActionName, ActionOffer } from '../../../contract/actions.ts';
import type { CaseView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { isKept } from '../../lib/kept-store.ts';
import { actionsQuery } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { PAIRS } from '../actions/desk-action.ts';
import { DESK_ACTIONS, inMenuOrder } from '../actions/index.ts';
import { fromCase } from '../incidents/incident-values.ts';
import { can, useSession } from '../session.tsx';
import { useKeys } from '../shell/keys.ts';
import styles from './action-bar.module.css';
import { ActionPanel } from './action-panel.tsx';
import { keptKey } from './kept-key.ts';
import { openCase } from './open-case.ts';

const DeclareDialog = lazy(() => import('../incidents/declare-dialog.tsx'));

/** What this person may do now: one main button with its shortcut, at most its counterpart, the rest in one menu. */
export function ActionBar({ item, onGone }: { item: CaseView; onGone(): void }): JSX.Element {
  const t = useT();
  const session = useSession();
  const { data } = useQuery(actionsQuery(item.code));
  const [open, setOpen] = useState<ActionName | null>(null);
  const [menu, setMenu] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const offers = inMenuOrder(data?.items ?? []);
  const main = offers.find((o) => o.primary) ?? null;
  const pair = main && offers.find((o) => o.action === PAIRS[main.action]);
  const rest = offers.filter((o) => o !== main && o !== pair);
  const [declaring, setDeclaring] = useState(false);
  const declares = can(session, 'incident.manage') && mayCarry(item);
  const start = (action: ActionName) => {
    setMenu(false);
    setOpen(action);
  };
  const close = () => {
    setOpen(null);
    requestAnimationFrame(() => bar.current?.querySelector('button')?.focus());
  };
  useEffect(() => {
    const mine = { code: item.code, start: setOpen };
    openCase.set(mine);
    return () => {
      if (openCase.get() === mine) openCase.set(null);
    };
  }, [item.code]);
  useKeys({
    'mod+Enter': () => !open && main && start(main.action),
    '.': () => !open && rest.length > 0 && setMenu(true),
    ...(open ? { Escape: close } : {}),
  });

  if (open) {
    const offer = offers.find((o) => o.action === open) ?? null;
    return <ActionPanel key={open} item={item} action={open} offer={offer} onClose={close} onGone={onGone} />;
  }
  const kept = (action: ActionName) => isKept(keptKey(session.user.username, item.code, action));
  return (
    <div className={styles.bar} ref={bar}>
      {main ? (
        <Button
          size="md"
          leftSection={<Icon name={DESK_ACTIONS[main.action].icon} />}
          rightSection={<kbd className={styles.kbd}>Ctrl ⏎</kbd>}
          onClick={() => start(main.action)}
        >
          {t.actions[main.action].label}
        </Button>
      ) : null}
      {pair ? (
        <Button
          size="md"
          variant="default"
          leftSection={<Icon name={DESK_ACTIONS[pair.action].icon} />}
          onClick={() => start(pair.action)}
        >
          {t.actions[pair.action].label}
        </Button>
      ) : null}
      {rest.length > 0 || declares ? (
        <Menu position="top-start" opened={menu} onChange={setMenu} width="max-content">
          <Menu.Target>
            <Button size="md" variant="default" rightSection={<Icon name="chevronDown" size={0.875} />}>
              {t.actionForm.other}
              {rest.some((o) => kept(o.action)) ? <span className={styles.dot} title={t.actionForm.keptMark} /> : null}
            </Button>
          </Menu.Target>
          <Menu.Dropdown className={styles.menu} onKeyDown={(event) => byLetter(event.key, rest, start)}>
            {rest.map((offer) => (
              <Menu.Item
                key={offer.action}
                leftSection={<Icon name={DESK_ACTIONS[offer.action].icon} />}
                rightSection={<kbd className={styles.letter}>{DESK_ACTIONS[offer.action].shortcut.toUpperCase()}</kbd>}
                onClick={() => start(offer.action)}
              >
                {t.actions[offer.action].label}
                {kept(offer.action) ? <span className={styles.kept}>{t.actionForm.keptMark}</span> : null}
              </Menu.Item>
            ))}
            {declares ? (
              <Menu.Item leftSection={<Icon name="megaphone" />} onClick={() => setDeclaring(true)}>
                {t.incidents.declare.action}
              </Menu.Item>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {main && kept(main.action) ? <span className={styles.kept}>{t.actionForm.keptMark}</span> : null}
      {data && offers.length === 0 && !declares ? <span className="meta">{t.actionForm.none}</span> : null}
      {declaring ? (
        <Suspense fallback={null}>
          <DeclareDialog start={fromCase(item)} onClose={() => setDeclaring(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

/** A case that can carry an incident and carries none; the server decides again. */
function mayCarry(item: CaseView): boolean {
  return item.closedAt === null && !item.sealed && item.type !== 'conduct_report' && item.incident?.open !== true;
}

/** With the menu open one letter chooses: `.` then `T`. */
function byLetter(key: string, offers: ActionOffer[], open: (action: ActionName) => void): void {
  const offer = offers.find((o) => DESK_ACTIONS[o.action].shortcut === key.toLowerCase());
  if (offer) open(offer.action);
}
