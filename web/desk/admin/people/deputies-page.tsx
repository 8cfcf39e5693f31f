import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { endDelegation } from '../../../../contract/org.ts';
import { type DeputyRow, getDeputies, DEPUTY_STATES as STATES } from '../../../../contract/people-admin.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { useLanguage, useT } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';
import { useNow } from '../../../lib/clock.ts';
import { momentText } from '../../../lib/format-time.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Chip } from '../../../ui/marks.tsx';
import { Page } from '../../../ui/page.tsx';
import rows from '../../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { ExportMenu } from '../../shell/export-menu.tsx';
import { DeputyForm } from './deputy-form.tsx';
import styles from './people.module.css';

const KEY = ['admin', 'deputies'];
const MARK = { active: ['green', 'check'], coming: ['violet', 'clock'], ended: ['slate', 'close'] } as const;

/** Every absence with its deputy, what passes on and to whom in the end, and the posts for which nobody can sign. */
export function DeputiesPage(): JSX.Element {
  const t = useT();
  const words = useAdminWords().deputies;
  const client = useQueryClient();
  const toast = useToast();
  const [state, setState] = useState<(typeof STATES)[number]>('active');
  const [adding, setAdding] = useState(false);
  const list = useQuery({ queryKey: KEY, queryFn: () => call(getDeputies, {}), staleTime: 0 });
  const renew = (message: string) => {
    toast(message);
    void client.invalidateQueries({ queryKey: KEY });
    void client.invalidateQueries({ queryKey: ['session'] });
  };
  const items = list.data?.items ?? [];
  const shown = items.filter((d) => d.state === state);
  const count = (of: (typeof STATES)[number]) => items.filter((d) => d.state === of).length;
  const add = (
    <div className={rows.tools}>
      <ExportMenu list="deputies" query={{ state }} />
      <Button leftSection={<Icon name="plus" size={1} />} onClick={() => setAdding(true)}>
        {words.add}
      </Button>
    </div>
  );
  return (
    <Page title={words.title} text={words.text} tool={add} wide>
      {list.isPending ? <Loading lines={6} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && list.data.gaps.length > 0 ? <Gaps gaps={list.data.gaps} /> : null}
      {list.data ? (
        <div className={styles.sideways}>
          <SegmentedControl
            className={styles.which}
            aria-label={words.which}
            value={state}
            onChange={(value) => setState(value as typeof state)}
            data={STATES.map((value) => ({ value, label: `${words.state[value]} (${count(value)})` }))}
          />
        </div>
      ) : null}
      {list.data && shown.length === 0 ? <Notice icon="people" title={words.empty[state]} /> : null}
      <ul className={rows.rows}>
        {shown.map((row) => (
          <Row key={row.id} row={row} onEnded={() => renew(t.absence.ended)} />
        ))}
      </ul>
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title={words.add}
        size="34rem"
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        <DeputyForm
          onDone={() => {
            setAdding(false);
            renew(t.absence.saved);
          }}
        />
      </Modal>
    </Page>
  );
}

function Row({ row, onEnded }: { row: DeputyRow; onEnded(): void }): JSX.Element {
  const t = useT();
  const words = useAdminWords().deputies;
  const language = useLanguage();
  const now = useNow();
  const toast = useToast();
  const end = useMutation({
    mutationFn: () => call(endDelegation, { params: { id: row.id } }),
    onSuccess: onEnded,
    onError: (error) => toast(error.message),
  });
  const when = (at: string) => momentText(at, now, language);
  const [tone, icon] = MARK[row.state];
  return (
    <li className={rows.row}>
      <div>
        <Person of={row.user} /> → <Person of={row.deputy} />
        {row.chain.map((person) => (
          <span key={person.code}>
            {' '}
            → <Person of={person} />
          </span>
        ))}
        <p className="meta">
          {when(row.from)} – {when(row.to)} · {row.reason}
          {row.createdBy ? ` · ${words.by(row.createdBy)}` : ''}
        </p>
        {row.posts.length > 0 ? (
          <p className="meta">{words.signs(row.posts.map((p) => `${t.role[p.role]} ${p.unit.name}`).join('; '))}</p>
        ) : null}
        {row.warnings.map((warning) => (
          <p key={warning} className={styles.warn}>
            <Icon name={warning === 'no_post' ? 'info' : 'alert'} size={0.875} />
            {words.warning[warning]}
          </p>
        ))}
      </div>
      <Chip tone={tone} icon={icon}>
        {words.state[row.state]}
      </Chip>
      {row.state === 'ended' ? null : (
        <Button
          variant="default"
          size="compact-md"
          loading={end.isPending}
          aria-label={`${t.absence.end}: ${row.user.name}`}
          onClick={() => end.mutate()}
        >
          {t.absence.end}
        </Button>
      )}
    </li>
  );
}

function Person({ of }: { of: { code: string; name: string } }): JSX.Element {
  return (
    <Link to="/admin/users/$username" params={{ username: of.code }}>
      {of.name}
    </Link>
  );
}

interface GapView {
  role: 'unit_leader' | (string & {});
  unit: { code: string; name: string };
  holders: { code: string; name: string }[];
}

/** Nobody can sign there now: whatever comes to be signed goes on to the next level or waits. */
function Gaps({ gaps }: { gaps: readonly GapView[] }): JSX.Element {
  const t = useT();
  const words = useAdminWords().deputies;
  return (
    <section className={styles.gap} aria-labelledby="deputy-gaps">
      <h2 id="deputy-gaps">
        <Icon name="alert" size={1} /> {words.gaps(gaps.length)}
      </h2>
      <ul>
        {gaps.map((gap) => (
          <li key={`${gap.role} ${gap.unit.code}`}>
            <strong>{gap.unit.name}</strong>: {t.role[gap.role as 'unit_leader']},{' '}
            {gap.holders.length === 0 ? words.nobody : words.allAway(gap.holders.map((h) => h.name).join(', '))}
          </li>
        ))}
      </ul>
    </section>
  );
}
