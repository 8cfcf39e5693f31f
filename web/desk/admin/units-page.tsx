import { Button, Modal, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type CSSProperties, type JSX, useMemo, useState } from 'react';
import type { Unit } from '../../../contract/org.ts';
import { useT } from '../../i18n/index.ts';
import { unitsQuery } from '../../lib/queries.ts';
import { useLast } from '../../lib/use-last.ts';
import { Icon } from '../../ui/icons.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import { UnitForm } from './unit-form.tsx';
import { unitTree } from './unit-tree.ts';
import styles from './units.module.css';

/** The tree of units valid today; find, add, change. */
export function UnitsPage(): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const { data, error, isPending, refetch } = useQuery({ ...unitsQuery, staleTime: 0 });
  const [text, setText] = useState('');
  const [edited, setEdited] = useState<Unit | 'new' | null>(null);
  const shown = useLast(edited);
  const tree = useMemo(() => unitTree(data?.items ?? [], text), [data, text]);
  const add = (
    <div className={rows.tools}>
      <ExportMenu list="units" />
      <Button leftSection={<Icon name="plus" size={1} />} onClick={() => setEdited('new')}>
        {t.admin.units.add}
      </Button>
    </div>
  );
  return (
    <Page title={t.admin.units.title} tool={add} wide>
      <TextInput
        type="search"
        aria-label={t.admin.units.search}
        placeholder={t.admin.units.search}
        leftSection={<Icon name="search" size={1} />}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        maw="26rem"
      />
      {isPending ? <Loading lines={10} /> : null}
      {error ? <Failed error={error} retry={() => void refetch()} /> : null}
      {data && tree.length === 0 ? <Notice icon="building" title={t.admin.units.empty} /> : null}
      <ul className={rows.rows}>
        {tree.map(({ unit, depth, children }) => (
          <li key={unit.code} className={`${rows.row} ${styles.row}`} style={{ '--depth': depth } as CSSProperties}>
            <div>
              <strong>{unit.name}</strong>
              <p className="meta">
                {unit.kind} · <span className="code">{unit.code}</span>
                {children > 0 ? ` · ${t.admin.units.children(children)}` : ''}
                {unit.validTo ? ` · ${t.admin.units.validTo} ${unit.validTo}` : ''}
              </p>
            </div>
            <Button
              variant="default"
              size="compact-md"
              onClick={() => setEdited(unit)}
              aria-label={t.admin.units.edit(unit.name)}
            >
              {t.common.edit}
            </Button>
          </li>
        ))}
      </ul>
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        size="42rem"
        title={shown === 'new' ? t.admin.units.add : shown ? t.admin.units.edit(shown.name) : ''}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {shown ? (
          <UnitForm
            unit={shown === 'new' ? null : shown}
            onDone={() => {
              setEdited(null);
              void client.invalidateQueries({ queryKey: unitsQuery.queryKey });
            }}
          />
        ) : null}
      </Modal>
    </Page>
  );
}
