import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { JSX } from 'react';
import { setDisposition } from '../../../contract/calls.ts';
import { useT } from '../../i18n/index.ts';
import { call as ask } from '../../lib/api.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Icon } from '../../ui/icons.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import styles from '../contact/contact.module.css';
import { ContactWorkspace } from '../contact/contact-workspace.tsx';
import { renewCalls } from '../phone/call-queries.ts';
import { useOther } from './call-marks.tsx';
import { callDetailQuery } from './call-queries.ts';

/** What one works on while the talk goes on in the bar above: the case form with the caller in it; what is made or found belongs to the call. */
export function CallContactPage(): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const other = useOther();
  const { id } = useParams({ from: '/calls/$id/contact' });
  const { data, error, refetch } = useQuery(callDetailQuery(id));
  const name = data ? other(data) : '';
  useTitle(t.contact.heading(name));
  const belong = useMutation({
    mutationFn: (caseCode: string) => ask(setDisposition, { params: { id }, body: { caseCode } }),
    onSettled: () => renewCalls(client),
  });
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={10} />;
  return (
    <div className={styles.page} data-own-bar>
      <header className={styles.head}>
        <Icon name="phone" label={t.channel.phone} />
        <h1>{t.contact.heading(name)}</h1>
        {data.topic ? <span className="meta">{t.phone.offer.pressed(data.topic)}</span> : null}
        <Link to="/calls/$id" params={{ id }} className={styles.back}>
          <Icon name="chevronRight" size={1} />
          {t.calls.page('')}
        </Link>
      </header>
      <ActTrouble error={belong.error} gone={false} />
      <ContactWorkspace
        source={{ kind: 'call', id, phone: data.number, note: data.note }}
        onRegistered={(code) => belong.mutate(code)}
        onLinked={(code) => belong.mutate(code)}
      />
    </div>
  );
}
