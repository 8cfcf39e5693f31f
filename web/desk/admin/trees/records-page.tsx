import { Button, Modal, Switch, TextInput } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { useState } from 'react';
import type { ExportedList } from '../../../../contract/exports.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { useT } from '../../../i18n/index.ts';
import { useLast } from '../../../lib/use-last.ts';
import { Icon, type IconName } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import rows from '../../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../../ui/states.tsx';
import { ExportMenu } from '../../shell/export-menu.tsx';

interface Props<Row> {
  title: string;
  text?: string;
  words: { add: string; search: string; empty: string; edit(row: Row): string };
  icon: IconName;
  list: ExportedList;
  /** Retired ones can be shown, too. */
  ended?: boolean;
  state: { isPending: boolean; error: Error | null; loaded: boolean; retry(): void };
  /** Those that match what is searched for, in the order in which they stand. */
  rowsOf(search: string, ended: boolean): readonly Row[];
  /** Told beside the list, where its length says something. */
  count?(shown: number): string;
  row(row: Row, search: string, onEdit: () => void): ReactNode;
  formSize: string;
  /** `row` null: a new one. */
  form(row: Row | null, onDone: () => void): ReactNode;
}

/** A page of records that an administrator keeps (units, areas, categories): find, add, change in a window, take out. */
export function RecordsPage<Row>(props: Props<Row>): JSX.Element {
  const t = useT();
  const { words, state } = props;
  const [text, setText] = useState('');
  const [ended, setEnded] = useState(false);
  const [edited, setEdited] = useState<{ row: Row | null } | null>(null);
  const shown = useLast(edited);
  const found = props.rowsOf(text, ended);
  const showEnded = useAdminWords().trees.showEnded;
  return (
    <Page
      title={props.title}
      text={props.text}
      wide
      tool={
        <div className={rows.tools}>
          <ExportMenu list={props.list} />
          <Button leftSection={<Icon name="plus" size={1} />} onClick={() => setEdited({ row: null })}>
            {words.add}
          </Button>
        </div>
      }
    >
      <div className={rows.filters}>
        <TextInput
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          leftSection={<Icon name="search" size={1} />}
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
          className={rows.search}
        />
        {props.ended ? (
          <Switch label={showEnded} checked={ended} onChange={(e) => setEnded(e.currentTarget.checked)} />
        ) : null}
      </div>
      {state.isPending ? <Loading lines={10} /> : null}
      {state.error && !state.loaded ? <Failed error={state.error} retry={state.retry} /> : null}
      {state.loaded && found.length === 0 ? <Notice icon={props.icon} title={words.empty} /> : null}
      {state.loaded && props.count ? (
        <p className="meta" role="status">
          {props.count(found.length)}
        </p>
      ) : null}
      <ul className={rows.rows}>{found.map((row) => props.row(row, text, () => setEdited({ row })))}</ul>
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        size={props.formSize}
        title={shown ? (shown.row === null ? words.add : words.edit(shown.row)) : ''}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {shown ? props.form(shown.row, () => setEdited(null)) : null}
      </Modal>
    </Page>
  );
}
