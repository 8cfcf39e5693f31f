import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { unparkCall } from '../../../contract/calls.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { currentCallsQuery, renewCalls } from '../phone/call-queries.ts';
import { answeredHere, tellPhone } from '../phone/phone-door.ts';
import { can, useSession } from '../session.tsx';
import { useOther } from './call-marks.tsx';

/** Citizens who were parked: whoever has a telephone takes them up. Nothing stands here when there are none. */
export function Parked(): JSX.Element | null {
  const t = useT();
  const client = useQueryClient();
  const other = useOther();
  const works = can(useSession(), 'call.work');
  const parked = useQuery({ ...currentCallsQuery, enabled: works }).data?.parked ?? [];
  const take = useMutation({
    mutationFn: (id: string) => call(unparkCall, { params: { id } }),
    onMutate: (id) => tellPhone({ is: 'expect', callId: id }),
    onSuccess: (taken) => answeredHere.set(taken.id),
    onSettled: () => renewCalls(client),
  });
  if (parked.length === 0) return null;
  return (
    <Section title={t.calls.parked} count={parked.length}>
      <p className="meta">{t.calls.parkedText}</p>
      <ul className={rows.rows}>
        {parked.map((one) => (
          <li key={one.id} className={rows.row}>
            <div>
              <strong>{other(one)}</strong>
              <p className="meta">
                {one.number && one.citizen?.name ? <span className="num">{one.number}</span> : null}{' '}
                {one.agent ? one.agent.name : null}
              </p>
            </div>
            <Button
              size="compact-md"
              loading={take.isPending && take.variables === one.id}
              onClick={() => take.mutate(one.id)}
              aria-label={`${t.calls.takeParked}: ${other(one)}`}
            >
              {t.calls.takeParked}
            </Button>
          </li>
        ))}
      </ul>
      <ActTrouble error={take.error} gone={false} />
    </Section>
  );
}
