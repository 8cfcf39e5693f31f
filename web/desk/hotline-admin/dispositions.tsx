import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, JSX } from 'react';
import { type CallDispositionView, putCallDispositions } from '../../../contract/call-dispositions.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { useDraftRows } from '../../lib/use-draft-rows.ts';
import { Icon } from '../../ui/icons.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { callDispositionsQuery } from '../phone/call-queries.ts';
import styles from './dispositions.module.css';

/** What can come of a call, in the words of this province and in their order. */
export function Dispositions(): JSX.Element {
  const words = useT().callResults;
  const { data, error, refetch } = useQuery(callDispositionsQuery);
  return (
    <Section title={words.title}>
      <p className="meta">{words.text}</p>
      {data ? (
        <DispositionsForm found={data.items} />
      ) : error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : (
        <Loading lines={6} />
      )}
    </Section>
  );
}

type Draft = Omit<CallDispositionView, 'code'> & { code?: string };

function DispositionsForm({ found }: { found: readonly CallDispositionView[] }): JSX.Element {
  const words = useT().callResults;
  const toast = useToast();
  const client = useQueryClient();
  const draft = useDraftRows<Draft>(found);
  const { items } = draft;
  const save = useMutation({
    mutationFn: () => call(putCallDispositions, { body: { items: draft.rows() } }),
    onSuccess: (saved) => {
      client.setQueryData(callDispositionsQuery.queryKey, saved);
      draft.forget();
      toast(words.saved);
    },
  });
  const errors = fieldErrors(save.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const named = Object.keys(errors).some((path) => /^items\.\d+\.name$/.test(path));
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <ol className={styles.list}>
        {items.map((item, index) => {
          const name = item.name.trim() || words.fresh;
          return (
            <li key={item.key} className={styles.one}>
              <Checkbox
                aria-label={words.active(name)}
                checked={item.active}
                onChange={(e) => draft.change(index, { active: e.currentTarget.checked })}
              />
              <TextInput
                aria-label={words.name(index + 1)}
                value={item.name}
                maxLength={80}
                onChange={(e) => draft.change(index, { name: e.currentTarget.value })}
                error={errors[`items.${index}.name`]}
              />
              <div className={styles.tools}>
                <ActionIcon
                  variant="subtle"
                  aria-label={words.up(name)}
                  disabled={index === 0}
                  onClick={() => draft.up(index)}
                >
                  <Icon name="arrowUp" size={1} />
                </ActionIcon>
                <ActionIcon variant="subtle" aria-label={words.remove(name)} onClick={() => draft.remove(index)}>
                  <Icon name="close" size={1} />
                </ActionIcon>
              </div>
            </li>
          );
        })}
      </ol>
      {save.error && !named ? (
        <p role="alert" className={rows.error}>
          {save.error.message}
        </p>
      ) : null}
      <div className={rows.tools}>
        <Button type="submit" loading={save.isPending}>
          {words.save}
        </Button>
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={1} />}
          onClick={() => draft.add({ name: '', active: true }, 'last')}
        >
          {words.add}
        </Button>
      </div>
    </form>
  );
}
