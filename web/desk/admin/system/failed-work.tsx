import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { retryJob, retrySkipped, type SystemState } from '../../../../contract/system.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { call } from '../../../lib/api.ts';
import { When } from '../../../ui/marks.tsx';
import rows from '../../../ui/rows.module.css';
import { Section } from '../../../ui/section.tsx';
import { useToast } from '../../../ui/toast.tsx';

/** Under which name the state of the installation is read. */
export const SYSTEM = ['admin', 'system'];

/** Jobs and events that failed, each to be tried again; nothing where none did. */
export function FailedWork({ state }: { state: SystemState }): JSX.Element | null {
  const words = useAdminWords().system;
  const client = useQueryClient();
  const toast = useToast();
  const done = () => {
    toast(words.retried);
    void client.invalidateQueries({ queryKey: SYSTEM });
  };
  const onError = (error: Error) => toast(error.message);
  const job = useMutation({
    mutationFn: (params: { name: string; id: string }) => call(retryJob, { params }),
    onSuccess: done,
    onError,
  });
  const event = useMutation({
    mutationFn: (params: { reader: string; seq: number }) => call(retrySkipped, { params }),
    onSuccess: done,
    onError,
  });
  if (state.failedJobs.length + state.skipped.length === 0) return null;
  return (
    <Section title={words.failedWork} count={state.failedJobs.length + state.skipped.length}>
      <ul className={rows.rows}>
        {state.failedJobs.map(({ id, name, at, why }) => (
          <li key={id} className={rows.row}>
            <div>
              <strong className="code">{name}</strong>
              <p>{why}</p>
              <p className="meta">
                <When at={at} />
              </p>
            </div>
            <Button
              variant="default"
              size="compact-md"
              loading={job.isPending && job.variables.id === id}
              aria-label={words.retryJob(name)}
              onClick={() => job.mutate({ name, id })}
            >
              {words.retry}
            </Button>
          </li>
        ))}
        {state.skipped.map(({ reader, seq, type, at, why }) => (
          <li key={`${reader} ${seq}`} className={rows.row}>
            <div>
              <strong className="code">{reader}</strong> <span className="meta">{words.skipped(type, seq)}</span>
              <p>{why}</p>
              <p className="meta">
                <When at={at} />
              </p>
            </div>
            <Button
              variant="default"
              size="compact-md"
              loading={event.isPending && event.variables.seq === seq}
              aria-label={words.retryEvent(reader, seq)}
              onClick={() => event.mutate({ reader, seq })}
            >
              {words.retry}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
