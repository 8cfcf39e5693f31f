import { Button, Modal, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { listPolicies, POLICY_STAGES, type Policy, type PolicyStage } from '../../../contract/policies.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useLast } from '../../lib/use-last.ts';
import { Icon } from '../../ui/icons.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import styles from './policies.module.css';
import { PolicyExplain } from './policy-explain.tsx';
import { type Draft, PolicyForm } from './policy-form.tsx';
import { PolicyHistory } from './policy-history.tsx';
import { amountText, type TableRow, tableRows } from './policy-words.ts';

const KEY = ['policies'];

/** How long each step may take: the rules in force by type and urgency, their history, and a try-out. */
export function PoliciesPage(): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const words = t.policies;
  const [at, setAt] = useState('');
  const [open, setOpen] = useState<Draft | null>(null);
  const shown = useLast(open);
  const list = useQuery({
    queryKey: [...KEY, at],
    queryFn: () => call(listPolicies, { query: at ? { at } : {} }),
    placeholderData: keepPreviousData,
  });
  const items = list.data?.items ?? [];
  const proposals = items.filter((p) => p.origin === 'reference' && p.state === 'in_force').length;
  const add = (
    <div className={rows.tools}>
      <ExportMenu list="policies" />
      <Button leftSection={<Icon name="plus" size={1} />} onClick={() => setOpen({ stage: 'handle' })}>
        {words.add}
      </Button>
    </div>
  );
  return (
    <Page title={words.title} text={words.text} tool={add} wide>
      {list.isPending ? <Loading lines={10} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data ? (
        <>
          {proposals > 0 ? (
            <p className={styles.note}>
              <Icon name="alert" /> {words.proposals(proposals)}
            </p>
          ) : null}
          <div className={styles.tools}>
            <TextInput
              type="date"
              label={words.at}
              value={at || list.data.at}
              onChange={(e) => setAt(e.currentTarget.value)}
            />
          </div>
          <PolicyTable rows={tableRows(list.data.table, items)} onEdit={setOpen} />
          <PolicyExplain />
          <Section title={words.history} count={items.length}>
            <PolicyHistory
              items={items}
              onCorrect={(policy) => setOpen({ ...policy, category: policy.category?.code ?? null, correct: policy })}
              onChanged={() => void client.invalidateQueries({ queryKey: KEY })}
            />
          </Section>
        </>
      ) : null}
      <Modal
        opened={open !== null}
        onClose={() => setOpen(null)}
        size="46rem"
        title={shown?.correct ? words.form.correct : words.form.title}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {shown ? (
          <PolicyForm
            draft={shown}
            onDone={() => {
              setOpen(null);
              void client.invalidateQueries({ queryKey: KEY });
            }}
          />
        ) : null}
      </Modal>
    </Page>
  );
}

function PolicyTable({ rows, onEdit }: { rows: TableRow[]; onEdit(draft: Draft): void }): JSX.Element {
  const t = useT();
  const words = t.policies;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={words.scroll}>
      <table className={styles.table}>
        <caption className="sr-only">{words.table}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.whom}>
              {words.type}
            </th>
            {POLICY_STAGES.map((stage) => (
              <th scope="col" key={stage}>
                {words.stage[stage]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={`${row.type} ${row.urgencies?.join()}`}>
              <th scope="row" className={styles.whom}>
                <span className={rows[i - 1]?.type === row.type ? 'sr-only' : undefined}>{t.type[row.type]}</span>
                {row.urgencies ? <small>{row.urgencies.map((u) => t.urgency[u]).join(', ')}</small> : null}
              </th>
              {POLICY_STAGES.map((stage) => (
                <td key={stage}>
                  <PolicyCell row={row} stage={stage} policy={row.cells.get(stage)} onEdit={onEdit} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PolicyCell(props: {
  row: TableRow;
  stage: PolicyStage;
  policy: Policy | undefined;
  onEdit(draft: Draft): void;
}): JSX.Element {
  const t = useT();
  const { row, stage, policy } = props;
  if (!policy) return <span>–</span>;
  // A rule that is not for this row alone is replaced for this row; one of its own is replaced as it is.
  const own = policy.type !== null || policy.urgency !== null;
  const urgency = row.urgencies?.length === 1 ? (row.urgencies[0] ?? null) : null;
  const text = amountText(policy, t);
  return (
    <button
      type="button"
      className={styles.cell}
      data-own={own || undefined}
      title={own ? t.policies.own : undefined}
      aria-label={t.policies.cell(t.policies.stage[stage], text)}
      onClick={() =>
        props.onEdit({
          ...policy,
          category: null,
          stage,
          type: own ? policy.type : row.type,
          urgency: own ? policy.urgency : urgency,
          replaces: policy,
        })
      }
    >
      {text}
    </button>
  );
}
