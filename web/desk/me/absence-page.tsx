import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX, lazy, Suspense, useState } from 'react';
import { endDelegation, listDelegations } from '../../../contract/org.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { Icon } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { can, useSession } from '../session.tsx';
import { AbsenceForm } from './absence-form.tsx';

// With the words of administration, which nobody else needs.
const DeputyForm = lazy(async () => ({ default: (await import('../admin/people/deputy-form.tsx')).DeputyForm }));

const KEY = ['delegations'];

/** My absences and my deputy; for administrators everybody's. */
export function AbsencePage(): JSX.Element {
  const t = useT();
  const toast = useToast();
  const language = useLanguage();
  const now = useNow();
  const client = useQueryClient();
  const admin = can(useSession(), 'admin.users');
  const [adding, setAdding] = useState(false);
  const list = useQuery({ queryKey: KEY, queryFn: () => call(listDelegations, {}) });
  const refresh = (message: string) => {
    toast(message);
    void client.invalidateQueries({ queryKey: KEY });
    void client.invalidateQueries({ queryKey: ['session'] });
  };
  const end = useMutation({
    mutationFn: (id: number) => call(endDelegation, { params: { id } }),
    onSuccess: () => refresh(t.absence.ended),
    onError: (error) => toast(error.message),
  });
  const added = () => {
    setAdding(false);
    refresh(t.absence.saved);
  };
  const when = (at: string) => momentText(at, now, language);
  const add = (
    <Button leftSection={<Icon name="plus" size={1} />} onClick={() => setAdding(true)}>
      {t.absence.add}
    </Button>
  );
  return (
    <Page title={t.absence.title} text={admin ? t.absence.adminText : t.absence.text} tool={add}>
      {list.error ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending ? <Loading lines={3} /> : null}
      {list.data?.items.length === 0 ? <Notice icon="people" title={t.absence.empty} /> : null}
      <ul className={rows.rows}>
        {list.data?.items.map((item) => {
          const past = Date.parse(item.to) <= now;
          const running = !past && Date.parse(item.from) <= now;
          return (
            <li key={item.id} className={rows.row}>
              <div>
                <strong>{item.userName}</strong> → <strong>{item.deputyName}</strong>
                <p className="meta">
                  {when(item.from)} – {when(item.to)} · {item.reason}
                </p>
              </div>
              <Chip tone={running ? 'green' : 'slate'} icon={running ? 'check' : 'clock'}>
                {running ? t.absence.now : past ? t.absence.past : t.absence.later}
              </Chip>
              {past ? null : (
                <Button
                  variant="default"
                  size="compact-md"
                  loading={end.isPending && end.variables === item.id}
                  onClick={() => end.mutate(item.id)}
                >
                  {t.absence.end}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title={t.absence.add}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {admin ? (
          <Suspense fallback={<Loading lines={5} />}>
            <DeputyForm onDone={added} />
          </Suspense>
        ) : (
          <AbsenceForm onDone={added} />
        )}
      </Modal>
    </Page>
  );
}
