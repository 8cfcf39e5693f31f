import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import type { PresenceState, RoutingBoard } from '../../../contract/routing.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { useNow } from '../../lib/clock.ts';
import type { Tone } from '../../ui/due-state.ts';
import { Chip } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { SuggestedIncidents } from '../incidents/suggested.tsx';
import { can, useSession } from '../session.tsx';
import { AgentPresence } from './agent-presence.tsx';
import { BoardItems } from './board-items.tsx';
import { waitText } from './item-marks.tsx';
import { STATE_ICON } from './presence-menu.tsx';
import styles from './routing.module.css';
import { boardQuery } from './routing-queries.ts';

/** Red only when somebody must act: longer than this is a long wait for a chat or a call. Milliseconds. */
const LONG_WAIT = 300_000;
const TONE: Record<PresenceState, Tone> = {
  available: 'green',
  busy: 'violet',
  away: 'amber',
  reassigning: 'violet',
  offline: 'slate',
};

/** All queues, people and open work; every move by a button or a list that the keyboard reaches. */
export function BoardPage(): JSX.Element {
  const t = useT();
  const board = useQuery(boardQuery);
  const data = board.data;
  return (
    <Page title={t.routing.board.title} wide>
      {can(useSession(), 'incident.manage') ? <SuggestedIncidents /> : null}
      {board.isPending ? <Loading lines={8} /> : null}
      {board.error && !data ? <Failed error={board.error} retry={() => void board.refetch()} /> : null}
      {data ? (
        <>
          <Section title={t.routing.board.queues} count={data.queues.length}>
            <Queues queues={data.queues} />
          </Section>
          <Section title={t.routing.board.items} count={data.itemsTotal}>
            <BoardItems board={data} />
          </Section>
          <Section title={t.routing.board.agents} count={data.agents.length}>
            <Agents board={data} />
          </Section>
        </>
      ) : null}
    </Page>
  );
}

function Queues({ queues }: { queues: RoutingBoard['queues'] }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const words = t.routing.board;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by the keyboard
    <div className={styles.tableBox} tabIndex={0}>
      <table className={`${styles.table} ${styles.stacked}`}>
        <thead>
          <tr>
            <th scope="col">{words.queue}</th>
            <th scope="col" className={styles.number}>
              {words.waiting}
            </th>
            <th scope="col" className={styles.number}>
              {words.offered}
            </th>
            <th scope="col" className={styles.number}>
              {words.owned}
            </th>
            <th scope="col">{words.oldest}</th>
            <th scope="col">{words.expected}</th>
            <th scope="col" className={styles.number}>
              {words.available}
            </th>
          </tr>
        </thead>
        <tbody>
          {queues.map((queue) => (
            <tr key={queue.code}>
              <th scope="row">
                {queue.name} <Door queue={queue} />
              </th>
              <td className={styles.number} data-label={words.waiting}>
                {queue.waiting}
              </td>
              <td className={styles.number} data-label={words.offered}>
                {queue.offered}
              </td>
              <td className={styles.number} data-label={words.owned}>
                {queue.owned}
              </td>
              <td className={isLong(queue.oldestSince, now) ? styles.long : undefined} data-label={words.oldest}>
                {queue.oldestSince ? waitText(queue.oldestSince, now, language) : '–'}
              </td>
              <td data-label={words.expected}>
                {queue.expectedSeconds === null ? words.nobody : words.minutes(Math.round(queue.expectedSeconds / 60))}
              </td>
              <td className={styles.number} data-label={words.available}>
                {queue.available}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const isLong = (since: string | null, now: number) => since !== null && now - Date.parse(since) > LONG_WAIT;

function Door({ queue }: { queue: RoutingBoard['queues'][number] }): JSX.Element | null {
  const t = useT();
  if (!queue.enabled)
    return (
      <Chip tone="slate" icon="power">
        {t.routing.board.disabled}
      </Chip>
    );
  if (queue.open) return null;
  return (
    <Chip tone="amber" icon="clock">
      {t.routing.board.closed}
    </Chip>
  );
}

function Agents({ board }: { board: RoutingBoard }): JSX.Element {
  const t = useT();
  const words = t.routing.board;
  return (
    <div className={styles.tableBox}>
      <table className={`${styles.table} ${styles.stacked}`}>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.state}</th>
            <th scope="col" className={styles.number}>
              {words.load}
            </th>
            <th scope="col" className={styles.number}>
              {words.count}
            </th>
            <th scope="col">{words.skills}</th>
            <th scope="col">{t.routing.presence.menu}</th>
          </tr>
        </thead>
        <tbody>
          {board.agents.map((agent) => (
            <AgentRow key={agent.username} agent={agent} reasons={board.reasons} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AgentRow(props: { agent: RoutingBoard['agents'][number]; reasons: RoutingBoard['reasons'] }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const { agent, reasons } = props;
  const reason = reasons.find((r) => r.code === agent.reason);
  const because = reason ? ` · ${language === 'vi' ? reason.name : reason.nameEn}` : '';
  return (
    <tr>
      <th scope="row">{agent.displayName}</th>
      <td>
        <Chip tone={TONE[agent.state]} icon={STATE_ICON[agent.state]}>
          {t.routing.presence.state[agent.state]}
          {because}
        </Chip>{' '}
        {agent.since && agent.state !== 'offline' ? (
          <span className="meta">{waitText(agent.since, now, language)}</span>
        ) : null}
      </td>
      <td className={styles.number} data-label={t.routing.board.load}>
        {agent.load}/{agent.capacity}
      </td>
      <td className={styles.number} data-label={t.routing.board.count}>
        {agent.items + agent.offers}
      </td>
      <td className="meta" data-label={t.routing.board.skills}>
        {agent.skills.join(', ') || '–'}
      </td>
      <td>
        <AgentPresence agent={agent} />
      </td>
    </tr>
  );
}
