import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import {
  type AnnouncementView,
  deleteAnnouncement,
  listAnnouncements,
  type PromptView,
  putAnnouncement,
} from '../../../contract/hotline-prompts.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { Icon } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { useToast } from '../../ui/toast.tsx';
import { soundsQuery } from '../incidents/incident-queries.ts';
import { can, useSession } from '../session.tsx';
import { AnnouncementForm } from './announcement-form.tsx';
import styles from './hotline-admin.module.css';
import { PlayPrompt } from './play-prompt.tsx';

const RENEW_MS = 30_000;

/** What every caller is told before the menu, with its times and its switch. */
export function Announcements(props: { prompts: readonly PromptView[]; onChanged(): void }): JSX.Element {
  const t = useT();
  const words = useHotlineWords().prompts;
  const [adding, setAdding] = useState(false);
  const list = useQuery({
    queryKey: ['hotline', 'announcements'],
    queryFn: () => call(listAnnouncements, {}),
    refetchInterval: RENEW_MS,
  });
  const tail = (
    <Button size="compact-md" leftSection={<Icon name="plus" size={1} />} onClick={() => setAdding(true)}>
      {words.announce}
    </Button>
  );
  return (
    <Section title={words.announcements} count={list.data?.items.length ?? 0} tail={tail}>
      <p className="meta">{words.announcementsText}</p>
      <AnnouncedIncidents />
      {list.data?.items.length === 0 ? <p className="meta">{words.noAnnouncements}</p> : null}
      <ul className={rows.rows}>
        {list.data?.items.map((one) => (
          <AnnouncementRow key={one.id} announcement={one} onChanged={props.onChanged} />
        ))}
      </ul>
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        size="44rem"
        title={words.announceTitle}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        <AnnouncementForm
          prompts={props.prompts}
          onDone={() => {
            setAdding(false);
            props.onChanged();
          }}
        />
      </Modal>
    </Section>
  );
}

/** What the same step says of incidents, before these; they are kept on their own page. */
function AnnouncedIncidents(): JSX.Element | null {
  const words = useT().incidents.sound;
  const reads = can(useSession(), 'incident.read');
  const sounds = useQuery({ ...soundsQuery, enabled: reads }).data;
  const count = sounds?.items.filter((one) => one.state === 'announced').length ?? 0;
  if (count === 0) return null;
  return (
    <p>
      <Link to="/incidents">{words.also(count)}</Link>
    </p>
  );
}

function AnnouncementRow(props: { announcement: AnnouncementView; onChanged(): void }): JSX.Element {
  const words = useHotlineWords().prompts;
  const language = useLanguage();
  const now = useNow();
  const toast = useToast();
  const { announcement: a } = props;
  const change = useMutation({
    mutationFn: (enabled: boolean) => {
      // Switched on again after its end: from now on, until somebody switches it off.
      const over = a.endsAt !== null && new Date(a.endsAt).getTime() <= now;
      const period = over && enabled ? { startsAt: null, endsAt: null } : { startsAt: a.startsAt, endsAt: a.endsAt };
      return call(putAnnouncement, { params: { id: a.id }, body: { enabled, ...period } });
    },
    onSuccess: (_, enabled) => {
      toast(enabled ? words.switched.on : words.switched.off);
      props.onChanged();
    },
    onError: (error) => toast(error.message),
  });
  const remove = useMutation({
    mutationFn: () => call(deleteAnnouncement, { params: { id: a.id } }),
    onSuccess: props.onChanged,
    onError: (error) => toast(error.message),
  });
  const over = a.endsAt !== null && new Date(a.endsAt).getTime() <= now;
  const at = (moment: string | null) => (moment ? momentText(moment, now, language) : '');
  const on = a.enabled && !over;
  return (
    <li className={rows.row}>
      <div>
        <strong>{a.title}</strong>
        <p className={styles.words}>{a.text}</p>
        <p className="meta">
          {words.period(at(a.startsAt), at(a.endsAt))} · {a.changedBy?.name}
        </p>
      </div>
      {a.now ? (
        <Chip tone="amber" icon="megaphone">
          {words.now}
        </Chip>
      ) : (
        <Chip tone="slate" icon={a.enabled && !over ? 'clock' : 'power'}>
          {over ? words.over : a.enabled ? words.later : words.isOff}
        </Chip>
      )}
      <div className={rows.tools}>
        <PlayPrompt name={a.prompt} title={a.title} />
        <Button
          variant={on ? 'default' : 'filled'}
          size="compact-md"
          loading={change.isPending}
          aria-label={on ? words.switchOff(a.title) : words.switchOn(a.title)}
          onClick={() => change.mutate(!on)}
        >
          {on ? words.off : words.on}
        </Button>
        {on ? null : (
          <Button
            variant="default"
            size="compact-md"
            loading={remove.isPending}
            aria-label={`${words.remove}: ${a.title}`}
            onClick={() => remove.mutate()}
          >
            {words.remove}
          </Button>
        )}
      </div>
    </li>
  );
}
