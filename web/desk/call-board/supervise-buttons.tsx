import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { bargeCall, listenCall, takeOverCall, whisperCall } from '../../../contract/calls.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { currentCallsQuery } from '../phone/call-queries.ts';
import { tellPhone } from '../phone/phone-door.ts';

const WAYS = { listen: listenCall, whisper: whisperCall, barge: bargeCall, takeOver: takeOverCall };
type Way = keyof typeof WAYS;

/** Listen, whisper, join, take over: the supervisor's own telephone answers by itself. */
export function SuperviseButtons({ id, agent }: { id: string; agent: string }): JSX.Element {
  const words = useT().callBoard;
  const toast = useToast();
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: (way: Way) => call(WAYS[way], { params: { id } }),
    // Asked for by himself: his telephone answers without another press.
    onMutate: () => tellPhone({ is: 'expect', callId: id }),
    onSuccess: (_, way) => {
      toast(words.done[way]);
      void client.invalidateQueries({ queryKey: ['calls'] });
    },
  });
  const beside = useQuery(currentCallsQuery).data?.calls.some((one) => one.id === id && one.mine === 'listening');
  const now = beside && act.isSuccess ? act.variables : null;
  const long = {
    listen: words.listenLong,
    whisper: words.whisperLong,
    barge: words.bargeLong,
    takeOver: words.takeOverLong,
  };
  return (
    <>
      <div className={rows.tools}>
        {(Object.keys(WAYS) as Way[]).map((way) => (
          <Button
            key={way}
            variant={way === now ? 'filled' : 'default'}
            aria-pressed={way === now}
            size="compact-sm"
            aria-label={long[way](agent)}
            title={long[way](agent)}
            loading={act.isPending && act.variables === way}
            onClick={() => act.mutate(way)}
          >
            {words[way]}
          </Button>
        ))}
      </div>
      <ActTrouble error={act.error} gone={false} />
    </>
  );
}
