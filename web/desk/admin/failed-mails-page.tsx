import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { type FailedMail, listFailedMails, retryFailedMail } from '../../../contract/email.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fileSize } from '../../lib/file-size.ts';
import { Icon } from '../../ui/icons.tsx';
import { When } from '../../ui/marks.tsx';
import { MoreRows, RowCount } from '../../ui/more-rows.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';

const KEY = ['failed-mails'];

/** Mails that could not be read: kept, named with the reason, read again or downloaded. */
export function FailedMailsPage(): JSX.Element {
  const t = useT();
  const words = t.admin.failedMails;
  const list = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) => call(listFailedMails, { query: { cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const total = list.data?.pages[0]?.total;
  const items = list.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <Page title={words.title} text={words.text} tool={<ExportMenu list="failedMails" />} wide>
      <RowCount of="mails" total={total} />
      {list.isPending ? <Loading lines={4} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? <Notice icon="check" title={words.empty} /> : null}
      <ul className={rows.rows}>
        {items.map((mail) => (
          <Row key={mail.id} mail={mail} />
        ))}
      </ul>
      <MoreRows list={list} loaded={items.length} total={total} />
    </Page>
  );
}

function Row({ mail }: { mail: FailedMail }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const language = useLanguage();
  const client = useQueryClient();
  const words = t.admin.failedMails;
  const retry = useMutation({
    mutationFn: () => call(retryFailedMail, { params: { id: mail.id } }),
    onSuccess: () => {
      toast(words.retried);
      void client.invalidateQueries({ queryKey: KEY });
    },
    onError: (error) => toast(error.message),
  });
  return (
    <li className={rows.row}>
      <div>
        <strong>{mail.subject || t.messages.noSubject}</strong>
        <p className="meta">
          {mail.from ?? words.unknownSender} · {words.to(mail.mailbox)} · <When at={mail.receivedAt} /> ·{' '}
          {fileSize(mail.size, language)}
        </p>
        <p className={rows.error} title={mail.detail}>
          {words.reason[mail.reason] ?? mail.detail}
        </p>
        {mail.kept ? null : <p className="meta">{words.notKept}</p>}
      </div>
      {mail.kept ? (
        <div className={rows.tools}>
          <Button variant="default" size="compact-md" loading={retry.isPending} onClick={() => retry.mutate()}>
            {words.retry}
          </Button>
          <Button
            variant="subtle"
            size="compact-md"
            component="a"
            href={`/api/v1/channels/email/failures/${mail.id}/raw`}
            download
            leftSection={<Icon name="document" size={1} />}
          >
            {words.raw}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
