import { type JSX, useState } from 'react';
import type { Message } from '../../contract/conversations.ts';
import { useT } from '../i18n/index.ts';
import type { Tone } from './due-state.ts';
import { FileList } from './file-list.tsx';
import { Icon, type IconName } from './icons.tsx';
import { Chip, When } from './marks.tsx';
import styles from './message.module.css';

const STATE: Record<Message['state'], readonly [Tone, IconName]> = {
  received: ['ink', 'incoming'],
  queued: ['slate', 'clock'],
  sent: ['ink', 'outgoing'],
  delivered: ['green', 'check'],
  read: ['green', 'eye'],
  failed: ['red', 'alert'],
  bounced: ['red', 'alert'],
};

/** One letter: whose, when, whether it arrived (and if not, why), its text; quotations folded, original on demand. */
export function MessageView({ message }: { message: Message }): JSX.Element {
  const t = useT();
  const [tone, icon] = STATE[message.state];
  const failed = message.state === 'failed' || message.state === 'bounced';
  return (
    <li className={styles.message} data-direction={message.direction} data-kind={message.kind}>
      <div className={styles.head}>
        <Icon
          name={message.direction === 'in' ? 'incoming' : 'outgoing'}
          size={1}
          label={t.messages[message.direction]}
        />
        <strong>{message.author}</strong>
        {message.kind === 'human' ? null : <span className="meta">{t.messages[message.kind]}</span>}
        <span className={`meta ${styles.when}`}>
          <When at={message.at} />
        </span>
        {message.direction === 'out' || failed ? (
          <Chip tone={tone} icon={icon}>
            {t.messages.state[message.state]}
          </Chip>
        ) : null}
      </div>
      {failed && message.stateDetail ? (
        <p className={styles.failure} role="note">
          {message.stateDetail}
        </p>
      ) : null}
      {message.subject ? <p className={styles.subject}>{message.subject}</p> : null}
      {message.kind === 'notice' || message.kind === 'auto' ? (
        <details>
          <summary>{t.messages.open}</summary>
          <p className="prose">{message.text}</p>
        </details>
      ) : (
        <Body message={message} />
      )}
      <FileList files={message.attachments} />
    </li>
  );
}

function Body({ message }: { message: Message }): JSX.Element {
  const t = useT();
  const [original, setOriginal] = useState(false);
  return (
    <>
      {original && message.html ? <Original html={message.html} /> : <p className="prose">{message.text}</p>}
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
