import type { JSX } from 'react';
import type { MessagePart } from '../../contract/channels.ts';
import { useT } from '../i18n/index.ts';
import { Icon } from './icons.tsx';
import styles from './message.module.css';

/** Stickers, places, links, contacts: each as a line that says what it is; nothing is loaded from outside. */
export function Parts({ parts }: { parts: readonly MessagePart[] }): JSX.Element | null {
  if (parts.length === 0) return null;
  return (
    <ul className={styles.parts}>
      {parts.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message never change places
        <li key={i} className={styles.part}>
          <Part part={part} />
        </li>
      ))}
    </ul>
  );
}

function Part({ part }: { part: MessagePart }): JSX.Element {
  const t = useT();
  switch (part.kind) {
    case 'sticker':
      return (
        <>
          <Icon name="star" size={1} label={t.parts.sticker} />
          <span>{part.label || t.parts.sticker}</span>
        </>
      );
    case 'location':
      return (
        <>
          <Icon name="pin" size={1} label={t.parts.location} />
          <span>
            {part.text ? `${part.text} · ` : ''}
            <span className="num">
              {part.lat.toFixed(5)}, {part.lng.toFixed(5)}
            </span>{' '}
            <a
              href={`https://www.openstreetmap.org/?mlat=${part.lat}&mlon=${part.lng}#map=17/${part.lat}/${part.lng}`}
              target="_blank"
              rel="noopener noreferrer"
            >
              {t.parts.openMap}
            </a>
          </span>
        </>
      );
    case 'link':
      return (
        <>
          <Icon name="globe" size={1} />
          <SafeLink url={part.url} title={part.title} />
        </>
      );
    case 'contact':
      return (
        <>
          <Icon name="person" size={1} label={t.parts.contact} />
          <span>
            {part.name}
            {part.phone ? <span className="num"> · {part.phone}</span> : null}
          </span>
        </>
      );
    default:
      return (
        <>
          <Icon name="question" size={1} />
          <span>{t.parts.unsupported(part.what)}</span>
        </>
      );
  }
}

/** A link of the citizen shows where it leads; what is no web address is only text. */
function SafeLink({ url, title }: { url: string; title?: string | undefined }): JSX.Element {
  const web = /^https?:\/\//i.test(url);
  return (
    <span>
      {title ? `${title}: ` : ''}
      {web ? (
        <a href={url} target="_blank" rel="noopener noreferrer nofollow">
          {url}
        </a>
      ) : (
        url
      )}
    </span>
  );
}
