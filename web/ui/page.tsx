import type { JSX, ReactNode } from 'react';
import { useTitle } from '../lib/use-title.ts';
import styles from './page.module.css';

/** A plain page: heading, an optional tool at the right, an explanation, the rest below. */
export function Page(props: {
  title: string;
  text?: string;
  tool?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}): JSX.Element {
  useTitle(props.title);
  return (
    <div className={styles.page} data-wide={props.wide || undefined}>
      <div className={styles.head}>
        <h1>{props.title}</h1>
        {props.tool}
      </div>
      {props.text ? <p className={styles.text}>{props.text}</p> : null}
      {props.children}
    </div>
  );
}
