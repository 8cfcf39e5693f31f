/** @jsxImportSource preact */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { WIDGET_LIMITS } from '../../../contract/widget-words.ts';
import type { Look } from './chat.tsx';
import { keep, kept } from './storage.ts';
import { AttachField, UploadList } from './upload-list.tsx';
import { useUploads } from './uploads.ts';
import { WORDS } from './words.ts';

/** Shows how much is left from here on. */
const TELL_LEFT = 200;

/** Where one writes. Enter sends, but never while a syllable is being composed (Telex, VNI and every other input method). */
export function Composer({ look: { engine, language } }: { look: Look }): JSX.Element {
  const w = WORDS[language];
  const draft = `td1022:${engine.key}:draft`;
  const [text, setText] = useState(() => kept(draft) ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const uploads = useUploads(engine, w);
  const typing = useTyping((on) => engine.sendFrame({ t: 'typing', on }));
  const left = WIDGET_LIMITS.text - [...text.trim()].length;
  const mayWrite = left >= 0 && !uploads.isBusy && (text.trim() !== '' || uploads.done.length > 0);

  const change = (value: string) => {
    setText(value);
    keep(draft, value === '' ? null : value);
    if (value !== '') typing.stroke();
  };
  const send = () => {
    if (!mayWrite) return;
    engine.send(text.trim(), uploads.done, null, null);
    typing.stop();
    uploads.clear();
    setProblem(null);
    change('');
    field.current?.focus();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    // 229: browsers that end the composition before they tell of the key.
    if (event.isComposing || event.keyCode === 229) return;
    // On a telephone Enter makes a new line; the button sends.
    if (matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <UploadList uploads={uploads} words={w} />
      {problem ? (
        <p role="alert" class="wrong">
          {problem}
        </p>
      ) : null}
      <div class="row">
        <AttachField uploads={uploads} words={w} onProblem={setProblem} />
        <textarea
          ref={field}
          data-first
          rows={2}
          aria-label={w.message}
          placeholder={w.placeholder}
          value={text}
          aria-describedby="left"
          aria-invalid={left < 0}
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={key}
          onPaste={(event) => {
            const files = [...(event.clipboardData?.files ?? [])];
            if (files.length === 0) return;
            event.preventDefault();
            setProblem(uploads.add(files));
          }}
          onBlur={typing.stop}
        />
        <button type="submit" disabled={!mayWrite}>
          {w.send}
        </button>
      </div>
      <small id="left">{left < 0 ? w.tooLong(-left) : left < TELL_LEFT ? w.left(left) : ''}</small>
    </form>
  );
}

/** Tells that somebody types: at most every three seconds, and that he has stopped after five. */
function useTyping(tell: (on: boolean) => void) {
  const told = useRef(0);
  const ends = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const stop = () => {
    clearTimeout(ends.current);
    if (told.current > 0) tell(false);
    told.current = 0;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, at the end
  useEffect(() => stop, []);
  return {
    stroke() {
      const now = performance.now();
      if (told.current === 0 || now - told.current > WIDGET_LIMITS.typingEvery * 1000) {
        told.current = now;
        tell(true);
      }
      clearTimeout(ends.current);
      ends.current = setTimeout(stop, 5_000);
    },
    stop,
  };
}
