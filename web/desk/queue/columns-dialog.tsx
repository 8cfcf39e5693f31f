import { ActionIcon, Button, Checkbox, Modal, SegmentedControl } from '@mantine/core';
import { type JSX, useRef } from 'react';
import { LIST_COLUMNS, type ListColumn } from '../../../contract/case-lists.ts';
import { useT } from '../../i18n/index.ts';
import { choose as prefer, usePreferences } from '../../lib/preferences.ts';
import { Icon } from '../../ui/icons.tsx';
import { columnName } from './columns.tsx';
import styles from './columns-dialog.module.css';
import type { Columns } from './use-columns.ts';

/** Which columns, in which order, how close the rows stand; at once, and remembered. */
export default function ColumnsDialog({ columns, onClose }: { columns: Columns; onClose(): void }): JSX.Element {
  const t = useT();
  const words = t.lists.columns;
  const { density } = usePreferences();
  const { shown, usual } = columns;
  const list = useRef<HTMLOListElement>(null);
  const rest = LIST_COLUMNS.filter((column) => !shown.includes(column));
  const set = (next: readonly ListColumn[]) =>
    columns.choose(JSON.stringify(next) === JSON.stringify(usual) ? null : [...next]);
  const move = (column: ListColumn, by: number) => {
    const next = shown.filter((one) => one !== column);
    next.splice(shown.indexOf(column) + by, 0, column);
    set(next);
    // The button moves along with its column; the focus stays on it.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-column="${column}"] [data-by="${by}"]`)?.focus(),
    );
  };
  return (
    <Modal opened onClose={onClose} title={words.title} closeButtonProps={{ 'aria-label': t.common.close }}>
      <div className={styles.form}>
        <p className="meta">{words.text}</p>
        <ol className={styles.list} aria-label={words.shown} ref={list}>
          {shown.map((column, i) => {
            const name = columnName(column, t);
            return (
              <li key={column} data-column={column}>
                <Checkbox
                  label={name}
                  checked
                  disabled={column === 'title'}
                  onChange={() => set(shown.filter((one) => one !== column))}
                />
                {([-1, 1] as const).map((by) => (
                  <ActionIcon
                    key={by}
                    variant="subtle"
                    color="gray"
                    data-by={by}
                    aria-label={by < 0 ? words.earlier(name) : words.later(name)}
                    aria-disabled={shown[i + by] === undefined || undefined}
                    onClick={() => shown[i + by] !== undefined && move(column, by)}
                  >
                    <Icon name={by < 0 ? 'chevronUp' : 'chevronDown'} size={1} />
                  </ActionIcon>
                ))}
              </li>
            );
          })}
        </ol>
        {rest.length > 0 ? (
          <ul className={styles.list} aria-label={words.hidden}>
            {rest.map((column) => (
              <li key={column}>
                <Checkbox label={columnName(column, t)} checked={false} onChange={() => set([...shown, column])} />
              </li>
            ))}
          </ul>
        ) : null}
        <SegmentedControl
          aria-label={t.display.density}
          data={(['comfortable', 'compact'] as const).map((value) => ({ value, label: t.display[value] }))}
          value={density}
          onChange={(value) => prefer({ density: value as 'compact' })}
        />
        <div className={styles.foot}>
          <Button onClick={onClose}>{t.common.close}</Button>
          <Button
            variant="subtle"
            disabled={JSON.stringify(shown) === JSON.stringify(usual)}
            onClick={() => set(usual)}
          >
            {words.reset}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
