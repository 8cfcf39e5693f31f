import { type JSX, type ReactNode, useState } from 'react';
import { useWide } from '../../lib/use-wide.ts';
import styles from './contact.module.css';
import fold from './fold.module.css';

const ROOM = '(min-width: 48em)';

/** A part that folds: open where there is room, on a phone only when there is something in it that one must see. */
export function Fold(props: {
  title: string;
  count?: number;
  id: string;
  urgent?: boolean;
  children: ReactNode;
}): JSX.Element {
  const wide = useWide(ROOM);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? (wide || props.urgent === true);
  return (
    <details
      id={props.id}
      className={fold.fold}
      open={open}
      onToggle={(e) => e.currentTarget.open !== open && setChosen(e.currentTarget.open)}
    >
      <summary>
        <h2>{props.title}</h2>
        {props.count ? <span className={styles.count}>{props.count}</span> : null}
      </summary>
      <div className={styles.folded}>{props.children}</div>
    </details>
  );
}
