/** @jsxImportSource preact */
import type { ComponentChildren, JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { CONSENT_VERSION } from '../../../contract/widget-words.ts';
import { Refusal } from './api.ts';
import type { Look } from './chat.tsx';
import { type Receipt, ReceiptOf } from './receipt.tsx';
import { AttachField, UploadList } from './upload-list.tsx';
import { useUploads } from './uploads.ts';
import { timeUuid } from './uuid.ts';
import { moment, WORDS } from './words.ts';

type Field = 'topic' | 'text' | 'name' | 'phone' | 'email' | 'consent';
type Problems = Partial<Record<Field, string>>;

/**
 * Before the conversation: who, about what, and the consent. When nobody is there the same form leaves a case. What we
 * know already is not asked again; what was typed survives every mistake.
 */
export function AskForm({ look }: { look: Look }): JSX.Element {
  const { engine, state, language } = look;
  const w = WORDS[language];
  const { config, known, outbox } = state;
  const refused = outbox.find((item) => item.start !== null && item.problem !== null);
  const chats = config?.availability === 'open';
  const [topic, setTopic] = useState(refused?.start?.topic ?? '');
  const [text, setText] = useState(refused?.text ?? '');
  const [place, setPlace] = useState('');
  const [name, setName] = useState(refused?.start?.name ?? known.name ?? '');
  const [phone, setPhone] = useState(refused?.start?.phone ?? known.phone ?? '');
  const [email, setEmail] = useState(known.email ?? '');
  const [agreed, setAgreed] = useState(false);
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const clientId = useRef(timeUuid());
  const form = useRef<HTMLFormElement>(null);
  const uploads = useUploads(engine, w);

  const check = (): Problems => ({
    ...(topic === '' ? { topic: w.need.topic } : {}),
    ...(text.trim() === '' ? { text: w.need.text } : {}),
    ...(chats && name.trim() === '' ? { name: w.need.name } : {}),
    ...(phone.trim() !== '' && phone.replace(/\D/g, '').length < 8 ? { phone: w.need.phone } : {}),
    ...(agreed ? {} : { consent: w.need.consent }),
  });
  const show = (found: Problems) => {
    setProblems(found);
    // After the messages are drawn, to the first field that is wrong.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const found = check();
    if (Object.keys(found).length > 0) return show(found);
    if (uploads.isBusy || busy) return;
    if (chats) begin();
    else void leave();
  };
  const begin = () => {
    if (refused) engine.discard(refused.clientId);
    const start = {
      topic,
      name: name.trim(),
      ...(phone.trim() ? { phone: phone.trim() } : {}),
      consent: CONSENT_VERSION,
    };
    engine.send(text.trim(), uploads.done, null, start);
  };
  const leave = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const body = {
        clientId: clientId.current,
        topic,
        text: text.trim(),
        place,
        name,
        phone,
        email,
        consent: CONSENT_VERSION,
      };
      setReceipt(
        await engine.call<Receipt>('POST', '/offline', { ...body, attachments: uploads.done.map((f) => f.id) }),
      );
      if (refused) engine.discard(refused.clientId);
    } catch (error) {
      if (error instanceof Refusal && error.fields.length > 0)
        show(Object.fromEntries(error.fields.map((f) => [f.path, f.message])));
      else setFailure(error instanceof Refusal ? error.message : w.offline);
    } finally {
      setBusy(false);
    }
  };
  if (receipt)
    return (
      <ReceiptOf
        receipt={receipt}
        language={language}
        onAnother={() => {
          clientId.current = timeUuid();
          setReceipt(null);
          setText('');
          uploads.clear();
        }}
      />
    );
  return (
    <form class="pad form" ref={form} noValidate onSubmit={submit}>
      {chats ? (
        <p>{config?.greeting}</p>
      ) : (
        <div class="note">
          <strong>{config?.availability === 'closed' ? w.closedTitle : w.nobodyTitle}</strong>
          <p>{w.offlineText}</p>
          {config?.opensAt ? <p>{w.opensAt(moment(config.opensAt, language))}</p> : null}
        </div>
      )}
      {config?.hours ? <p class="meta">{config.hours}</p> : null}
      {refused?.problem ? (
        <p role="alert" class="wrong">
          {refused.problem}
        </p>
      ) : null}
      <Labelled id="topic" label={w.topic} problem={problems.topic}>
        <select
          id="topic"
          data-first
          value={topic}
          onChange={(e) => setTopic(e.currentTarget.value)}
          {...wrong('topic')}
        >
          <option value="">{w.chooseTopic}</option>
          {config?.topics.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled id="text" label={w.question} problem={problems.text}>
        <textarea
          id="text"
          rows={3}
          maxLength={8_000}
          value={text}
          onInput={(e) => setText(e.currentTarget.value)}
          {...wrong('text')}
        />
      </Labelled>
      {chats ? null : (
        <Labelled id="place" label={`${w.place} (${w.optional})`} hint={w.placeHint}>
          <input
            id="place"
            value={place}
            maxLength={300}
            aria-describedby="place-hint"
            onInput={(e) => setPlace(e.currentTarget.value)}
          />
        </Labelled>
      )}
      <div class="files">
        <UploadList uploads={uploads} words={w} />
        <AttachField uploads={uploads} words={w} onProblem={setFailure} />
        <span aria-hidden="true">{w.attach}</span>
      </div>
      <Labelled id="name" label={chats ? w.name : `${w.name} (${w.optional})`} problem={problems.name}>
        <input
          id="name"
          autocomplete="name"
          maxLength={200}
          value={name}
          onInput={(e) => setName(e.currentTarget.value)}
          {...wrong('name')}
        />
      </Labelled>
      <Labelled id="phone" label={`${w.phone} (${w.optional})`} hint={w.phoneHint} problem={problems.phone}>
        <input
          id="phone"
          type="tel"
          autocomplete="tel"
          maxLength={30}
          value={phone}
          onInput={(e) => setPhone(e.currentTarget.value)}
          {...wrong('phone', 'phone-hint')}
        />
      </Labelled>
      {chats ? null : (
        <Labelled id="email" label={`${w.email} (${w.optional})`} problem={problems.email}>
          <input
            id="email"
            type="email"
            autocomplete="email"
            maxLength={254}
            value={email}
            onInput={(e) => setEmail(e.currentTarget.value)}
            {...wrong('email')}
          />
        </Labelled>
      )}
      <div class="tick">
        <input
          id="consent"
          type="checkbox"
          checked={agreed}
          onChange={(e) => setAgreed(e.currentTarget.checked)}
          {...wrong('consent')}
        />
        <label for="consent">{w.consent(config?.province ?? '')}</label>
        <a href={language === 'en' ? '/en/quyen-rieng-tu' : '/quyen-rieng-tu'} target="_blank" rel="noopener">
          {w.privacy}
        </a>
        {problems.consent ? (
          <p class="wrong" id="consent-problem">
            {problems.consent}
          </p>
        ) : null}
      </div>
      {failure ? (
        <p role="alert" class="wrong">
          {failure}
        </p>
      ) : null}
      <button type="submit" aria-disabled={busy || uploads.isBusy}>
        {busy ? w.sending : chats ? w.begin : w.leave}
      </button>
    </form>
  );

  function wrong(field: Field, hint?: string) {
    const described = [hint, problems[field] && `${field}-problem`].filter(Boolean).join(' ');
    return {
      'aria-invalid': problems[field] ? ('true' as const) : undefined,
      'aria-describedby': described || undefined,
    };
  }
}

function Labelled(props: {
  id: string;
  label: string;
  hint?: string;
  problem?: string | undefined;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      {props.hint ? <small id={`${props.id}-hint`}>{props.hint}</small> : null}
      {props.problem ? (
        <p class="wrong" id={`${props.id}-problem`}>
          {props.problem}
        </p>
      ) : null}
      {props.children}
    </div>
  );
}
