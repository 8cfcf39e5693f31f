import { Button, Modal, Textarea } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import {
  dismissInboundEvent,
  listUnhandled,
  retryInboundEvent,
  type UnhandledEvent,
} from '../../../contract/channel-accounts.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fileSize } from '../../lib/file-size.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { Icon } from '../../ui/icons.tsx';
import { When } from '../../ui/marks.tsx';
import { MoreRows } from '../../ui/more-rows.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';

const KEY = ['channels', 'unhandled'];

/** What providers sent and nobody here understands: kept, tried again, downloaded or dismissed with a reason. */
export function UnhandledEvents(): JSX.Element {
  const t = useT();
  const words = t.channels.unhandled;
  const [dismissed, setDismissed] = useState<UnhandledEvent | null>(null);
  const list = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) => call(listUnhandled, { query: { cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const total = list.data?.pages[0]?.total;
  const items = list.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <Section
      title={words.title}
      {...(typeof total === 'number' ? { count: total } : {})}
      tail={<ExportMenu list="unhandledEvents" />}
    >
      <p className="meta">{list.data && items.length === 0 ? words.empty : words.text}</p>
      {list.isPending ? <Loading lines={2} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {items.length > 0 ? (
        <ul className={rows.rows}>
          {items.map((event) => (
            <Row key={event.id} event={event} onDismiss={() => setDismissed(event)} />
          ))}
        </ul>
      ) : null}
      <MoreRows list={list} loaded={items.length} total={total} />
      <Modal
        opened={dismissed !== null}
        onClose={() => setDismissed(null)}
        title={words.dismissTitle}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {dismissed ? <Dismiss event={dismissed} onDone={() => setDismissed(null)} /> : null}
      </Modal>
    </Section>
  );
}

function Row({ event, onDismiss }: { event: UnhandledEvent; onDismiss(): void }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const language = useLanguage();
  const client = useQueryClient();
  const words = t.channels.unhandled;
  const retry = useMutation({
    mutationFn: () => call(retryInboundEvent, { params: { id: event.id } }),
    onSuccess: () => {
      toast(words.retried);
      void client.invalidateQueries({ queryKey: ['channels'] });
    },
    onError: (error) => toast(error.message),
  });
  return (
    <li className={rows.row}>
      <div>
        <strong>{event.detail}</strong>
        <p className="meta">
          {t.channels.kind[event.channel] ?? event.channel} · <When at={event.receivedAt} /> ·{' '}
          {fileSize(event.size, language)}
        </p>
      </div>
      <div className={rows.tools}>
        <Button variant="default" size="compact-md" loading={retry.isPending} onClick={() => retry.mutate()}>
          {words.retry}
        </Button>
        <Button
          variant="subtle"
          size="compact-md"
          component="a"
          href={`/api/v1/channels/events/${event.id}/raw`}
          download
          leftSection={<Icon name="document" size={1} />}
        >
          {words.raw}
        </Button>
        <Button variant="subtle" color="gray" size="compact-md" onClick={onDismiss}>
          {words.dismiss}
        </Button>
      </div>
    </li>
  );
}

function Dismiss({ event, onDone }: { event: UnhandledEvent; onDone(): void }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const words = t.channels.unhandled;
  const [reason, setReason] = useState('');
  const dismiss = useMutation({
    mutationFn: () => call(dismissInboundEvent, { params: { id: event.id }, body: { reason } }),
    onSuccess: () => {
      toast(words.dismissed);
      void client.invalidateQueries({ queryKey: ['channels'] });
      onDone();
    },
  });
  const errors = fieldErrors(dismiss.error);
  const send = (e: FormEvent) => {
    e.preventDefault();
    dismiss.mutate();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <p>{event.detail}</p>
      <Textarea
        label={words.reason}
        description={words.reasonHint}
        value={reason}
        onChange={(e) => setReason(e.currentTarget.value)}
        error={errors.reason}
        autosize
        minRows={2}
        required
        data-autofocus
      />
      {dismiss.error && !errors.reason ? (
        <p role="alert" className={rows.error}>
          {dismiss.error.message}
        </p>
      ) : null}
      <Button type="submit" loading={dismiss.isPending}>
        {words.dismiss}
      </Button>
    </form>
  );
}
