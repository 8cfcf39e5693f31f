import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { type DialRuleView, listDialRules, putDialRules, tryDialRules } from '../../../contract/dial-rules.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { useDraftRows } from '../../lib/use-draft-rows.ts';
import { Icon } from '../../ui/icons.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import styles from './dial-rules.module.css';

const KEY = ['hotline', 'dial-rules'];

/** What may be called, in order, with a field to try a number. */
export function DialRulesPage(): JSX.Element {
  const words = useT().dialRules;
  const { data, error, refetch } = useQuery({ queryKey: KEY, queryFn: () => call(listDialRules, {}) });
  return (
    <Page title={words.title} text={words.text}>
      {data ? (
        <RulesForm rules={data.items} />
      ) : error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : (
        <Loading lines={8} />
      )}
      <TryNumber />
    </Page>
  );
}

function RulesForm({ rules }: { rules: readonly DialRuleView[] }): JSX.Element {
  const t = useT();
  const words = t.dialRules;
  const toast = useToast();
  const client = useQueryClient();
  const draft = useDraftRows(rules);
  const { items } = draft;
  const save = useMutation({
    mutationFn: () => call(putDialRules, { body: { items: draft.rows() } }),
    onSuccess: async () => {
      toast(words.saved);
      await client.invalidateQueries({ queryKey: KEY });
      draft.forget();
    },
  });
  const errors = fieldErrors(save.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <ol className={styles.rules}>
        {items.map((item, index) => (
          <li key={item.key} className={styles.rule} aria-label={words.row(index + 1)}>
            <TextInput
              aria-label={`${words.row(index + 1)}: ${words.prefix}`}
              placeholder={words.prefix}
              inputMode="tel"
              value={item.prefix}
              onChange={(e) => draft.change(index, { prefix: e.currentTarget.value })}
              error={errors[`items.${index}.prefix`]}
            />
            <TextInput
              aria-label={`${words.row(index + 1)}: ${words.name}`}
              placeholder={words.name}
              value={item.name}
              onChange={(e) => draft.change(index, { name: e.currentTarget.value })}
              error={errors[`items.${index}.name`]}
            />
            <NativeSelect
              aria-label={`${words.row(index + 1)}: ${words.allowed}`}
              value={item.allowed ? 'yes' : 'no'}
              onChange={(e) => draft.change(index, { allowed: e.currentTarget.value === 'yes' })}
              data={[
                { value: 'yes', label: words.allowed },
                { value: 'no', label: words.forbidden },
              ]}
            />
            <div className={styles.tools}>
              <ActionIcon
                variant="subtle"
                aria-label={words.up(index + 1)}
                disabled={index === 0}
                onClick={() => draft.up(index)}
              >
                <Icon name="arrowUp" size={1} />
              </ActionIcon>
              <ActionIcon variant="subtle" aria-label={words.remove(index + 1)} onClick={() => draft.remove(index)}>
                <Icon name="close" size={1} />
              </ActionIcon>
            </div>
          </li>
        ))}
      </ol>
      {save.error && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {save.error.message}
        </p>
      ) : null}
      <div className={rows.tools}>
        <Button type="submit" loading={save.isPending}>
          {t.common.save}
        </Button>
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={1} />}
          onClick={() => draft.add({ prefix: '', name: '', allowed: true }, 'first')}
        >
          {words.add}
        </Button>
      </div>
    </form>
  );
}

function TryNumber(): JSX.Element {
  const words = useT().dialRules;
  const [number, setNumber] = useState('');
  const { data } = useQuery({
    queryKey: [...KEY, 'try', number],
    queryFn: () => call(tryDialRules, { query: { number } }),
    enabled: number.trim().length > 1,
  });
  const shown = data?.number ?? '';
  const said =
    !data || number.trim().length < 2
      ? ''
      : data.verdict === 'allowed'
        ? words.verdict.allowed(shown)
        : data.verdict === 'forbidden'
          ? words.verdict.forbidden(shown, data.rule ?? '')
          : data.verdict === 'no_rule'
            ? words.verdict.no_rule(shown)
            : words.verdict.no_number;
  return (
    <Section title={words.tryTitle}>
      <TextInput
        label={words.tryLabel}
        inputMode="tel"
        className={rows.search}
        value={number}
        onChange={(e) => setNumber(e.currentTarget.value)}
      />
      <p role="status">{said}</p>
    </Section>
  );
}
