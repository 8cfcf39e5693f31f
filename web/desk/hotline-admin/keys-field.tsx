import { Button, CloseButton, NativeSelect } from '@mantine/core';
import { type JSX, useState } from 'react';
import type { MenuNode } from '../../../contract/hotline-menu.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { Icon } from '../../ui/icons.tsx';
import rows from '../../ui/rows.module.css';
import styles from './hotline-admin.module.css';
import type { Targets } from './use-targets.ts';

type MenuOf = Extract<MenuNode, { kind: 'menu' }>;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '*', '#'];

/** The keys of a menu and what each leads to; a key may be made another one that is still free. */
export function KeysField(props: {
  node: MenuOf;
  targets: Targets;
  onChange(part: Partial<MenuOf>): void;
}): JSX.Element {
  const words = useHotlineWords().menu;
  const { node, targets } = props;
  const used = KEYS.filter((key) => node.keys[key] !== undefined);
  const free = KEYS.filter((key) => node.keys[key] === undefined);
  const [moved, setMoved] = useState<string | null>(null);
  const without = (key: string) => Object.fromEntries(Object.entries(node.keys).filter(([one]) => one !== key));
  const move = (from: string, to: string) => {
    const lead = node.keys[from];
    if (lead === undefined) return;
    setMoved(to);
    props.onChange({ keys: { ...without(from), [to]: lead } });
  };
  return (
    <fieldset className={rows.group}>
      <legend>{words.field.keys}</legend>
      <div className={styles.keys}>
        {used.map((key) => (
          <div key={key} className={styles.keyRow}>
            <NativeSelect
              aria-label={words.field.key(key)}
              data={KEYS.filter((one) => one === key || free.includes(one))}
              value={key}
              // The row stands elsewhere now; the hand stays with it.
              autoFocus={key === moved}
              onChange={(e) => move(key, e.currentTarget.value)}
              classNames={{ input: styles.keyCap }}
            />
            <NativeSelect
              aria-label={words.field.leadsTo(key)}
              {...targets.field(node.keys[key] ?? '', (to) => ({ ...node, keys: { ...node.keys, [key]: to } }), [
                { value: 'repeat', label: words.field.repeat },
              ])}
            />
            <CloseButton
              aria-label={words.field.removeKey(key)}
              onClick={() => props.onChange({ keys: without(key) })}
            />
          </div>
        ))}
      </div>
      {free[0] ? (
        <div>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<Icon name="plus" size={1} />}
            onClick={() => props.onChange({ keys: { ...node.keys, [free[0] ?? '']: node.otherwise } })}
          >
            {words.field.addKey}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
