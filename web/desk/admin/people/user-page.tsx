import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import {
  endSessionsOf,
  getHeldWork,
  type HeldWork,
  listOpenSessions,
  listTokens,
} from '../../../../contract/people-admin.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { useLanguage, useT } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';
import { useNow } from '../../../lib/clock.ts';
import { momentText } from '../../../lib/format-time.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Chip } from '../../../ui/marks.tsx';
import { Page } from '../../../ui/page.tsx';
import { Section } from '../../../ui/section.tsx';
import { Failed, Loading } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { OneTimePassword } from '../one-time-password.tsx';
import { UserForm } from '../user-form.tsx';
import { HandOverForm } from './hand-over-form.tsx';
import styles from './people.module.css';
import { SESSIONS, SessionRows, TOKENS, TokenRows } from './sessions-list.tsx';

const route = getRouteApi('/admin/users/$username');

/** One account: who it is, which roles, what it holds, where it is signed in; lock, new password, hand over. */
export function UserPage(): JSX.Element {
  const t = useT();
  const words = useAdminWords().user;
  const { username } = route.useParams();
  const client = useQueryClient();
  const [editing, setEditing] = useState(false);
  const [secret, setSecret] = useState<{ name: string; password: string } | null>(null);
  const key = ['admin', 'user', username];
  const work = useQuery({ queryKey: key, queryFn: () => call(getHeldWork, { params: { username } }), staleTime: 0 });
  const user = work.data?.user;
  const edit = user ? (
    <Button variant="default" leftSection={<Icon name="edit" size={1} />} onClick={() => setEditing(true)}>
      {words.edit}
    </Button>
  ) : null;
  return (
    <Page title={user?.displayName ?? username} tool={edit} wide>
      <Link to="/admin/users" className="meta">
        ← {t.admin.users.title}
      </Link>
      {work.isPending ? <Loading lines={8} /> : null}
      {work.error ? <Failed error={work.error} retry={() => void work.refetch()} /> : null}
      {secret ? (
        <OneTimePassword name={secret.name} password={secret.password} onClose={() => setSecret(null)} />
      ) : null}
      {work.data ? (
        <>
          <Facts work={work.data} />
          <Held work={work.data} onDone={() => void client.invalidateQueries({ queryKey: key })} />
          <SignedIn username={username} />
        </>
      ) : null}
      <Modal
        opened={editing}
        onClose={() => setEditing(false)}
        size="50rem"
        title={user ? t.admin.users.edit(user.displayName) : ''}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {user ? (
          <UserForm
            user={user}
            onDone={(made) => {
              setEditing(false);
              setSecret(made ?? null);
              for (const queryKey of [key, ['users'], SESSIONS, TOKENS]) void client.invalidateQueries({ queryKey });
            }}
          />
        ) : null}
      </Modal>
    </Page>
  );
}

function Facts({ work }: { work: HeldWork }): JSX.Element {
  const t = useT();
  const words = useAdminWords().user;
  const language = useLanguage();
  const now = useNow();
  const { user } = work;
  const when = (at: string) => momentText(at, now, language);
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t.admin.users.username}</dt>
        <dd>
          {user.username}{' '}
          {user.disabledAt ? (
            <Chip tone="slate" icon="lock">
              {words.disabledSince(when(user.disabledAt))}
            </Chip>
          ) : null}
          {user.absentUntil ? (
            <Chip tone="amber" icon="calendar">
              {t.admin.users.absent(when(user.absentUntil))}
            </Chip>
          ) : null}
        </dd>
      </div>
      <div>
        <dt>{t.admin.users.email}</dt>
        <dd>{user.email ?? '–'}</dd>
      </div>
      <div>
        <dt>{t.admin.users.phone}</dt>
        <dd className="num">{user.phone ?? '–'}</dd>
      </div>
      <div>
        <dt>{t.admin.users.roles}</dt>
        <dd>
          {user.roles.length === 0 ? t.admin.users.noRoles : null}
          <ul>
            {user.roles.map((r) => (
              <li key={`${r.role} ${r.unit.code}`}>
                <Link to="/admin/roles">{t.role[r.role]}</Link> · {r.unit.name}
              </li>
            ))}
          </ul>
        </dd>
      </div>
    </dl>
  );
}

function Held({ work, onDone }: { work: HeldWork; onDone(): void }): JSX.Element {
  const words = useAdminWords().user;
  const cases = work.cases.reduce((sum, c) => sum + c.count, 0);
  const nothing = cases + work.items === 0;
  return (
    <Section title={words.holds}>
      {nothing ? <p>{words.holdsNothing}</p> : null}
      <ul>
        {work.cases.map((c) => (
          <li key={c.unit.code}>{words.cases(c.count, c.unit.name)}</li>
        ))}
        {work.items > 0 ? <li>{words.items(work.items)}</li> : null}
        {work.standsInFor.map((person) => (
          <li key={person.code} className={styles.warn}>
            <Icon name="alert" size={0.875} />
            <span>
              {words.standsIn(person.name)} <Link to="/admin/deputies">{words.toDeputies}</Link>
            </span>
          </li>
        ))}
      </ul>
      <p className="meta">{words.sealed}</p>
      {nothing ? null : <HandOverForm work={work} onDone={onDone} />}
    </Section>
  );
}

function SignedIn({ username }: { username: string }): JSX.Element {
  const words = useAdminWords().user;
  const client = useQueryClient();
  const toast = useToast();
  const sessions = useQuery({
    queryKey: [...SESSIONS, 'of', username],
    queryFn: () => call(listOpenSessions, { query: { q: username, limit: 200 } }),
    staleTime: 0,
  });
  const tokens = useQuery({ queryKey: TOKENS, queryFn: () => call(listTokens, {}), staleTime: 0 });
  const own = (sessions.data?.items ?? []).filter((s) => s.user.code === username);
  const ownTokens = (tokens.data?.items ?? []).filter((k) => k.user.code === username);
  const endAll = useMutation({
    mutationFn: () => call(endSessionsOf, { params: { username } }),
    onSuccess: () => {
      toast(words.signedOut);
      void client.invalidateQueries({ queryKey: SESSIONS });
    },
    onError: (error) => toast(error.message),
  });
  const tail =
    own.length > 1 && !own.some((s) => s.current) ? (
      <Button variant="default" size="compact-md" loading={endAll.isPending} onClick={() => endAll.mutate()}>
        {words.signOutAll}
      </Button>
    ) : undefined;
  return (
    <>
      <Section title={words.sessions} count={own.length} tail={tail}>
        {sessions.isPending ? <Loading lines={2} /> : null}
        {sessions.data && own.length === 0 ? <p className="meta">{words.notSignedIn}</p> : null}
        <SessionRows items={own} />
      </Section>
      {ownTokens.length > 0 ? (
        <Section title={words.tokens} count={ownTokens.length}>
          <TokenRows items={ownTokens} />
        </Section>
      ) : null}
    </>
  );
}
