import { type JSX, type ReactNode, useId } from 'react';
import styles from './section.module.css';

/** A part of a page under a hairline: heading, an optional count, an optional tool at the right. */
export function Section(props: { title: string; count?: number; tail?: ReactNode; children: ReactNode }): JSX.Element {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{props.title}</h2>
        {props.count === undefined ? null : <span className={styles.count}>{props.count}</span>}
        {props.tail ? <span className={styles.tail}>{props.tail}</span> : null}
      </div>
      {props.children}
    </section>
  );
}
