import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useT } from '../i18n/index.ts';
import type { KeptMeta } from '../lib/kept.ts';
import styles from './other-text.module.css';

/**
 * What became of a text that two windows share: sent or thrown away in the other one, or typed on there while this one
 * did not hear of it. Nothing of it is lost: the other text can be read, taken, or thrown away.
 */
export function OtherText<T>({ kept, say }: { kept: KeptMeta<T>; say?: (text: T) => string }): JSX.Element | null {
  const t = useT();
  const words = t.draft;
  const { other } = kept;
  if (other === null)
    return kept.endedElsewhere ? (
      <p role="status" className="meta">
        {t.craft.sentElsewhere}
      </p>
    ) : null;
  const text = say?.(other).trim() ?? '';
  return (
    <div role="status" className={styles.other}>
      <strong>{words.other}</strong>
      {text ? <p className={`${styles.text} prose`}>{text}</p> : null}
      <span className={styles.buttons}>
        <Button variant="default" size="compact-md" onClick={kept.swap}>
          {words.take}
        </Button>
        <Button variant="subtle" size="compact-md" onClick={kept.dropOther}>
          {words.drop}
        </Button>
      </span>
    </div>
  );
}
