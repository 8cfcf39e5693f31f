import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { type CampaignContact, CONTACT_STATES, listContacts } from '../../../contract/campaigns.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import type { Tone } from '../../ui/due-state.ts';
import type { IconName } from '../../ui/icons.tsx';
import { Chip, When } from '../../ui/marks.tsx';
import { MoreRows, RowCount } from '../../ui/more-rows.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';

const MARK: Record<CampaignContact['state'], readonly [Tone, IconName]> = {
  waiting: ['slate', 'clock'],
  held: ['blue', 'phone'],
  answered: ['green', 'check'],
  refused: ['slate', 'close'],
  unreachable: ['amber', 'alert'],
  withdrawn: ['slate', 'power'],
};

/** Everybody of a campaign, for who manages it. */
export function ContactList({ id }: { id: string }): JSX.Element {
  const t = useT();
  const words = t.campaigns;
  const [state, setState] = useState<CampaignContact['state'] | ''>('');
  const list = useInfiniteQuery({
    queryKey: ['campaigns', 'contacts', id, state],
    queryFn: ({ pageParam }) =>
      call(listContacts, { params: { id }, query: { cursor: pageParam, state: state || undefined } as never }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  return (
    <Section
      title={words.people}
      tail={
        <div className={rows.tools}>
          <ExportMenu list="campaignPeople" query={{ campaign: id, state }} />
          <NativeSelect
            aria-label={words.show}
            size="xs"
            value={state}
            onChange={(e) => setState(e.currentTarget.value as typeof state)}
            data={[
              { value: '', label: t.common.all },
              ...CONTACT_STATES.map((value) => ({ value, label: words.contactState[value] })),
            ]}
          />
        </div>
      }
    >
      <RowCount of="people" total={total} />
      {list.isPending ? <Loading lines={4} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? <p className="meta">{words.noPeople}</p> : null}
      <ul className={rows.rows}>
        {items.map((one) => (
          <Person key={one.id} contact={one} />
        ))}
      </ul>
      <MoreRows list={list} loaded={items.length} total={total} />
    </Section>
  );
}

function Person({ contact }: { contact: CampaignContact }): JSX.Element {
  const words = useT().campaigns;
  const [tone, icon] = MARK[contact.state];
  return (
    <li className={rows.row}>
      <div>
        <strong>{contact.name ?? words.work.noName}</strong> <span className="num">{contact.phone}</span>
        <p className="meta">
          {contact.caseCode ? (
            <>
              <Link to="/cases/$code" params={{ code: contact.caseCode }} className="code">
                {contact.caseCode}
              </Link>
              {' · '}
            </>
          ) : null}
          {words.attempts(contact.attempts)}
          {contact.lastResult ? ` · ${words.result[contact.lastResult]}` : ''}
          {contact.doneBy ? ` · ${contact.doneBy}` : ''}
          {contact.note ? ` · ${contact.note}` : ''}
        </p>
      </div>
      <Chip tone={tone} icon={icon}>
        {words.contactState[contact.state]}
      </Chip>
      <span className="meta">
        <When at={contact.doneAt ?? contact.nextAt} />
      </span>
    </li>
  );
}
