import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { addDoNotCall, listDoNotCall, removeDoNotCall } from '../../../contract/campaigns.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { When } from '../../ui/marks.tsx';
import { MoreRows, RowCount } from '../../ui/more-rows.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';

const KEY = ['campaigns', 'do-not-call'];

/** Who asked not to be called by campaigns. */
export function DoNotCallPage(): JSX.Element {
  const t = useT();
  const words = t.campaigns.dnc;
  const [q, setQ] = useState('');
  const list = useInfiniteQuery({
    queryKey: [...KEY, q],
    queryFn: ({ pageParam }) => call(listDoNotCall, { query: { cursor: pageParam, q: q || undefined } as never }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  return (
    <Page title={words.title} text={words.text} tool={<ExportMenu list="doNotCall" query={{ q }} />}>
      <AddForm />
      <TextInput
        type="search"
        label={words.search}
        inputMode="tel"
        className={rows.search}
        value={q}
        onChange={(e) => setQ(e.currentTarget.value)}
      />
      <RowCount of="numbers" total={total} />
      {list.isPending ? <Loading lines={4} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? <Notice icon="phone" title={q ? t.common.nothingFound : words.empty} /> : null}
      <ul className={rows.rows}>
        {items.map((one) => (
          <li key={one.phone} className={rows.row}>
            <div>
              <strong className="num">{one.phone}</strong>
              <p className="meta">
                {one.reason} · {words.by(one.addedBy)}
              </p>
            </div>
            <span className="meta">
              <When at={one.addedAt} />
            </span>
            <Remove phone={one.phone} />
          </li>
        ))}
      </ul>
      <MoreRows list={list} loaded={items.length} total={total} />
    </Page>
  );
}

function AddForm(): JSX.Element {
  const words = useT().campaigns.dnc;
  const toast = useToast();
  const client = useQueryClient();
  const [phone, setPhone] = useState('');
  const [reason, setReason] = useState('');
  const add = useMutation({
    mutationFn: () => call(addDoNotCall, { body: { phone, reason } }),
    onSuccess: () => {
      toast(words.added);
      setPhone('');
      setReason('');
      void client.invalidateQueries({ queryKey: KEY });
    },
  });
  const errors = fieldErrors(add.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <div className={rows.two}>
        <TextInput
          label={words.phone}
          inputMode="tel"
          value={phone}
          onChange={(e) => setPhone(e.currentTarget.value)}
          error={errors.phone}
          required
        />
        <TextInput
          label={words.reason}
          value={reason}
          onChange={(e) => setReason(e.currentTarget.value)}
          error={errors.reason}
          required
        />
      </div>
      {add.error && Object.keys(errors).length === 0 ? <ActTrouble error={add.error} gone={false} /> : null}
      <div className={rows.tools}>
        <Button type="submit" loading={add.isPending}>
          {words.add}
        </Button>
      </div>
    </form>
  );
}

function Remove({ phone }: { phone: string }): JSX.Element {
  const words = useT().campaigns.dnc;
  const toast = useToast();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call(removeDoNotCall, { body: { phone } }),
    onSuccess: () => {
      toast(words.removed);
      void client.invalidateQueries({ queryKey: KEY });
    },
  });
  return (
    <>
      <Button
        variant="subtle"
        size="compact-md"
        aria-label={words.remove(phone)}
        loading={remove.isPending}
        onClick={() => remove.mutate()}
      >
        {words.removeShort}
      </Button>
      <ActTrouble error={remove.error} gone={false} />
    </>
  );
}
