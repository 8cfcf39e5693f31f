import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { listErasures, listRecordings, RECORDING_KINDS, RECORDING_STATES } from '../../../contract/recordings.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { call } from '../../lib/api.ts';
import { Icon } from '../../ui/icons.tsx';
import { When } from '../../ui/marks.tsx';
import { MoreRows, RowCount } from '../../ui/more-rows.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { can, useSession } from '../session.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import { type Asked, RecordingDialogs } from './recording-dialogs.tsx';
import { RecordingRow } from './recording-row.tsx';
import styles from './recordings.module.css';

const TYPING_MS = 300;
const RENEW_MS = 20_000;
const NONE = { kind: '', state: '', number: '', caseCode: '' };

/** Every recording that one may hear, newest first, with its call and its case. */
export function RecordingsPage(): JSX.Element {
  const words = useHotlineWords().recordings;
  const session = useSession();
  const [filter, setFilter] = useState(NONE);
  const [query] = useDebouncedValue(filter, TYPING_MS);
  const [asked, setAsked] = useState<Asked>(null);
  const list = useInfiniteQuery({
    queryKey: ['recordings', 'list', query],
    queryFn: ({ pageParam }) =>
      call(listRecordings, {
        query: {
          ...(Object.fromEntries(Object.entries(query).filter(([, value]) => value.trim() !== '')) as object),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    refetchInterval: RENEW_MS,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const set = (part: Partial<typeof NONE>) => setFilter({ ...filter, ...part });
  const tool = can(session, 'recording.export') ? (
    <div className={rows.tools}>
      <ExportMenu list="recordings" query={query} />
      <Button
        variant="default"
        leftSection={<Icon name="download" size={1} />}
        onClick={() => setAsked({ action: 'exportCase' })}
      >
        {words.exportCase}
      </Button>
    </div>
  ) : null;
  return (
    <Page title={words.title} text={words.text} tool={tool} wide>
      <search className={styles.filters}>
        <NativeSelect
          label={words.filter.kind}
          data={[
            { value: '', label: words.filter.all },
            ...RECORDING_KINDS.map((value) => ({ value, label: words.kind[value] })),
          ]}
          value={filter.kind}
          onChange={(e) => set({ kind: e.currentTarget.value })}
        />
        <NativeSelect
          label={words.filter.state}
          data={[
            { value: '', label: words.filter.all },
            ...RECORDING_STATES.filter((value) => value !== 'missing').map((value) => ({
              value,
              label: words.state[value],
            })),
            { value: 'lost', label: words.filter.lost },
            { value: 'held', label: words.filter.held },
          ]}
          value={filter.state}
          onChange={(e) => set({ state: e.currentTarget.value })}
        />
        <TextInput
          label={words.filter.number}
          inputMode="tel"
          value={filter.number}
          onChange={(e) => set({ number: e.currentTarget.value })}
        />
        <TextInput
          label={words.filter.caseCode}
          value={filter.caseCode}
          onChange={(e) => set({ caseCode: e.currentTarget.value })}
        />
      </search>
      <RowCount of="recordings" total={total} />
      {list.isPending ? <Loading lines={8} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? <Notice icon="phone" title={words.none} text={words.noneText} /> : null}
      <ul className={rows.rows}>
        {items.map((one) => (
          <RecordingRow
            key={one.id}
            recording={one}
            onAction={(action, recording) => setAsked({ action, recording })}
          />
        ))}
      </ul>
      <MoreRows list={list} loaded={items.length} total={total} />
      {can(session, 'recording.keep') ? <Erasures /> : null}
      <RecordingDialogs asked={asked} onClose={() => setAsked(null)} />
    </Page>
  );
}

/** The proof of what was erased: when, which, and the hash of each sound. */
function Erasures(): JSX.Element | null {
  const words = useHotlineWords().recordings;
  const { data } = useQuery({ queryKey: ['recordings', 'erasures'], queryFn: () => call(listErasures, {}) });
  if (!data) return null;
  return (
    <Section title={words.erasures} count={data.items.reduce((sum, one) => sum + one.recordings.length, 0)}>
      {data.items.length === 0 ? <p className="meta">{words.noErasures}</p> : null}
      <ul className={rows.rows}>
        {data.items.map((one) => (
          <li key={one.at + one.recordings[0]?.id} className={rows.row}>
            <details>
              <summary>
                <When at={one.at} /> · {words.erasedCount(one.recordings.length)}
              </summary>
              <p className="meta">{words.hash}</p>
              <ul>
                {one.recordings.map((recording) => (
                  <li key={recording.id} className={styles.hash}>
                    {recording.callId}/{recording.id} <code>{recording.sha256}</code>
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}
