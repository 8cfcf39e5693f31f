import { Button, CloseButton, NativeSelect } from '@mantine/core';
import type { JSX } from 'react';
import type { MenuNode } from '../../../contract/hotline-menu.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { Icon } from '../../ui/icons.tsx';
import rows from '../../ui/rows.module.css';
import styles from './hotline-admin.module.css';
import type { Targets } from './use-targets.ts';

type MenuOf = Extract<MenuNode, { kind: 'menu' }>;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '*', '#'];

/** The keys of a menu and what each leads to. */
export function KeysField(props: {
  node: MenuOf;
  targets: Targets;
  onChange(part: Partial<MenuOf>): void;
}): JSX.Element {
  const words = useHotlineWords().menu;
  const { node, targets } = props;
  const used = KEYS.filter((key) => node.keys[key] !== undefined);
  const free = KEYS.find((key) => node.keys[key] === undefined);
  const without = (key: string) => Object.fromEntries(Object.entries(node.keys).filter(([one]) => one !== key));
  return (
    <fieldset className={rows.group}>
      <legend>{words.field.keys}</legend>
      <div className={styles.keys}>
        {used.map((key) => (
          <div key={key} className={styles.keyRow}>
            <span className={styles.keyCap} aria-hidden>
              {key}
            </span>
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
      {free ? (
        <div>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<Icon name="plus" size={1} />}
            onClick={() => props.onChange({ keys: { ...node.keys, [free]: node.otherwise } })}
          >
            {words.field.addKey}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
