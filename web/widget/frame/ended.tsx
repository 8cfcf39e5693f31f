/** @jsxImportSource preact */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Refusal } from './api.ts';
import type { Look } from './chat.tsx';
import { Composer } from './composer.tsx';
import { moment, WORDS } from './words.ts';

/** After the end: what one thought of it, a copy to keep, and the way on. */
export function Ended({ look }: { look: Look }): JSX.Element {
  const { engine, state, language } = look;
  const w = WORDS[language];
  const { conversation, config, known } = state;
  const [goesOn, setGoesOn] = useState(false);
  const [score, setScore] = useState(conversation?.rating?.score ?? 0);
  const [comment, setComment] = useState(conversation?.rating?.comment ?? '');
  const [email, setEmail] = useState(known.email ?? '');
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const attempt = async (work: () => Promise<unknown>, done: string) => {
    setProblem(null);
    setSaid('');
    try {
      await work();
      setSaid(done);
    } catch (error) {
      setProblem(error instanceof Refusal ? (error.fields[0]?.message ?? error.message) : w.offline);
    }
  };
  if (goesOn) return <Composer look={look} />;
  return (
    <div class="pad form ended">
      <p>
        <strong>{w.ended}</strong>
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (score > 0) void attempt(() => engine.rate(score, comment), w.rated);
        }}
      >
        <fieldset>
          <legend>{w.rate}</legend>
          {w.scores.map((label, i) => (
            <label key={label}>
              <input
                type="radio"
                name="score"
                value={i + 1}
                checked={score === i + 1}
                onChange={() => setScore(i + 1)}
              />{' '}
              {label}
            </label>
          ))}
        </fieldset>
        <label for="comment">
          {w.comment} ({w.optional})
        </label>
        <textarea
          id="comment"
          rows={2}
          maxLength={1000}
          value={comment}
          onInput={(e) => setComment(e.currentTarget.value)}
        />
        <button type="submit" aria-disabled={score === 0}>
          {w.sendRating}
        </button>
      </form>
      {config?.canMail ? (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void attempt(
              () => engine.call('POST', '/transcript', { conversationId: conversation?.id, email: email.trim() }),
              w.mailed(email.trim()),
            );
          }}
        >
          <label for="mail">{w.transcript}</label>
          <div class="row">
            <input
              id="mail"
              type="email"
              autocomplete="email"
              value={email}
              onInput={(e) => setEmail(e.currentTarget.value)}
            />
            <button type="submit">{w.send}</button>
          </div>
        </form>
      ) : null}
      <p role="status">{said}</p>
      {problem ? (
        <p role="alert" class="wrong">
          {problem}
        </p>
      ) : null}
      <p class="tools">
        <button type="button" class="plain" onClick={() => save(look)}>
          {w.save}
        </button>
        {conversation?.canReopen ? (
          <button type="button" class="plain" onClick={() => setGoesOn(true)}>
            {w.goOn}
          </button>
        ) : null}
        <button type="button" onClick={() => void engine.anew()}>
          {w.anew}
        </button>
      </p>
    </div>
  );
}

/** The conversation as a text file, made here: nothing is sent anywhere. */
function save({ state, language }: Look): void {
  const w = WORDS[language];
  const lines = state.thread.messages.map((m) => {
    const who = m.author.kind === 'visitor' ? w.you : (m.author.name ?? w.system);
    const files = m.attachments.map((a) => ` [${a.name}]`).join('');
    return `${w.said(who, moment(m.createdAt, language, new Date(0)))}${m.status === 'deleted' ? w.deleted : m.text}${files}`;
  });
  const url = URL.createObjectURL(new Blob([lines.join('\r\n')], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = w.fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
