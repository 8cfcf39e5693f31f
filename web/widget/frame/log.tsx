/** @jsxImportSource preact */
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WidgetMessage } from '../../../contract/widget.ts';
import type { Look } from './chat.tsx';
import { FileOf } from './file-of.tsx';
import type { Unsent } from './outbox.ts';
import { moment, WORDS } from './words.ts';

/** Pixels from the end within which the reader follows the conversation. */
const NEAR = 60;

/**
 * The conversation. The log stands there, empty, before anything is put in; what was said before is not announced.
 * Nothing moves under a reader who has scrolled up.
 */
export function Log({ look, shown }: { look: Look; shown: boolean }): JSX.Element {
  const { state, language, engine } = look;
  const w = WORDS[language];
  const box = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const count = state.thread.messages.length + state.outbox.length;
  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight });
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows what has grown
  useLayoutEffect(() => {
    if (atEnd) toEnd();
  }, [count, shown, state.typing]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of what is seen counts
  useEffect(() => {
    if (atEnd && shown && document.visibilityState === 'visible') void engine.markRead();
  }, [atEnd, shown]);
  const scrolled = () => {
    const at = box.current;
    if (at) setAtEnd(at.scrollHeight - at.scrollTop - at.clientHeight < NEAR);
  };
  const byId = new Map(state.thread.messages.map((m) => [m.id, m]));
  return (
    <div class="place">
      <div
        class="log"
        ref={box}
        role="log"
        aria-label={w.log}
        aria-live={state.reading ? 'off' : 'polite'}
        aria-busy={state.reading}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        onScroll={scrolled}
        data-at-end={atEnd || undefined}
      >
        <ol>
          <li class="bubble theirs">
            <p>{state.config?.greeting}</p>
          </li>
          {state.thread.messages.map((message) => (
            <Said
              key={message.clientId ?? message.id}
              look={look}
              message={message}
              quoted={byId.get(message.replyTo ?? '')}
            />
          ))}
          {state.outbox.map((item) => (
            <Waiting key={item.clientId} look={look} item={item} />
          ))}
        </ol>
      </div>
      {atEnd ? null : (
        <button type="button" class="to-end" onClick={toEnd}>
          {w.newMessages} ↓
        </button>
      )}
    </div>
  );
}

function Said({
  look,
  message,
  quoted,
}: {
  look: Look;
  message: WidgetMessage;
  quoted: WidgetMessage | undefined;
}): JSX.Element {
  const { state, language, engine } = look;
  const w = WORDS[language];
  const mine = message.author.kind === 'visitor';
  const who = mine ? w.you : message.author.kind === 'system' ? w.system : (message.author.name ?? w.agent);
  const when = moment(message.createdAt, language);
  return (
    <li class={`bubble ${mine ? 'mine' : 'theirs'}`} data-message={message.id}>
      <span class="unseen">{w.said(who, when)}</span>
      {quoted ? (
        <blockquote>
          <span class="unseen">{w.replyTo}: </span>
          {quoted.text}
        </blockquote>
      ) : null}
      {message.status === 'deleted' ? <p class="gone">{w.deleted}</p> : <Text text={message.text} />}
      {message.attachments.map((file) => (
        <FileOf key={file.id} file={file} engine={engine} words={w} />
      ))}
      <small>
        <span aria-hidden="true">{mine ? when : `${who} · ${when}`}</span>
        {mine ? <span> · {message.seq <= state.thread.seenSeq ? w.state.seen : w.state.sent}</span> : null}
      </small>
    </li>
  );
}

function Waiting({ look: { engine, language }, item }: { look: Look; item: Unsent }): JSX.Element {
  const w = WORDS[language];
  return (
    <li class="bubble mine waiting" data-unsent={item.clientId}>
      <span class="unseen">{w.said(w.you, moment(item.at, language))}</span>
      <Text text={item.text} />
      {item.attachments.map((file) => (
        <p key={file.id}>{file.name}</p>
      ))}
      <small>{item.problem === null ? w.state.waiting : `${w.state.failed}: ${item.problem}`}</small>
      {item.problem === null ? null : (
        <p class="tools">
          <button type="button" class="plain" onClick={() => engine.retry(item.clientId)}>
            {w.retry}
          </button>
          <button type="button" class="plain" onClick={() => engine.discard(item.clientId)}>
            {w.remove}
          </button>
        </p>
      )}
    </li>
  );
}

const LINK = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/;

/** Plain text with its line breaks; addresses become links that say nothing about where one came from. */
function Text({ text }: { text: string }): JSX.Element | null {
  if (text === '') return null;
  return (
    <p>
      {text.split(LINK).map((part, i) =>
        i % 2 === 0 ? (
          part
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places
          <a key={i} href={part} target="_blank" rel="noopener noreferrer">
            {part}
          </a>
        ),
      )}
    </p>
  );
}
