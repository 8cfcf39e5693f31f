/** @jsxImportSource preact */
import type { JSX } from 'preact';
import type { Look } from './chat.tsx';
import { moment, WORDS } from './words.ts';

/** What is going on beside the messages: said once, politely; never part of the log. */
export function Status({ look: { engine, state, language } }: { look: Look }): JSX.Element {
  const w = WORDS[language];
  const { presence, thread, conversation } = state;
  const closing = thread.closesAt !== null && conversation?.status === 'open';
  return (
    <div class="status">
      <p role="status" data-quiet={state.online || undefined}>
        {state.online ? line() : w.offline}
      </p>
      <p role="status" class="typing">
        {state.typing ? w.typing : ''}
      </p>
      {closing ? (
        <div class="ask" role="alert">
          <span>{w.closing(moment(thread.closesAt ?? '', language))}</span>
          <button type="button" onClick={() => void engine.end(true)}>
            {w.stay}
          </button>
        </div>
      ) : null}
    </div>
  );

  function line(): string {
    if (conversation === null) return w.waiting;
    if (conversation.status === 'closed' || !presence) return '';
    if (presence.state === 'with_agent' && presence.agent) return w.withAgent(presence.agent);
    if (presence.state === 'nobody') return w.nobody;
    if (presence.state !== 'waiting') return '';
    const place = presence.position === null ? '' : ` ${w.position(presence.position)}`;
    const wait = presence.expectedWait ? ` ${w.wait(Math.ceil(presence.expectedWait / 60))}` : '';
    return w.waiting + place + wait;
  }
}
