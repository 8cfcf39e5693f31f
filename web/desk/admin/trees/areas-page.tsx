import { Button, Modal, Switch, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX, useMemo, useState } from 'react';
import { type AreaRecord, areaUse, listAreaRecords, type TreeUse } from '../../../../contract/org-trees.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { useT } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';
import { now } from '../../../lib/clock.ts';
import { matches } from '../../../lib/fold.ts';
import { isoDayOf } from '../../../lib/format-time.ts';
import { areasQuery } from '../../../lib/queries.ts';
import { useLast } from '../../../lib/use-last.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import rows from '../../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../../ui/states.tsx';
import { useSession } from '../../session.tsx';
import { AreaForm } from './area-form.tsx';
import { validityOn } from './category-tree.ts';
import { UseText, ValidityChip } from './tree-marks.tsx';

const AREAS = ['admin', 'areas'];

const placeText = (place: AreaRecord['formerly'][number]) =>
  [place.name, place.district].filter(Boolean).join(', ') + (place.scope ? ` (${place.scope})` : '');

/** Communes and wards of the province, found by today's names and by those before the reorganisation. */
export function AreasPage(): JSX.Element {
  const t = useT();
  const words = useAdminWords();
  const session = useSession();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [ended, setEnded] = useState(false);
  const [edited, setEdited] = useState<AreaRecord | 'new' | null>(null);
  const shown = useLast(edited);
  const list = useQuery({ queryKey: AREAS, queryFn: () => call(listAreaRecords, {}), staleTime: 0 });
  const use = useQuery({ queryKey: [...AREAS, 'use'], queryFn: () => call(areaUse, {}) });
  const uses = useMemo(() => new Map((use.data?.items ?? []).map((u) => [u.code, u])), [use.data]);
  const today = isoDayOf(now());
  const order = new Intl.Collator('vi', { numeric: true });
  const items = (list.data?.items ?? [])
    .filter((a) => ended || validityOn(a, today) !== 'ended')
    .filter((a) => matches(`${a.name} ${a.code} ${a.formerly.map(placeText).join(' ')}`, text))
    .toSorted((a, b) => order.compare(a.shortName, b.shortName));
  const add = (
    <Button leftSection={<Icon name="plus" size={1} />} onClick={() => setEdited('new')}>
      {words.areas.add}
    </Button>
  );
  return (
    <Page title={words.areas.title(session.province)} text={words.areas.text} tool={add} wide>
      <div className={rows.filters}>
        <TextInput
          type="search"
          aria-label={words.areas.search}
          placeholder={words.areas.search}
          leftSection={<Icon name="search" size={1} />}
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
          className={rows.search}
        />
        <Switch label={words.trees.showEnded} checked={ended} onChange={(e) => setEnded(e.currentTarget.checked)} />
      </div>
      {list.isPending ? <Loading lines={10} /> : null}
      {list.error ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? <Notice icon="pin" title={words.areas.empty} /> : null}
      {list.data ? (
        <p className="meta" role="status">
          {words.areas.count(items.length)}
        </p>
      ) : null}
      <ul className={rows.rows}>
        {items.map((area) => (
          <Row key={area.code} area={area} search={text} use={uses.get(area.code)} onEdit={() => setEdited(area)} />
        ))}
      </ul>
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        size="50rem"
        title={shown === 'new' ? words.areas.add : shown ? words.trees.edit(shown.name) : ''}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {shown ? (
          <AreaForm
            area={shown === 'new' ? null : shown}
            use={shown === 'new' ? undefined : uses.get(shown.code)}
            onDone={() => {
              setEdited(null);
              void client.invalidateQueries({ queryKey: AREAS });
              void client.invalidateQueries({ queryKey: areasQuery.queryKey });
            }}
          />
        ) : null}
      </Modal>
    </Page>
  );
}

interface RowProps {
  area: AreaRecord;
  search: string;
  use: TreeUse | undefined;
  onEdit(): void;
}

/** With a search, the former places that matched stand first: they are why the area is shown. */
function Row({ area, search, use, onEdit }: RowProps): JSX.Element {
  const t = useT();
  const words = useAdminWords();
  const places = area.formerly.map(placeText);
  const hit = (place: string) => search.trim() !== '' && matches(place, search);
  const off = validityOn(area, isoDayOf(now())) === 'ended';
  return (
    <li className={rows.row} data-off={off || undefined}>
      <div>
        <strong>{area.name}</strong> <span className="meta code">{area.code}</span> <ValidityChip row={area} />
        <p className="meta">{area.unit ? area.unit.name : words.areas.noUnit}</p>
        {places.length > 0 ? (
          <p className="meta">
            {words.areas.formerly}{' '}
            {[...places.filter(hit), ...places.filter((p) => !hit(p))].map((place, i) => (
              <span key={place}>
                {i > 0 ? '; ' : ''}
                {hit(place) ? <mark>{place}</mark> : place}
              </span>
            ))}
          </p>
        ) : null}
      </div>
      <UseText use={use} />
      <Button variant="default" size="compact-md" onClick={onEdit} aria-label={words.trees.edit(area.name)}>
        {t.common.edit}
      </Button>
    </li>
  );
}
