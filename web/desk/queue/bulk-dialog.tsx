import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type JSX, useMemo, useState } from 'react';
import { type ActionName, bulkAct } from '../../../contract/actions.ts';
import { bulkOffers } from '../../../contract/case-lists.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { ApiProblem, fieldErrors } from '../../lib/problem.ts';
import { caseQuery } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { withoutEmpty } from '../actions/desk-action.ts';
import { DESK_ACTIONS } from '../actions/index.ts';
import { ActTrouble } from '../case/act-trouble.tsx';
import { listsTouched } from '../shell/use-live.ts';
import styles from './bulk.module.css';

interface Result {
  code: string;
  ok: boolean;
  problem: string | null;
}

interface Props {
  action: ActionName;
  codes: readonly string[];
  /** Something was done. */
  onClose(): void;
  onCancel(): void;
}

/** One form for many cases; afterwards one result for each, and the failed ones can be tried again. */
export default function BulkDialog({ action, codes, onClose, onCancel }: Props): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const desk = DESK_ACTIONS[action];
  const [values, setValues] = useState<object>(desk.start);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const [results, setResults] = useState<readonly Result[] | null>(null);
  // The form may need to know of which unit the people are; the chosen cases share what they offer.
  const sample = useQuery(caseQuery(codes[0] ?? ''));
  const send = useMutation({
    mutationFn: async (which: readonly string[]): Promise<Result[]> => {
      // Versions of this moment: who retries has seen why it failed.
      const now = await call(bulkOffers, { body: { cases: [...which] } });
      const gone = now.missing.map((code) => ({ code, ok: false, problem: t.lists.gone }));
      if (now.cases.length === 0) return gone;
      const form = desk.toBody?.(values as never) ?? withoutEmpty(values);
      const cases = now.cases.map(({ code, version }) => ({ code, version }));
      const { items } = await call(bulkAct, { body: { ...form, action, cases } });
      return [...items, ...gone];
    },
    onSuccess: (fresh) => {
      const tried = new Set(fresh.map((r) => r.code));
      setResults([...(results ?? []).filter((r) => !tried.has(r.code)), ...fresh]);
      for (const { code } of fresh) void client.invalidateQueries({ queryKey: ['case', code] });
      void client.invalidateQueries({ queryKey: ['cases', 'counts'] });
      listsTouched.set(listsTouched.get() + 1);
    },
  });
  const errors = useMemo(() => ({ ...fieldErrors(send.error), ...missing }), [send.error, missing]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (send.isPending) return;
    const empty = desk.required.filter((key) => isEmpty((values as Record<string, unknown>)[key]));
    setMissing(Object.fromEntries(empty.map((key) => [key, t.common.required])));
    if (empty.length === 0) send.mutate(codes);
  };
  const Form = desk.Form;
  return (
    <Modal
      opened
      size="lg"
      onClose={results ? onClose : onCancel}
      title={`${t.actions[action].label}: ${t.lists.chosen(codes.length).toLowerCase()}`}
      closeButtonProps={{ 'aria-label': t.common.close }}
    >
      {results ? (
        <Results results={results} busy={send.isPending} error={send.error} retry={send.mutate} onClose={onClose} />
      ) : sample.isPending ? (
        <Loading lines={4} />
      ) : sample.error ? (
        <Failed error={sample.error} retry={() => void sample.refetch()} />
      ) : (
        <form className={styles.form} onSubmit={submit} noValidate>
          {Form ? (
            <Form
              values={values}
              set={(change) => {
                setMissing({});
                if (send.error instanceof ApiProblem && send.error.status === 422) send.reset();
                setValues({ ...values, ...change });
              }}
              errors={errors}
              item={sample.data}
            />
          ) : null}
          <ActTrouble error={send.error} gone={false} />
          <div className={styles.foot}>
            <Button type="submit" color={desk.danger ? 'red' : undefined} loading={send.isPending} data-autofocus>
              {t.lists.sending(codes.length)}
            </Button>
            <Button variant="subtle" onClick={onCancel}>
              {t.common.cancel}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}

interface ResultsProps {
  results: readonly Result[];
  busy: boolean;
  error: Error | null;
  retry(codes: readonly string[]): void;
  onClose(): void;
}

/** What was done and what was not, with the reason of each; nothing is folded into one word. */
function Results({ results, busy, error, retry, onClose }: ResultsProps): JSX.Element {
  const t = useT();
  const failed = results.filter((r) => !r.ok);
  const done = results.length - failed.length;
  return (
    <div className={styles.form}>
      <div role="status" className={styles.summary}>
        {done > 0 ? (
          <p className={styles.ok}>
            <Icon name="check" /> {t.lists.done(done)}
          </p>
        ) : null}
        {failed.length > 0 ? (
          <p className={styles.bad}>
            <Icon name="alert" /> {t.lists.failed(failed.length)}
          </p>
        ) : null}
      </div>
      {failed.length > 0 ? (
        <ul className={styles.failed}>
          {failed.map((r) => (
            <li key={r.code}>
              <Link to="/cases/$code" params={{ code: r.code }} className="code">
                {r.code}
              </Link>{' '}
              {r.problem}
            </li>
          ))}
        </ul>
      ) : null}
      <ActTrouble error={error} gone={false} />
      <div className={styles.foot}>
        {failed.length > 0 ? (
          <Button variant="default" loading={busy} onClick={() => retry(failed.map((r) => r.code))}>
            {t.lists.retry(failed.length)}
          </Button>
        ) : null}
        <Button onClick={onClose}>{t.common.close}</Button>
      </div>
    </div>
  );
}

const isEmpty = (value: unknown) =>
  typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
