import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { type ChainState, checkChain, getChainState } from '../../../../contract/audit.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { numberText, useLanguage } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';
import { Chip, When } from '../../../ui/marks.tsx';
import rows from '../../../ui/rows.module.css';
import { useToast } from '../../../ui/toast.tsx';
import { can, useSession } from '../../session.tsx';

const KEY = ['audit', 'chain'];
const LOOK_AGAIN_MS = 1_500;

/** How far the hash chain was checked, when, what was found; a button for administrators. */
export function ChainLine(): JSX.Element | null {
  const words = useAdminWords().audit;
  const session = useSession();
  const client = useQueryClient();
  const toast = useToast();
  const state = useQuery({
    queryKey: KEY,
    queryFn: () => call(getChainState, {}),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.running ? LOOK_AGAIN_MS : false),
  });
  const check = useMutation({
    mutationFn: () => call(checkChain, {}),
    onSuccess: (answer) => client.setQueryData(KEY, answer),
    onError: (error) => toast(error.message),
  });
  if (!state.data) return null;
  return (
    <div className={rows.filters}>
      <p role="status">
        <Found state={state.data} />
      </p>
      {can(session, 'admin.system') ? (
        <Button
          variant="default"
          size="compact-md"
          loading={check.isPending || state.data.running}
          onClick={() => check.mutate()}
        >
          {words.chain.check}
        </Button>
      ) : null}
    </div>
  );
}

function Found({ state }: { state: ChainState }): JSX.Element {
  const words = useAdminWords().audit.chain;
  const language = useLanguage();
  const n = (seq: number) => numberText(seq, language);
  const { last } = state;
  if (state.running) return <>{words.running(n(state.head))}</>;
  if (!last?.endedAt) return <>{words.never(n(state.head))}</>;
  if (last.failure)
    return (
      <Chip tone="amber" icon="alert">
        {words.failed(last.failure)}
      </Chip>
    );
  if (last.broken)
    return (
      <Chip tone="red" icon="alert">
        {words.broken(n(last.broken.seq), last.broken.why)}
      </Chip>
    );
  return (
    <>
      <Chip tone="green" icon="check">
        {words.whole(n(last.checkedSeq))}
      </Chip>{' '}
      <span className="meta">
        <When at={last.endedAt} /> · {words.head(n(state.head))}
      </span>
    </>
  );
}
