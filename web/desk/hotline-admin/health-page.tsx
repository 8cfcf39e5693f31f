import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useEffect, useState } from 'react';
import { getHotlineHealth, type HotlineHealth } from '../../../contract/hotline-health.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { useLanguage } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { Chip } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading } from '../../ui/states.tsx';
import { HEALTH } from '../admin/channel-icons.ts';
import styles from './hotline-admin.module.css';
import { probeSocket, type SocketState } from './probe-socket.ts';
import { HotlineTabs } from './tabs.tsx';

const RENEW_MS = 15_000;
type Line = HotlineHealth['lines'][number];

/** Whether the telephone is well, in one glance: a line per thing, each with what to do. */
export function HotlineHealthPage(): JSX.Element {
  const words = useHotlineWords().health;
  const [tries, setTries] = useState(0);
  const { data, error, isPending, isFetching, refetch } = useQuery({
    queryKey: ['hotline', 'health'],
    queryFn: () => call(getHotlineHealth, {}),
    refetchInterval: RENEW_MS,
    staleTime: 0,
  });
  const socket = useSocket(data?.wsUrl ?? null, tries);
  const again = () => {
    void refetch();
    setTries(tries + 1);
  };
  const lines = data ? withSocket(data.lines, socket, words) : [];
  const troubles = lines.filter((one) => one.state === 'watch' || one.state === 'bad');
  const worst = lines.some((one) => one.state === 'bad') ? 'bad' : troubles.length > 0 ? 'watch' : 'good';
  const overall = data && !data.configured ? 'off' : worst;
  const tool = (
    <Button variant="default" loading={isFetching} onClick={again}>
      {words.tryAgain}
    </Button>
  );
  return (
    <Page title={words.title} text={words.text} tool={tool}>
      <HotlineTabs />
      {isPending ? <Loading lines={9} /> : null}
      {error && !data ? <Failed error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <>
          <p role="status">
            <Chip tone={HEALTH[overall][0]} icon={HEALTH[overall][1]}>
              {overall === 'off' ? words.off : troubles.length === 0 ? words.allWell : words.troubles(troubles.length)}
            </Chip>
          </p>
          <ul className={rows.rows}>
            {lines.map((line) => (
              <HealthRow key={line.line} line={line} />
            ))}
          </ul>
        </>
      ) : null}
    </Page>
  );
}

function HealthRow({ line }: { line: Line }): JSX.Element {
  const words = useHotlineWords().health;
  const language = useLanguage();
  const now = useNow();
  const [tone, icon] = HEALTH[line.state];
  return (
    <li className={rows.row}>
      <div>
        <strong>{words.line[line.line]}</strong>
        {line.since ? <span className="meta"> {words.since(momentText(line.since, now, language))}</span> : null}
        <p>{line.found}</p>
        {line.advice ? (
          <p className={`meta ${styles.advice}`}>
            {words.whatToDo}: {line.advice}
          </p>
        ) : null}
      </div>
      <Chip tone={tone} icon={icon}>
        {words.state[line.state]}
      </Chip>
    </li>
  );
}

/** What a probe finds: one for each of `tries`, and again by itself as often as the page looks. */
function useSocket(url: string | null, tries: number): SocketState | null {
  const [found, setFound] = useState<SocketState | null>(null);
  const [rounds, setRounds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setRounds((n) => n + 1), RENEW_MS);
    return () => clearInterval(timer);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each number is one more try
  useEffect(() => {
    if (url === null) return setFound(null);
    setFound((before) => before ?? { state: 'trying' });
    return probeSocket(url, setFound);
  }, [url, tries, rounds]);
  return found;
}

function withSocket(
  lines: Line[],
  socket: SocketState | null,
  words: ReturnType<typeof useHotlineWords>['health'],
): Line[] {
  if (socket === null) return lines;
  const { trying, good, bad, advice } = words.socket;
  const line: Line = {
    line: 'browsers',
    state: socket.state === 'open' ? 'good' : socket.state === 'failed' ? 'bad' : 'off',
    found: socket.state === 'open' ? good(socket.ms) : socket.state === 'failed' ? bad : trying,
    advice: socket.state === 'failed' ? advice : null,
    since: null,
  };
  const at = lines.findIndex((one) => one.line === 'phones');
  return [...lines.slice(0, at), line, ...lines.slice(at)];
}
