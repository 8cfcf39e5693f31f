import { type JSX, type ReactNode, useState } from 'react';
import type { Message } from '../../contract/conversations.ts';
import { useT } from '../i18n/index.ts';
import type { Tone } from './due-state.ts';
import { FileList } from './file-list.tsx';
import { Icon, type IconName } from './icons.tsx';
import { Chip, When } from './marks.tsx';
import styles from './message.module.css';
import { Parts } from './message-parts.tsx';

const STATE: Record<Message['state'], readonly [Tone, IconName]> = {
  received: ['ink', 'incoming'],
  queued: ['slate', 'clock'],
  sent: ['ink', 'outgoing'],
  delivered: ['green', 'check'],
  read: ['green', 'eye'],
  failed: ['red', 'alert'],
  bounced: ['red', 'alert'],
};

/**
 * One message: whose, when, whether it arrived (and if not, why), what it answers, its text, files and parts;
 * quotations folded, original on demand. `tools`: what one can do with it.
 */
export function MessageView({ message, tools }: { message: Message; tools?: ReactNode }): JSX.Element {
  const t = useT();
  const [tone, icon] = STATE[message.state];
  const failed = message.state === 'failed' || message.state === 'bounced';
  const note = message.kind === 'note';
  return (
    <li
      id={`message-${message.id}`}
      data-anchor={`message-${message.id}`}
      className={styles.message}
      data-direction={message.direction}
      data-kind={message.kind}
      data-retracted={message.retractedAt ? true : undefined}
    >
      <div className={styles.head}>
        <Icon
          name={note ? 'note' : message.direction === 'in' ? 'incoming' : 'outgoing'}
          size={1}
          label={note ? t.messages.note : t.messages[message.direction]}
        />
        <strong>{message.author}</strong>
        {message.kind === 'human' ? null : <span className="meta">{t.messages[message.kind]}</span>}
        <span className={`meta ${styles.when}`}>
          {message.editedAt ? `${t.parts.edited} · ` : ''}
          <When at={message.at} />
        </span>
        {(message.direction === 'out' && !note) || failed ? (
          <Chip tone={tone} icon={icon}>
            {t.messages.state[message.state]}
          </Chip>
        ) : null}
      </div>
      {message.standsFor ? <p className="meta">{t.parts.standsFor}</p> : null}
      {message.stateDetail ? (
        <p className={failed ? styles.failure : 'meta'} role="note">
          {message.stateDetail}
        </p>
      ) : null}
      {message.quoted ? (
        <blockquote className={styles.quoted}>
          <strong>{message.quoted.author}</strong> {message.quoted.text}
        </blockquote>
      ) : null}
      {message.subject ? <p className={styles.subject}>{message.subject}</p> : null}
      {message.retractedAt ? (
        <p className={styles.retracted}>{t.parts.retracted}</p>
      ) : message.kind === 'notice' || message.kind === 'auto' ? (
        <details>
          <summary>{t.messages.open}</summary>
          <p className="prose">{message.text}</p>
        </details>
      ) : (
        <Body message={message} />
      )}
      <Parts parts={message.parts} />
      <FileList files={message.attachments} />
      {message.edits.length > 0 ? (
        <details>
          <summary>{t.parts.editedFrom}</summary>
          {message.edits.map((edit) => (
            <p key={edit.at + edit.text} className={`${styles.folded} prose`}>
              {edit.text}
            </p>
          ))}
        </details>
      ) : null}
      {message.reactions.length > 0 ? (
        <ul className={styles.reactions} aria-label={t.parts.reactions}>
          {message.reactions.map((one) => (
            <li key={`${one.by}${one.emoji}`} title={one.by}>
              {one.emoji} <span className="meta">{one.by}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {tools ? <div className={styles.tools}>{tools}</div> : null}
    </li>
  );
}

function Body({ message }: { message: Message }): JSX.Element {
  const t = useT();
  const [original, setOriginal] = useState(false);
  return (
    <>
      {original && message.html ? (
        <Original html={message.html} />
      ) : message.text ? (
        <p className="prose">{message.text}</p>
      ) : null}
      {message.folded && !original ? (
        <details>
          <summary>{t.messages.quoted}</summary>
          <p className={`${styles.folded} prose`}>{message.folded}</p>
        </details>
      ) : null}
      {message.html ? (
        <button type="button" className={styles.toggle} onClick={() => setOriginal(!original)}>
          {original ? t.messages.plain : t.messages.original}
        </button>
      ) : null}
    </>
  );
}

/** Mail as sent, in a frame that may run nothing, reach nothing and know nothing of the desk. */
function Original({ html }: { html: string }): JSX.Element {
  const t = useT();
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data: cid:; style-src 'unsafe-inline'">`;
  const page = `<!doctype html><meta charset="utf-8">${policy}<body style="font:15px/1.5 sans-serif;margin:8px;color:#15202d;background:#fff">${html}`;
  return <iframe className={styles.original} title={t.messages.original} sandbox="" srcDoc={page} />;
}
