import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type JSX, lazy, Suspense, useState } from 'react';
import { bulkOffers } from '../../../contract/bulk.ts';
import type { IncidentSuggestion } from '../../../contract/incidents.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { Icon } from '../../ui/icons.tsx';
import { When } from '../../ui/marks.tsx';
import { Section } from '../../ui/section.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { sendBulk } from '../case/send-action.ts';
import { listsTouched } from '../shell/use-live.ts';
import { renewIncidents, suggestionsQuery } from './incident-queries.ts';
import { fromSuggestion } from './incident-values.ts';
import styles from './incidents.module.css';

const DeclareDialog = lazy(() => import('./declare-dialog.tsx'));
const PolicyForm = lazy(() => import('./policy-form.tsx'));
const SHOWN = 3;

/** Groups of like cases that may be one event; nothing where there is none, unless the page is about incidents. */
export function SuggestedIncidents({ policy = false }: { policy?: boolean }): JSX.Element | null {
  const t = useT();
  const words = t.incidents.suggest;
  const { data } = useQuery(suggestionsQuery);
  const [setting, setSetting] = useState(false);
  if (!data || (data.items.length === 0 && !policy)) return null;
  const tail = policy ? (
    <Button size="compact-md" variant="subtle" onClick={() => setSetting(true)}>
      {words.policy}
    </Button>
  ) : undefined;
  return (
    <Section title={words.title} count={data.items.length} {...(tail ? { tail } : {})}>
      <p className="meta">{words.text(data.policy.from, data.policy.hours)}</p>
      {data.items.length === 0 ? <p className="meta">{words.none}</p> : null}
      <ul className={styles.groups}>
        {data.items.map((one) => (
          <Group key={`${one.category.code} ${one.area.code}`} one={one} leaves={!policy} />
        ))}
      </ul>
      {setting ? (
        <Suspense fallback={null}>
          <PolicyForm policy={data.policy} onClose={() => setSetting(false)} />
        </Suspense>
      ) : null}
    </Section>
  );
}

/** @param props.leaves declaring leads to the page of the incident, which says whether callers hear it */
function Group({ one, leaves }: { one: IncidentSuggestion; leaves: boolean }): JSX.Element {
  const navigate = useNavigate();
  const t = useT();
  const words = t.incidents.suggest;
  const client = useQueryClient();
  const toast = useToast();
  const [declaring, setDeclaring] = useState(false);
  const { incident, cases } = one;
  const join = useMutation({
    mutationFn: async (into: string) => {
      const now = await call(bulkOffers, { body: { cases: cases.map((c) => c.code) } });
      return sendBulk(
        'merge',
        now.cases.map(({ code, version }) => ({ code, version })),
        { into },
      );
    },
    onSuccess: (results) => {
      const done = results.filter((r) => r.ok).length;
      if (done > 0) toast(words.joined(done));
    },
    onSettled: () => {
      void renewIncidents(client);
      void client.invalidateQueries({ queryKey: ['case'] });
      listsTouched.set(listsTouched.get() + 1);
    },
  });
  const refused = join.data?.filter((r) => !r.ok) ?? [];
  return (
    <li className={styles.group}>
      <h3>{words.group(one.total, one.category.name, one.area.name)}</h3>
      {incident ? (
        <p>
          <Link to="/incidents/$id" params={{ id: String(incident.id) }}>
            {words.running(incident.title)}
          </Link>
        </p>
      ) : null}
      <ul className={styles.cases}>
        {cases.slice(0, SHOWN).map((c) => (
          <li key={c.code}>
            <Link to="/cases/$code" params={{ code: c.code }}>
              {c.title}
            </Link>{' '}
            <span className="meta">
              <When at={c.createdAt} />
            </span>
          </li>
        ))}
        {one.total > SHOWN ? <li className="meta">{words.more(one.total - SHOWN)}</li> : null}
      </ul>
      <ActTrouble error={join.error} gone={false} />
      {refused.length > 0 ? (
        <p role="alert">
          {words.notJoined} {refused.map((r) => `${r.code} (${r.problem ?? ''})`).join(' · ')}
        </p>
      ) : null}
      <div>
        {incident ? (
          <Button
            leftSection={<Icon name="merge" size={1} />}
            loading={join.isPending}
            onClick={() => join.mutate(incident.case)}
          >
            {words.join(cases.length)}
          </Button>
        ) : (
          <Button leftSection={<Icon name="megaphone" size={1} />} onClick={() => setDeclaring(true)}>
            {words.declare(cases.length)}
          </Button>
        )}
      </div>
      {declaring ? (
        <Suspense fallback={null}>
          <DeclareDialog
            start={fromSuggestion(one)}
            offered={cases}
            onClose={() => setDeclaring(false)}
            onDone={(id) => leaves && void navigate({ to: '/incidents/$id', params: { id: String(id) } })}
          />
        </Suspense>
      ) : null}
    </li>
  );
}
