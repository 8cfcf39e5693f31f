import { Fragment, type JSX } from 'react';
import { blocksOf } from './blocks.ts';
import styles from './knowledge.module.css';

const INLINE = /(\*\*[^*\n]+\*\*|https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/;

/** Bold and links; whatever else stands there is text. */
function Inline({ text }: { text: string }): JSX.Element {
  return (
    <>
      {text.split(INLINE).map((part, i) => {
        const key = `${i} ${part}`;
        if (/^\*\*[^*]+\*\*$/.test(part)) return <strong key={key}>{part.slice(2, -2)}</strong>;
        if (/^https?:\/\//.test(part))
          return (
            <a key={key} href={part} target="_blank" rel="noreferrer noopener">
              {part}
            </a>
          );
        return <Fragment key={key}>{part}</Fragment>;
      })}
    </>
  );
}

/** An article as it is read. */
export function Markdown({ text }: { text: string }): JSX.Element {
  return (
    <div className={styles.body}>
      {blocksOf(text).map((block, i) => {
        const key = `${i} ${block.kind}`;
        if (block.kind === 'heading')
          return (
            <h2 key={key}>
              <Inline text={block.text} />
            </h2>
          );
        if (block.kind === 'paragraph')
          return (
            <p key={key} className="prose">
              <Inline text={block.text} />
            </p>
          );
        const List = block.ordered ? 'ol' : 'ul';
        return (
          <List key={key} data-ordered={block.ordered || undefined}>
            {block.items.map((item) => (
              <li key={item}>
                <Inline text={item} />
              </li>
            ))}
          </List>
        );
      })}
    </div>
  );
}
