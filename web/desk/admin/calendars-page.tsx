import { Button, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import type { CalendarRow } from '../../../contract/calendars.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { CALENDARS, calendarsQuery } from './calendar-change.ts';
import { CalendarCreateForm } from './calendar-create-form.tsx';
import { dateText } from './calendar-day-words.ts';
import { hoursText } from './hours-text.ts';

/** Every working calendar with the week that holds today. */
export function CalendarsPage(): JSX.Element {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [adding, setAdding] = useState(false);
  const list = useQuery(calendarsQuery);
  const add = (
    <Button leftSection={<Icon name="plus" size={1} />} onClick={() => setAdding(true)}>
      {t.calendars.add}
    </Button>
  );
  return (
    <Page title={t.calendars.title} text={t.calendars.text} tool={add} wide>
      {list.isPending ? <Loading lines={4} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data?.items.length === 0 ? <Notice icon="calendar" title={t.calendars.empty} /> : null}
      <ul className={rows.rows}>
        {list.data?.items.map((calendar) => (
          <CalendarLine key={calendar.code} calendar={calendar} />
        ))}
      </ul>
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        size="46rem"
        title={t.calendars.settings.create}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        <CalendarCreateForm
          onDone={(code) => {
            setAdding(false);
            void client.invalidateQueries({ queryKey: CALENDARS });
            void navigate({ to: '/admin/calendars/$code', params: { code } });
          }}
        />
      </Modal>
    </Page>
  );
}

function CalendarLine({ calendar }: { calendar: CalendarRow }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const facts = [
    calendar.base && t.calendars.basedOn(calendar.base.name),
    t.calendars.units(calendar.units),
    calendar.next && t.calendars.next(dateText(calendar.next.date, language), calendar.next.name),
  ].filter(Boolean);
  return (
    <li className={rows.row}>
      <div>
        <Link
          to="/admin/calendars/$code"
          params={{ code: calendar.code }}
          aria-label={t.calendars.open(calendar.name)}
          style={{ fontWeight: 600 }}
        >
          {calendar.name}
        </Link>{' '}
        <span className="meta code">{calendar.code}</span>
        <p className="meta">{weekText(calendar.week, t)}</p>
        <p className="meta">{facts.join(' · ')}</p>
      </div>
      {calendar.isDefault ? (
        <Chip tone="blue" icon="check">
          {t.calendars.isDefault}
        </Chip>
      ) : null}
    </li>
  );
}

/** “T2–T6 07:00–11:30, 13:30–17:00; T7–CN nghỉ”: weekdays with equal hours together. */
function weekText(week: readonly (readonly string[])[], t: ReturnType<typeof useT>): string {
  const runs: { from: number; to: number; text: string }[] = [];
  for (const [i, hours] of week.entries()) {
    const text = hours.length > 0 ? hoursText(hours) : t.calendars.week.off;
    const last = runs.at(-1);
    if (last?.text === text) last.to = i;
    else runs.push({ from: i, to: i, text });
  }
  const day = (i: number) => t.calendars.weekdaysShort[i];
  return runs.map((r) => `${r.from === r.to ? day(r.from) : `${day(r.from)}–${day(r.to)}`} ${r.text}`).join('; ');
}
