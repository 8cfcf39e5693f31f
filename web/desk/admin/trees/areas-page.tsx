import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX, useMemo } from 'react';
import { type AreaRecord, areaUse, listAreaRecords, type TreeUse } from '../../../../contract/org-trees.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { useT } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';
import { now } from '../../../lib/clock.ts';
import { matches } from '../../../lib/fold.ts';
import { isoDayOf } from '../../../lib/format-time.ts';
import { areasQuery } from '../../../lib/queries.ts';
import rows from '../../../ui/rows.module.css';
import { useSession } from '../../session.tsx';
import { AreaForm } from './area-form.tsx';
import { validityOn } from './category-tree.ts';
import { RecordsPage } from './records-page.tsx';
import { UseText, ValidityChip } from './tree-marks.tsx';

const AREAS = ['admin', 'areas'];

const placeText = (place: AreaRecord['formerly'][number]) =>
  [place.name, place.district].filter(Boolean).join(', ') + (place.scope ? ` (${place.scope})` : '');

/** Communes and wards of the province, found by today's names and by those before the reorganisation. */
export function AreasPage(): JSX.Element {
  const words = useAdminWords();
  const session = useSession();
  const client = useQueryClient();
  const list = useQuery({ queryKey: AREAS, queryFn: () => call(listAreaRecords, {}), staleTime: 0 });
  const use = useQuery({ queryKey: [...AREAS, 'use'], queryFn: () => call(areaUse, {}) });
  const uses = useMemo(() => new Map((use.data?.items ?? []).map((u) => [u.code, u])), [use.data]);
  const today = isoDayOf(now());
  const order = new Intl.Collator('vi', { numeric: true });
  return (
    <RecordsPage<AreaRecord>
      title={words.areas.title(session.province)}
      text={words.areas.text}
      words={{ ...words.areas, edit: (area) => words.trees.edit(area.name) }}
      icon="pin"
      list="areas"
      ended
      state={{ ...list, loaded: list.data !== undefined, retry: () => void list.refetch() }}
      rowsOf={(search, ended) =>
        (list.data?.items ?? [])
          .filter((a) => ended || validityOn(a, today) !== 'ended')
          .filter((a) => matches(`${a.name} ${a.code} ${a.formerly.map(placeText).join(' ')}`, search))
          .toSorted((a, b) => order.compare(a.shortName, b.shortName))
      }
      count={words.areas.count}
      row={(area, search, onEdit) => (
        <Row key={area.code} area={area} search={search} use={uses.get(area.code)} onEdit={onEdit} />
      )}
      formSize="50rem"
      form={(area, close) => (
        <AreaForm
          area={area}
          use={area ? uses.get(area.code) : undefined}
          onDone={() => {
            close();
            void client.invalidateQueries({ queryKey: AREAS });
            void client.invalidateQueries({ queryKey: areasQuery.queryKey });
          }}
        />
      )}
    />
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
