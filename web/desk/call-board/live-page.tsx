import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { type CallView, listCalls } from '../../../contract/calls.ts';
import type { RoutingBoard } from '../../../contract/routing.ts';
import { numberText, useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useNow } from '../../lib/clock.ts';
import type { Tone } from '../../ui/due-state.ts';
import type { IconName } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { waitText } from '../routing/item-marks.tsx';
import { STATE_ICON } from '../routing/presence-menu.tsx';
import { boardQuery } from '../routing/routing-queries.ts';
import styles from './call-board.module.css';
import { SuperviseButtons } from './supervise-buttons.tsx';

const MARK: Record<CallView['state'], readonly [Tone, IconName]> = {
  menu: ['slate', 'list'],
  waiting: ['amber', 'clock'],
  ringing: ['blue', 'bell'],
  talking: ['green', 'phone'],
  parked: ['slate', 'pause'],
  transferring: ['violet', 'forward'],
  voicemail: ['slate', 'note'],
  ended: ['slate', 'check'],
};
/** Red only when somebody must act. Milliseconds. */
const LONG_WAIT = 120_000;

/** Pages that are read for one look: more than an exchange of fifty people ever has on the line. */
const MOST_PAGES = 5;

/** Every running call, newest first as the server gives them. */
async function readLive(): Promise<CallView[]> {
  const all: CallView[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { items, nextCursor } = await call(listCalls, { query: { view: 'live', limit: 200, cursor } });
    all.push(...items);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return all;
}

/** What happens on the line at this moment: who waits, who talks, who is still being led; the longest first. */
export function CallBoardPage(): JSX.Element {
  const t = useT();
  const words = t.callBoard;
  const now = useNow();
  const calls = useQuery({
    queryKey: ['calls', 'live'],
    queryFn: readLive,
    // The live feed tells of changes; this is the net under it.
    refetchInterval: 10_000,
  });
  const board = useQuery(boardQuery);
  const items = (calls.data ?? []).toSorted((a, b) => Date.parse(sinceOf(a)) - Date.parse(sinceOf(b)));
  return (
    <Page title={words.title} text={words.text} wide>
      {calls.isPending ? <Loading lines={6} /> : null}
      {calls.error && !calls.data ? <Failed error={calls.error} retry={() => void calls.refetch()} /> : null}
      {calls.data ? <Figures calls={items} board={board.data} now={now} /> : null}
      {board.data ? <People agents={board.data.agents} calls={items} now={now} /> : null}
      {calls.data && items.length === 0 ? <Notice icon="phone" title={words.empty} text={words.emptyText} /> : null}
      {GROUPS.map((group) => (
        <Group key={group} group={group} calls={items.filter((one) => groupOf(one) === group)} now={now} />
      ))}
    </Page>
  );
}

/** In the order in which a supervisor looks: who waits needs somebody. */
const GROUPS = ['waiting', 'talking', 'led'] as const;

function groupOf(item: CallView): (typeof GROUPS)[number] {
  if (isWaiting(item)) return 'waiting';
  return item.state === 'menu' || item.state === 'voicemail' ? 'led' : 'talking';
}

function Group(props: { group: (typeof GROUPS)[number]; calls: readonly CallView[]; now: number }): JSX.Element | null {
  const words = useT().callBoard;
  const { group, calls, now } = props;
  if (calls.length === 0) return null;
  return (
    <Section title={words[group]} count={calls.length}>
      <ul className={rows.rows}>
        {calls.map((one) => (
          <CallRow key={one.id} item={one} now={now} />
        ))}
      </ul>
    </Section>
  );
}

/** Since when it has been where it is, as far as the list knows. */
function sinceOf(item: CallView): string {
  if (item.state === 'talking') return item.connectedAt ?? item.startedAt;
  return item.queuedAt ?? item.startedAt;
}

const isWaiting = (item: CallView) =>
  item.direction === 'inbound' && (item.state === 'waiting' || item.state === 'ringing');

function Figures(props: { calls: readonly CallView[]; board: RoutingBoard | undefined; now: number }): JSX.Element {
  const words = useT().callBoard;
  const language = useLanguage();
  const waiting = props.calls.filter(isWaiting);
  const longest = waiting.map(sinceOf).toSorted()[0];
  const ready = props.board?.agents.filter((one) => one.state === 'available' && one.load < one.capacity).length;
  const figures: [string, string, boolean?][] = [
    [words.waiting, numberText(waiting.length, language)],
    [
      words.longest,
      longest ? waitText(longest, props.now, language) : words.none,
      longest !== undefined && props.now - Date.parse(longest) > LONG_WAIT,
    ],
    [words.talking, numberText(props.calls.filter((one) => one.state === 'talking').length, language)],
    [words.ready, ready === undefined ? words.none : numberText(ready, language)],
  ];
  return (
    <dl className={styles.figures}>
      {figures.map(([name, value, bad]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd data-bad={bad || undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Who is at work and what he is doing; who is not stands in a figure. */
function People(props: { agents: RoutingBoard['agents']; calls: readonly CallView[]; now: number }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const here = props.agents.filter((one) => one.state !== 'offline');
  return (
    <Section
      title={t.callBoard.people}
      count={here.length}
      tail={<span className="meta">{t.callBoard.offline(props.agents.length - here.length)}</span>}
    >
      <ul className={styles.people}>
        {here.map((agent) => {
          const talk = props.calls.find((one) => one.agent?.code === agent.username && one.state === 'talking');
          const tone = agent.state === 'available' ? 'green' : 'slate';
          return (
            <li key={agent.username}>
              <strong>{agent.displayName}</strong>
              <Chip tone={talk ? 'violet' : tone} icon={talk ? 'phone' : STATE_ICON[agent.state]}>
                {talk ? t.callBoard.state.talking : t.routing.presence.state[agent.state]}
              </Chip>
              {agent.since ? (
                <span className="meta num">{waitText(talk ? sinceOf(talk) : agent.since, props.now, language)}</span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function CallRow({ item, now }: { item: CallView; now: number }): JSX.Element {
  const t = useT();
  const words = t.callBoard;
  const language = useLanguage();
  const [tone, icon] = MARK[item.state];
  const who = item.citizen?.name ?? item.number ?? words.hidden;
  const late = isWaiting(item) && now - Date.parse(sinceOf(item)) > LONG_WAIT;
  const facts = [
    item.direction === 'inbound' ? words.inbound : words.outbound,
    item.citizen?.name ? item.number : null,
    item.topic,
    item.queue?.name,
    item.caseCode,
  ];
  return (
    <li className={rows.row}>
      <div>
        <strong>{who}</strong>
        <p className="meta">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <Chip tone={late ? 'red' : tone} icon={late ? 'alert' : icon}>
        {words.state[item.state]}
      </Chip>
      <span className="num">{waitText(sinceOf(item), now, language)}</span>
      {item.agent ? (
        <span>
          <span className="sr-only">{words.agent}: </span>
          {item.agent.name}
        </span>
      ) : null}
      {item.state === 'talking' ? <SuperviseButtons id={item.id} agent={item.agent?.name ?? who} /> : null}
    </li>
  );
}
