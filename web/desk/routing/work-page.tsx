import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { claimItem, type RoutingItemView, releaseItem } from '../../../contract/routing.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { Icon } from '../../ui/icons.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { KindMark, linkOf, Waited } from './item-marks.tsx';
import styles from './routing.module.css';
import { queueQuery, renewRouting } from './routing-queries.ts';

/** What I have, and what waits in my queues for anybody. */
export function WorkPage(): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const toast = useToast();
  const navigate = useNavigate();
  const queue = useQuery(queueQuery);
  const [trouble, setTrouble] = useState<string | null>(null);
  const words = t.routing.work;
  const options = {
    onMutate: () => setTrouble(null),
    onError: (error: Error) => setTrouble(error.message),
    onSettled: () => renewRouting(client),
  };
  const claim = useMutation({
    ...options,
    mutationFn: (id: string) => call(claimItem, { params: { id } }),
    onSuccess: (item) => {
      toast(words.claimed);
      const link = linkOf(item);
      if (link) void navigate(link);
    },
  });
  const release = useMutation({
    ...options,
    mutationFn: (id: string) => call(releaseItem, { params: { id } }),
    onSuccess: () => toast(words.released),
  });
  const data = queue.data;
  return (
    <Page title={words.title} wide>
      {queue.isPending ? <Loading lines={4} /> : null}
      {queue.error && !data ? <Failed error={queue.error} retry={() => void queue.refetch()} /> : null}
      {trouble ? (
        <p role="alert" className={styles.trouble}>
          <Icon name="alert" size={1} />
          <span>{trouble}</span>
        </p>
      ) : null}
      {data ? (
        <>
          <Section title={words.mine} count={data.mine.length}>
            {data.mine.length === 0 ? <Notice icon="inbox" title={words.none} text={words.noneText} /> : null}
            <ul className={data.mine.length > 0 ? rows.rows : undefined}>
              {data.mine.map((item) => (
                <ItemRow key={item.id} item={item}>
                  <OpenLink item={item} />
                  <Button
                    variant="default"
                    size="compact-md"
                    loading={release.isPending && release.variables === item.id}
                    onClick={() => release.mutate(item.id)}
                    aria-label={`${words.release}: ${item.who ?? item.title}`}
                  >
                    {words.release}
                  </Button>
                </ItemRow>
              ))}
            </ul>
          </Section>
          <Section title={words.waiting} count={data.waitingTotal}>
            {data.waiting.length === 0 ? <p className="meta">{words.nothing}</p> : null}
            <ul className={data.waiting.length > 0 ? rows.rows : undefined}>
              {data.waiting.map((item) => (
                <ItemRow key={item.id} item={item}>
                  <Button
                    size="compact-md"
                    loading={claim.isPending && claim.variables === item.id}
                    onClick={() => claim.mutate(item.id)}
                    aria-label={`${words.claim}: ${item.who ?? item.title}`}
                  >
                    {words.claim}
                  </Button>
                </ItemRow>
              ))}
            </ul>
            {data.waitingTotal > data.waiting.length ? (
              <p className="meta">{words.more(data.waitingTotal - data.waiting.length)}</p>
            ) : null}
          </Section>
        </>
      ) : null}
    </Page>
  );
}

function ItemRow({ item, children }: { item: RoutingItemView; children: React.ReactNode }): JSX.Element {
  const t = useT();
  return (
    <li className={rows.row}>
      <div>
        <strong>{item.who ?? item.title}</strong>
        {item.who ? <p>{item.title}</p> : null}
        <p className="meta">
          <KindMark item={item} /> · {item.queue.name} · {t.routing.offer.waiting('')}
          <Waited since={item.waitingSince} />
        </p>
      </div>
      <div className={rows.tools}>{children}</div>
    </li>
  );
}

function OpenLink({ item }: { item: RoutingItemView }): JSX.Element | null {
  const t = useT();
  const link = linkOf(item);
  if (!link) return null;
  return (
    <Link {...link} className={styles.open} aria-label={`${t.routing.work.open}: ${item.who ?? item.title}`}>
      {t.routing.work.open}
    </Link>
  );
}
