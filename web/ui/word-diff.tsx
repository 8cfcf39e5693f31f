import { type JSX, useMemo } from 'react';
import { useT } from '../i18n/index.ts';
import { wordDiff } from '../lib/word-diff.ts';

/** Two versions of a text as one: what was added underlined, what was taken out struck through. */
export function WordDiff({ before, after }: { before: string; after: string }): JSX.Element {
  const t = useT();
  const parts = useMemo(() => wordDiff(before, after), [before, after]);
  if (parts.every((p) => p.kind === 'same')) return <p className="meta">{t.sections.noChange}</p>;
  return (
    <p className="prose">
      {parts.map((part, i) => {
        const Tag = part.kind === 'added' ? 'ins' : part.kind === 'removed' ? 'del' : 'span';
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts are one text and never reordered
        return <Tag key={i}>{part.text}</Tag>;
      })}
    </p>
  );
}
