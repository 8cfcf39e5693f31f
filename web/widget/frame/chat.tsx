/** @jsxImportSource preact */
import type { JSX } from 'preact';
import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { WidgetLanguage } from '../../../contract/widget-words.ts';
import { AskForm } from './ask-form.tsx';
import { Composer } from './composer.tsx';
import { Ended } from './ended.tsx';
import type { Engine } from './engine.ts';
import { Log } from './log.tsx';
import type { State } from './state.ts';
import { Status } from './status.tsx';
import { unreadAfter } from './thread.ts';
import { WORDS } from './words.ts';

export interface Look {
  engine: Engine;
  state: State;
  language: WidgetLanguage;
}

/** The frame of the window: head, what is going on, foot. */
export function Chat(props: {
  engine: Engine;
  language: WidgetLanguage;
  title: string;
  shown: boolean;
  /** The window covers the page. */
  modal: boolean;
  onClose: (() => void) | null;
}): JSX.Element {
  const { engine, language, shown, onClose } = props;
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => engine.subscribe(() => redraw(undefined as never)), [engine]);
  const { state } = engine;
  const w = WORDS[language];
  const heading = useRef<HTMLHeadingElement>(null);
  const [asking, setAsking] = useState(false);
  const look: Look = { engine, state, language };
  const talking = state.conversation !== null;
  const begun = talking || state.outbox.some((item) => item.start !== null && item.problem === null);

  // Focus goes where one can begin: the field, or the head of what there is to read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `begun` changes what there is to focus
  useEffect(() => {
    if (!shown || state.phase === 'loading') return;
    const field = document.querySelector<HTMLElement>('[data-first]');
    (field ?? heading.current)?.focus();
  }, [shown, state.phase, begun]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is new may have been read
  useEffect(() => {
    if (shown && document.visibilityState === 'visible' && document.querySelector('[data-at-end]'))
      void engine.markRead();
  }, [shown, state.thread.lastSeq, engine]);
  useEffect(() => {
    const seen = () => document.visibilityState === 'visible' && shown && void engine.markRead();
    document.addEventListener('visibilitychange', seen);
    return () => document.removeEventListener('visibilitychange', seen);
  }, [shown, engine]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: words and title stay as long as the page does
  useEffect(() => {
    const news = unreadAfter(state.thread, state.readSeq);
    document.title = (news > 0 ? w.unread(news) : '') + props.title;
  }, [state.thread, state.readSeq]);

  const leave = (event: KeyboardEvent) => {
    // Esc inside a composition belongs to the input method.
    if (event.key !== 'Escape' || event.isComposing || !onClose) return;
    event.preventDefault();
    onClose();
  };
  return (
    <div
      class="window"
      role="dialog"
      aria-modal={props.modal ? 'true' : undefined}
      aria-labelledby="title"
      onKeyDown={leave}
    >
      <header>
        <h1 id="title" tabIndex={-1} ref={heading}>
          {state.config?.title ?? props.title}
        </h1>
        {talking && state.conversation?.status === 'open' ? (
          <button type="button" class="plain" aria-expanded={asking} onClick={() => setAsking(!asking)}>
            {w.end}
          </button>
        ) : null}
        {onClose ? (
          <button type="button" class="plain icon" aria-label={w.close} onClick={onClose}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="m6 6 12 12M18 6 6 18" />
            </svg>
          </button>
        ) : null}
      </header>
      {asking && state.conversation?.status === 'open' ? (
        <div class="ask">
          <span role="status">{w.endSure}</span>
          <button type="button" onClick={() => void engine.end().finally(() => setAsking(false))}>
            {w.end}
          </button>
          <button type="button" class="plain" onClick={() => setAsking(false)}>
            {w.cancel}
          </button>
        </div>
      ) : null}
      <main>
        {state.config?.demo ? <p class="note">{w.demo}</p> : null}
        <Body look={look} begun={begun} shown={shown} />
      </main>
      <p class="phone">
        {w.call}{' '}
        <a href="tel:1022" target="_top">
          1022
        </a>
      </p>
    </div>
  );
}

function Body({ look, begun, shown }: { look: Look; begun: boolean; shown: boolean }): JSX.Element {
  const { engine, state, language } = look;
  const w = WORDS[language];
  if (state.phase === 'loading')
    return (
      <p class="pad" role="status">
        {w.loading}
      </p>
    );
  if (state.phase === 'failed')
    return (
      <div class="pad" role="alert">
        <p>
          {w.failed} {state.failure}
        </p>
        <button type="button" onClick={() => void engine.start({ url: location.origin }, null)}>
          {w.again}
        </button>
      </div>
    );
  if (!begun) return <AskForm look={look} />;
  const closed = state.conversation?.status === 'closed';
  return (
    <>
      <Status look={look} />
      <Log look={look} shown={shown} />
      {closed ? <Ended look={look} /> : <Composer look={look} />}
    </>
  );
}
