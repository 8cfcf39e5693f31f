import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type JSX, useMemo, useRef, useState } from 'react';
import type { ActionName } from '../../../contract/actions.ts';
import { bulkOffers } from '../../../contract/bulk.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { ApiProblem, fieldErrors } from '../../lib/problem.ts';
import { caseQuery } from '../../lib/queries.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { showToast } from '../../ui/toast.tsx';
import { withoutEmpty } from '../actions/desk-action.ts';
import { DESK_ACTIONS } from '../actions/index.ts';
import { ActTrouble } from '../case/act-trouble.tsx';
import { sendBulk } from '../case/send-action.ts';
import { inverseOf } from '../case/undo.ts';
import { listsTouched } from '../shell/use-live.ts';
import styles from './bulk.module.css';
import { BulkResults, type Result } from './bulk-results.tsx';
import { type Undoable, undoMany } from './bulk-undo.ts';

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
  const label = t.actions[action].label;
  const why = t.craft.undo.reason(label);
  const undoable = useRef<Undoable[]>([]);
  const [values, setValues] = useState<object>(desk.start);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const [results, setResults] = useState<readonly Result[] | null>(null);
  // The form may need to know of which unit the people are; the chosen cases share what they offer.
  const sample = useQuery(caseQuery(codes[0] ?? ''));
  const send = useMutation({
    mutationFn: async (which: readonly string[]) => {
      // Versions of this moment: who retries has seen why it failed.
      const now = await call(bulkOffers, { body: { cases: [...which] } });
      const gone = now.missing.map((code): Result => ({ code, ok: false, problem: t.lists.gone }));
      if (now.cases.length === 0) return { fresh: gone, back: [] };
      const form = desk.toBody?.(values as never) ?? withoutEmpty(values);
      const cases = now.cases.map(({ code, version }) => ({ code, version }));
      const items = await sendBulk(action, cases, form);
      const standing = new Map(now.cases.map((one) => [one.code, one.standing]));
      const back = items.flatMap(({ code, version }): Undoable[] => {
        const before = standing.get(code);
        const inverse = before && version !== null ? inverseOf(action, before, form, why) : null;
        return inverse && version !== null ? [{ code, version, inverse }] : [];
      });
      return { fresh: [...items, ...gone], back };
    },
    onSuccess: ({ fresh, back }) => {
      undoable.current.push(...back);
      const tried = new Set(fresh.map((r) => r.code));
      setResults([...(results ?? []).filter((r) => !tried.has(r.code)), ...fresh]);
      for (const { code } of fresh) void client.invalidateQueries({ queryKey: ['case', code] });
      void client.invalidateQueries({ queryKey: ['cases', 'counts'] });
      listsTouched.set(listsTouched.get() + 1);
    },
  });
  /** The results are read and left: from here on, for a while, the whole can be taken back. */
  const leave = () => {
    const cases = undoable.current;
    const done = results?.filter((one) => one.ok).length ?? 0;
    if (cases.length > 0) {
      const said = t.bulk.did(label, done);
      const message = cases.length < done ? `${said}. ${t.bulk.someOnly(cases.length, done)}` : said;
      showToast(message, { undo: { run: () => void undoMany(client, t, action, cases) } });
    }
    onClose();
  };
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
      onClose={results ? leave : onCancel}
      title={`${label}: ${t.lists.chosen(codes.length).toLowerCase()}`}
      closeButtonProps={{ 'aria-label': t.common.close }}
    >
      {results ? (
        <BulkResults
          results={results}
          words={t.lists}
          busy={send.isPending}
          error={send.error}
          retry={send.mutate}
          onClose={leave}
        />
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
              many
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

const isEmpty = (value: unknown) =>
  typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
