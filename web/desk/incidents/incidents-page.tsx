import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type JSX, lazy, Suspense, useState } from 'react';
import { INCIDENT_STATES, type IncidentState, type IncidentView } from '../../../contract/incidents.ts';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import { When } from '../../ui/marks.tsx';
import { MoreRows, RowCount } from '../../ui/more-rows.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { can, useSession } from '../session.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import { Counts, Expected, Scope } from './incident-marks.tsx';
import { incidentsQuery } from './incident-queries.ts';
import { SoundMark } from './sound-line.tsx';
import { SuggestedIncidents } from './suggested.tsx';

const DeclareDialog = lazy(() => import('./declare-dialog.tsx'));

/** Incidents that go on, or those that ended; for supervisors what may be one, too. */
export function IncidentsPage(): JSX.Element {
  const t = useT();
  const words = t.incidents;
  const session = useSession();
  const navigate = useNavigate();
  const state: IncidentState = useSearch({ from: '/incidents' }).state ?? 'open';
  const manages = can(session, 'incident.manage');
  const [declaring, setDeclaring] = useState(false);
  const list = useInfiniteQuery(incidentsQuery(state));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const show = (next: string) =>
    void navigate({ to: '/incidents', search: next === 'ended' ? { state: 'ended' } : {}, replace: true });
  const declare = manages ? (
    <Button leftSection={<Icon name="megaphone" size={1} />} onClick={() => setDeclaring(true)}>
      {words.declare.action}
    </Button>
  ) : undefined;
  return (
    <Page title={words.title} text={words.text} tool={declare}>
      {manages ? <SuggestedIncidents policy /> : null}
      <div className={rows.filters}>
        <SegmentedControl
          aria-label={words.show}
          value={state}
          onChange={show}
          data={INCIDENT_STATES.map((value) => ({ value, label: words[value] }))}
        />
        <ExportMenu list="incidents" query={{ state }} />
        <RowCount of="incidents" total={total} />
      </div>
      {list.isPending ? <Loading lines={6} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? (
        state === 'open' ? (
          <Notice icon="check" title={words.emptyOpen} text={manages ? words.emptyOpenText : words.emptyOpenReader} />
        ) : (
          <Notice icon="megaphone" title={words.emptyEnded} />
        )
      ) : null}
      <ul className={rows.rows}>
        {items.map((one) => (
          <Row key={one.id} one={one} />
        ))}
      </ul>
      <MoreRows list={list} loaded={items.length} total={total} />
      {declaring ? (
        <Suspense fallback={null}>
          <DeclareDialog
            start={{}}
            asksCase
            onClose={() => setDeclaring(false)}
            onDone={(id) => void navigate({ to: '/incidents/$id', params: { id: String(id) } })}
          />
        </Suspense>
      ) : null}
    </Page>
  );
}

function Row({ one }: { one: IncidentView }): JSX.Element {
  const words = useT().incidents;
  return (
    <li className={rows.row}>
      <div>
        <Link to="/incidents/$id" params={{ id: String(one.id) }}>
          <strong>{one.title}</strong>
        </Link>
        <p className="meta">
          <Scope of={one} />
        </p>
        <p className="meta">
          {one.ended ? (
            <>
              {words.ended} <When at={one.ended.at} /> · {one.ended.reason ?? words.why[one.ended.why]}
            </>
          ) : (
            <>
              {words.declared} <When at={one.declaredAt} />
              {one.expectedEnd ? (
                <>
                  {' · '}
                  <Expected at={one.expectedEnd} />
                </>
              ) : null}
            </>
          )}
        </p>
        <p>
          <Counts of={one} />
        </p>
        {one.caseReopened ? <p className="meta">{words.caseReopened}</p> : null}
      </div>
      {one.ended ? null : <SoundMark id={one.id} spoken={one.spoken} />}
    </li>
  );
}
