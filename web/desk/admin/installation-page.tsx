import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import {
  AGENCY_HEADER_FIELDS,
  type AgencyHeader,
  type AgencyHeaderView,
  getAgencyHeader,
  setAgencyHeader,
} from '../../../contract/installation.ts';
import { useAdminWords } from '../../i18n/admin-pages.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { now } from '../../lib/clock.ts';
import { isoDayOf } from '../../lib/format-time.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import styles from './installation.module.css';

const KEY = ['admin', 'installation'];

/** What the installation says of its agency: the head of printed forms. */
export function InstallationPage(): JSX.Element {
  const words = useAdminWords().installation;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: KEY,
    queryFn: () => call(getAgencyHeader, {}),
    staleTime: 0,
  });
  return (
    <Page title={words.title} text={words.text}>
      {isPending ? <Loading lines={7} /> : null}
      {error ? <Failed error={error} retry={() => void refetch()} /> : null}
      {data ? <HeaderForm view={data} /> : null}
    </Page>
  );
}

function HeaderForm({ view }: { view: AgencyHeaderView }): JSX.Element {
  const t = useT();
  const words = useAdminWords().installation;
  const toast = useToast();
  const client = useQueryClient();
  const [v, setV] = useState<AgencyHeader>(view.own);
  const save = useMutation({
    mutationFn: () => call(setAgencyHeader, { body: v }),
    onSuccess: (saved) => {
      client.setQueryData(KEY, saved);
      setV(saved.own);
      toast(words.saved);
    },
  });
  const errors = fieldErrors(save.error);
  // What stands behind an empty field does not depend on what is typed elsewhere.
  const behind = (field: keyof AgencyHeader) => (view.own[field] === '' ? view.used[field] : '');
  const shown = Object.fromEntries(AGENCY_HEADER_FIELDS.map((f) => [f, v[f].trim() || behind(f)])) as AgencyHeader;
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <>
      <form className={rows.form} onSubmit={send} noValidate>
        <div className={rows.two}>
          {AGENCY_HEADER_FIELDS.map((field) => (
            <TextInput
              key={field}
              label={words.field[field]}
              description={words.hint[field]}
              placeholder={behind(field)}
              type={field === 'email' ? 'email' : field === 'phone' || field === 'hotline' ? 'tel' : 'text'}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={v[field]}
              error={errors[field]}
              onChange={(e) => setV({ ...v, [field]: e.currentTarget.value })}
            />
          ))}
        </div>
        {save.error && Object.keys(errors).length === 0 ? (
          <p role="alert" className={rows.error}>
            {save.error.message}
          </p>
        ) : null}
        <div>
          <Button type="submit" loading={save.isPending}>
            {t.common.save}
          </Button>
        </div>
      </form>
      <HeaderPreview header={shown} />
    </>
  );
}

/** The head of a document as decree 30/2020 lays it out: agency left, motto right, place and date below. */
function HeaderPreview({ header }: { header: AgencyHeader }): JSX.Element {
  const words = useAdminWords().installation;
  const [year = '', month = '', day = ''] = isoDayOf(now()).split('-');
  const contact = [
    header.address,
    header.phone && `${words.contact.phone}: ${header.phone}`,
    header.email && `${words.contact.email}: ${header.email}`,
    header.hotline && `${words.contact.hotline}: ${header.hotline}`,
  ].filter(Boolean);
  return (
    <figure className={styles.figure} lang="vi">
      <figcaption className="meta">{words.preview}</figcaption>
      <div className={styles.sheet}>
        <div>
          <p className={styles.upper}>{header.authority}</p>
          <p className={styles.name}>{header.agency}</p>
        </div>
        <div>
          <p className={styles.name}>{words.motto[0]}</p>
          <p className={styles.motto}>{words.motto[1]}</p>
          <p className={styles.date}>{words.date(header.place, day, month, year)}</p>
        </div>
        {contact.length > 0 ? <p className={styles.contact}>{contact.join(' · ')}</p> : null}
      </div>
    </figure>
  );
}
