import type { JSX, ReactNode } from 'react';
import { useT } from '../i18n/core.ts';
import { ApiProblem, NetworkLost } from '../lib/problem.ts';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icons.tsx';
import styles from './states.module.css';

/** A calm full-area message: nothing here, nothing chosen, not found … `page`: it is all there is on the page. */
export function Notice(props: {
  icon: IconName;
  title: string;
  text?: string;
  page?: boolean;
  children?: ReactNode;
}): JSX.Element {
  return (
    <div className={styles.state}>
      <Icon name={props.icon} size={2} />
      {props.page ? <h1>{props.title}</h1> : <h2>{props.title}</h2>}
      {props.text ? <p>{props.text}</p> : null}
      {props.children}
    </div>
  );
}

/** Grey lines in the shape of what will come, so that nothing jumps when it does. */
export function Loading({ lines = 6 }: { lines?: number }): JSX.Element {
  const t = useT();
  return (
    <div className={styles.bones} role="status">
      <span className="sr-only">{t.states.loading}</span>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <div key={i} className={styles.bone} style={{ width: `${92 - ((i * 17) % 45)}%` }} />
      ))}
    </div>
  );
}

/** What went wrong in words, and the way on. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }): JSX.Element {
  const t = useT();
  const [icon, title, text] = words(error, t);
  return (
    <div role="alert">
      <Notice icon={icon} title={title} text={text} page>
        {missing(error) ? <a href="/desk/">{t.states.home}</a> : null}
        {retry && !missing(error) ? <Button onClick={retry}>{t.states.retry}</Button> : null}
      </Notice>
    </div>
  );
}

/** What is not there is not there a second time either: the way on leads elsewhere. */
const missing = (error: unknown) => error instanceof ApiProblem && error.status === 404;

/** Part of the desk's own code could not be fetched: to the reader the same as a lost line. */
const LOST_CODE = /dynamically imported module|module script failed|preload CSS/i;
export const isLost = (error: unknown) =>
  error instanceof NetworkLost || (error instanceof Error && LOST_CODE.test(error.message));

function words(error: unknown, t: ReturnType<typeof useT>): [IconName, string, string] {
  if (isLost(error)) return ['unlink', t.states.failedTitle, t.states.networkText];
  if (error instanceof ApiProblem) {
    if (error.status === 404) return ['search', t.states.notFoundTitle, t.states.notFoundText];
    if (error.status === 403) return ['lock', t.states.forbiddenTitle, error.message];
    return ['alert', t.states.failedTitle, error.message];
  }
  return ['alert', t.states.crashTitle, t.states.crashText];
}
