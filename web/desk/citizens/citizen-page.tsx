import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, type JSX, useState } from 'react';
import { addIdentity, type CitizenView, unmergeCitizens, updateCitizen } from '../../../contract/citizens.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { When } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { citizenQuery } from '../conversations/inbox-queries.ts';
import { can, useSession } from '../session.tsx';
import { CaseLines, Identities, Matches, TalkLines } from './citizen-parts.tsx';
import styles from './citizens.module.css';

/** One citizen: who he is and how we know, his whole history, records that may be his too. */
export function CitizenPage(): JSX.Element {
  const { id } = useParams({ from: '/citizens/$id' });
  const { data, error, refetch } = useQuery(citizenQuery(id));
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={10} />;
  return <Record key={data.id} item={data} />;
}

function Record({ item }: { item: CitizenView }): JSX.Element {
  const t = useT();
  const session = useSession();
  const writes = can(session, 'citizen.write');
  return (
    <Page title={item.name ?? t.person.unnamed} wide>
      <div className={styles.columns}>
        <div>
          <Section title={t.person.title}>
            <Identities identities={item.identities} citizenId={item.id} />
          </Section>
          {writes ? <Edit item={item} /> : null}
          <Matches id={item.id} />
          {item.merges.length > 0 ? (
            <Section title={t.person.merges} count={item.merges.length}>
              <ul className={styles.lines}>
                {item.merges.map((merge) => (
                  <Merge key={merge.id} item={item} merge={merge} writes={writes} />
                ))}
              </ul>
            </Section>
          ) : null}
        </div>
        <div>
          <Section title={t.person.cases} count={item.cases}>
            <CaseLines items={item.caseList} />
          </Section>
          <Section title={t.person.allConversations} count={item.conversations}>
            <TalkLines items={item.conversationList} />
          </Section>
        </div>
      </div>
    </Page>
  );
}

function Edit({ item }: { item: CitizenView }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const [name, setName] = useState(item.name ?? '');
  const [kind, setKind] = useState(item.kind);
  const [value, setValue] = useState('');
  const saved = () => {
    toast(t.person.saved);
    void client.invalidateQueries({ queryKey: ['citizens'] });
  };
  const save = useMutation({
    mutationFn: () => call(updateCitizen, { params: { id: item.id }, body: { name: name.trim() || null, kind } }),
    onSuccess: saved,
  });
  const add = useMutation({
    mutationFn: () =>
      call(addIdentity, {
        params: { id: item.id },
        body: { kind: value.includes('@') ? 'email' : 'phone', value: value.trim() },
      }),
    onSuccess: () => {
      setValue('');
      saved();
    },
  });
  const submit = (event: FormEvent, work: () => void) => {
    event.preventDefault();
    work();
  };
  return (
    <Section title={t.person.edit}>
      <div className={styles.form}>
        <form onSubmit={(e) => submit(e, () => save.mutate())} className={styles.inline}>
          <TextInput
            label={t.person.name}
            value={name}
            onChange={(e) => setName(e.currentTarget.value)}
            style={{ flex: '1 1 12rem' }}
          />
          <Select
            label={t.person.kindLabel}
            data={(['person', 'business'] as const).map((one) => ({ value: one, label: t.person.kind[one] }))}
            value={kind}
            onChange={(next) => setKind(next === 'business' ? 'business' : 'person')}
            allowDeselect={false}
          />
          <Button type="submit" variant="default" loading={save.isPending}>
            {t.person.save}
          </Button>
        </form>
        <ActTrouble error={save.error} gone={false} />
        <form onSubmit={(e) => submit(e, () => value.trim() && add.mutate())} className={styles.inline}>
          <TextInput
            label={t.person.addIdentity}
            value={value}
            onChange={(e) => setValue(e.currentTarget.value)}
            error={add.error?.message}
            style={{ flex: '1 1 12rem' }}
          />
          <Button type="submit" variant="default" loading={add.isPending} disabled={!value.trim()}>
            {t.person.add}
          </Button>
        </form>
      </div>
    </Section>
  );
}

function Merge(props: { item: CitizenView; merge: CitizenView['merges'][number]; writes: boolean }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const { item, merge, writes } = props;
  const undo = useMutation({
    mutationFn: () => call(unmergeCitizens, { params: { id: item.id }, body: { merge: merge.id } }),
    onSuccess: () => {
      toast(t.person.unmerged);
      void client.invalidateQueries({ queryKey: ['citizens'] });
    },
  });
  return (
    <li>
      <span className={styles.line}>
        <strong>{merge.mergedName ?? t.person.unnamed}</strong>
        <span className="meta">
          {t.person.mergedBy(merge.by)} · <When at={merge.at} />
        </span>
        {merge.undoneAt ? (
          <span className="meta">
            {t.person.undoneBy(merge.undoneBy ?? '')} · <When at={merge.undoneAt} />
          </span>
        ) : writes ? (
          <Button size="compact-sm" variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
            {t.person.unmerge}
          </Button>
        ) : null}
      </span>
      <ActTrouble error={undo.error} gone={false} />
    </li>
  );
}
