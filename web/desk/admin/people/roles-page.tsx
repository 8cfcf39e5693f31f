import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { getRoles, type RolesOverview } from '../../../../contract/people-admin.ts';
import { ROLES } from '../../../../contract/session.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { useLanguage, useT } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';
import { useNow } from '../../../lib/clock.ts';
import { matches } from '../../../lib/fold.ts';
import { dayText, momentText } from '../../../lib/format-time.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Chip } from '../../../ui/marks.tsx';
import { Page } from '../../../ui/page.tsx';
import rows from '../../../ui/rows.module.css';
import { Section } from '../../../ui/section.tsx';
import { Failed, Loading, Notice } from '../../../ui/states.tsx';
import { ExportMenu } from '../../shell/export-menu.tsx';
import styles from './people.module.css';

/** What each role may do, read from the program itself, and who holds which role where. */
export function RolesPage(): JSX.Element {
  const words = useAdminWords().roles;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['admin', 'roles'],
    queryFn: () => call(getRoles, {}),
    staleTime: 0,
  });
  return (
    <Page title={words.title} text={words.text} wide>
      {isPending ? <Loading lines={10} /> : null}
      {error ? <Failed error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <>
          <Holders holders={data.holders} />
          <Vacancies vacancies={data.vacancies} />
          <Section title={words.matrix} count={data.grants.length}>
            <Matrix grants={data.grants} />
          </Section>
        </>
      ) : null}
    </Page>
  );
}

function Holders({ holders }: { holders: RolesOverview['holders'] }): JSX.Element {
  const t = useT();
  const words = useAdminWords().roles;
  const [role, setRole] = useState('');
  const [text, setText] = useState('');
  const shown = holders.filter(
    (h) => (role === '' || h.role === role) && matches(`${h.unit.name} ${h.user.name} ${h.user.code}`, text),
  );
  const byUnit = Map.groupBy(shown, (h) => h.unit.code);
  return (
    <Section
      title={words.holders}
      count={shown.length}
      tail={<ExportMenu list="roleHolders" query={{ role, q: text.trim() }} />}
    >
      <div className={rows.filters}>
        <NativeSelect
          aria-label={words.role}
          value={role}
          onChange={(e) => setRole(e.currentTarget.value)}
          data={[
            { value: '', label: words.anyRole },
            ...ROLES.map((value) => ({
              value,
              label: `${t.role[value]} (${holders.filter((h) => h.role === value).length})`,
            })),
          ]}
        />
        <TextInput
          type="search"
          className={rows.search}
          aria-label={words.search}
          placeholder={words.search}
          leftSection={<Icon name="search" size={1} />}
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
        />
      </div>
      {shown.length === 0 ? <Notice icon="people" title={words.nobody} /> : null}
      <ul className={rows.rows}>
        {[...byUnit].map(([code, people]) => (
          <li key={code} className={styles.unit}>
            <h3>{people[0]?.unit.name}</h3>
            <ul>
              {people.map((h) => (
                <Holder key={`${h.role} ${h.user.code}`} holder={h} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Holder({ holder }: { holder: RolesOverview['holders'][number] }): JSX.Element {
  const t = useT();
  const words = useAdminWords().roles;
  const language = useLanguage();
  const now = useNow();
  return (
    <li>
      <Link to="/admin/users/$username" params={{ username: holder.user.code }}>
        {holder.user.name}
      </Link>{' '}
      <span className="meta">
        {t.role[holder.role]} · {words.since(dayText(holder.since, now, language))}
      </span>{' '}
      {holder.absentUntil ? (
        <Chip tone="amber" icon="calendar">
          {t.admin.users.absent(momentText(holder.absentUntil, now, language))}
        </Chip>
      ) : null}
    </li>
  );
}

/** Posts that nobody fills; folded, because an installation begins with nearly all of them. */
function Vacancies({ vacancies }: { vacancies: RolesOverview['vacancies'] }): JSX.Element | null {
  const t = useT();
  const words = useAdminWords().roles;
  if (vacancies.length === 0) return null;
  const byUnit = Map.groupBy(vacancies, (v) => v.unit.code);
  return (
    <details className={styles.folded}>
      <summary>
        <Icon name="alert" size={1} /> {words.vacancies(byUnit.size)}
      </summary>
      <p className="meta">{words.vacanciesText}</p>
      <ul className={styles.columns}>
        {[...byUnit].map(([code, posts]) => (
          <li key={code}>
            {posts[0]?.unit.name} <span className="meta">{posts.map((p) => t.role[p.role]).join(', ')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Matrix({ grants }: { grants: RolesOverview['grants'] }): JSX.Element {
  const t = useT();
  const words = useAdminWords().roles;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by the keyboard
    <div className={styles.scroll} tabIndex={0}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{words.permission}</th>
            {ROLES.map((role) => (
              <th key={role} scope="col">
                {t.role[role]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grants.map(({ permission, roles }) => (
            <tr key={permission}>
              <th scope="row">
                {words.may[permission]} <small className="code">{permission}</small>
              </th>
              {ROLES.map((role) => (
                <td key={role}>
                  {roles.includes(role) ? (
                    <Icon name="check" size={1} label={words.yes} />
                  ) : (
                    <span className="sr-only">{words.no}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
