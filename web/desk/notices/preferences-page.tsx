import { Checkbox, SegmentedControl } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import {
  MAIL_WISHES,
  type MailWish,
  NOTICE_GROUPS,
  type NoticePreferences,
  putNoticePreferences,
} from '../../../contract/notices.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { Page } from '../../ui/page.tsx';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { noticePreferencesQuery } from './notice-queries.ts';
import styles from './notices.module.css';
import { ThisMachine } from './this-machine.tsx';

type Kind = NoticePreferences['kinds'][number];
type Change = { kinds?: { kind: Kind['kind']; desk: boolean; mail: MailWish }[]; digestHours?: number[] };

const HOURS = [7, 8, 9, 10, 11, 13, 14, 15, 16, 17];
const MOST_HOURS = 4;

/** What I want to be told, on the desk and by mail; every change is saved at once. */
export function NoticePreferencesPage(): JSX.Element {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const query = noticePreferencesQuery(useLanguage());
  const { data, error, isPending, refetch } = useQuery(query);
  const words = t.notices.preferences;
  const save = useMutation({
    mutationFn: (change: Change) => call(putNoticePreferences, { body: change }),
    onMutate: (change) => {
      const before = client.getQueryData(query.queryKey);
      client.setQueryData(query.queryKey, (now) => now && laidOver(now, change));
      return { before };
    },
    onSuccess: (now) => {
      client.setQueryData(query.queryKey, now);
      toast(words.saved);
    },
    onError: (problem, _change, context) => {
      client.setQueryData(query.queryKey, context?.before);
      toast(problem.message);
    },
  });
  return (
    <Page title={words.title} text={words.text} wide>
      <ThisMachine />
      {isPending ? <Loading lines={10} /> : null}
      {error && !data ? <Failed error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <>
          <p className="meta">
            {data.email === null ? words.noEmail : data.mailReady ? words.email(data.email) : words.noMail}
          </p>
          {NOTICE_GROUPS.map((group) => {
            const kinds = data.kinds.filter((k) => k.group === group);
            return kinds.length === 0 ? null : (
              <Section key={group} title={words.group[group]}>
                <ul className={styles.kinds}>
                  {kinds.map((kind) => (
                    <KindRow key={kind.kind} kind={kind} onChange={(next) => save.mutate({ kinds: [next] })} />
                  ))}
                </ul>
              </Section>
            );
          })}
          <DigestHours hours={data.digestHours} onChange={(digestHours) => save.mutate({ digestHours })} />
        </>
      ) : null}
    </Page>
  );
}

function laidOver(now: NoticePreferences, change: Change): NoticePreferences {
  const changed = new Map(change.kinds?.map((k) => [k.kind, k]));
  return {
    ...now,
    kinds: now.kinds.map((k) => ({ ...k, ...changed.get(k.kind) })),
    digestHours: change.digestHours ?? now.digestHours,
  };
}

function KindRow(props: {
  kind: Kind;
  onChange(next: { kind: Kind['kind']; desk: boolean; mail: MailWish }): void;
}): JSX.Element {
  const t = useT();
  const { kind, desk, mail, name } = props.kind;
  const words = t.notices.preferences;
  return (
    <li className={styles.kind}>
      <span>{name}</span>
      <Checkbox
        label={words.desk}
        aria-label={words.deskOf(name)}
        checked={desk}
        onChange={(e) => props.onChange({ kind, desk: e.currentTarget.checked, mail })}
      />
      <SegmentedControl
        aria-label={words.mailOf(name)}
        size="xs"
        fullWidth
        data={MAIL_WISHES.map((value) => ({ value, label: words.wish[value] }))}
        value={mail}
        onChange={(value) => props.onChange({ kind, desk, mail: value as MailWish })}
      />
    </li>
  );
}

function DigestHours({ hours, onChange }: { hours: number[]; onChange(hours: number[]): void }): JSX.Element {
  const t = useT();
  const words = t.notices.preferences;
  return (
    <Section title={words.hours}>
      <p className="meta">{words.hoursText}</p>
      <fieldset className={styles.hours} aria-label={words.hours}>
        {HOURS.map((hour) => {
          const on = hours.includes(hour);
          const stuck = on ? hours.length === 1 : hours.length >= MOST_HOURS;
          return (
            <button
              key={hour}
              type="button"
              aria-pressed={on}
              disabled={stuck}
              onClick={() => onChange(on ? hours.filter((h) => h !== hour) : [...hours, hour])}
            >
              {`${String(hour).padStart(2, '0')}:00`}
            </button>
          );
        })}
      </fieldset>
    </Section>
  );
}
