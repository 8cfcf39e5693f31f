import { Button } from '@mantine/core';
import { type JSX, useState } from 'react';
import type { UnitFigures } from '../../../contract/days.ts';
import { useT } from '../../i18n/index.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Section } from '../../ui/section.tsx';
import { Figure, OPEN_STATUSES } from './people.tsx';
import unit from './unit.module.css';

/** So many units at first; the rest on request, none left out. */
const SHOWN = 8;

/** Units by what is late in them, and whether it is getting better: what they missed this week and the week before. */
export function LateUnits({ units }: { units: UnitFigures[] }): JSX.Element {
  const t = useT();
  const words = t.days.province;
  const [all, setAll] = useState(false);
  const shown = all ? units : units.slice(0, SHOWN);
  return (
    <Section title={words.units} count={units.length}>
      {units.length === 0 ? (
        <p className="meta">{words.unitsEmpty}</p>
      ) : (
        <table className={unit.people}>
          <thead>
            <tr>
              <th scope="col">{words.unit}</th>
              <th scope="col">{t.days.unit.open}</th>
              <th scope="col">{t.days.unit.overdue}</th>
              <th scope="col">{words.serious}</th>
              <th scope="col">{words.trend}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.unit.code} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {shown.length < units.length ? (
        <Button variant="subtle" size="compact-md" onClick={() => setAll(true)}>
          {words.unitsMore(units.length - shown.length)}
        </Button>
      ) : null}
    </Section>
  );
}

function Row({ row }: { row: UnitFigures }): JSX.Element {
  const t = useT();
  const words = t.days.province;
  const at = { unit: row.unit.code };
  return (
    <tr>
      <th scope="row">{row.unit.name}</th>
      <Figure name={t.days.unit.open} value={row.open} search={{ ...at, status: OPEN_STATUSES.join() }} />
      <Figure name={t.days.unit.overdue} value={row.overdue} search={{ ...at, due: 'overdue' }} late />
      <Figure name={words.serious} value={row.seriouslyLate} search={{ ...at, due: 'seriously_late' }} late />
      <Figure name={words.trend} value={row.missedWeek} search={{ ...at, only: 'missed_week' }}>
        <Trend row={row} />
      </Figure>
    </tr>
  );
}

/** This week against the week before: an arrow, and the words for whoever does not see it. */
function Trend({ row: { missedWeek, missedBefore } }: { row: UnitFigures }): JSX.Element {
  const t = useT();
  const words = t.days.province;
  const way = missedWeek > missedBefore ? 'more' : missedWeek < missedBefore ? 'less' : 'same';
  const icon: Record<typeof way, IconName> = { more: 'trendUp', less: 'trendDown', same: 'trendSame' };
  return (
    <span className={unit.trend} data-way={way} title={words.trendWords(missedWeek, missedBefore)}>
      <Icon name={icon[way]} size={1} label={`${words[way]}: ${words.trendWords(missedWeek, missedBefore)}`} />
      <span aria-hidden>({missedBefore})</span>
    </span>
  );
}
