import type { JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import { ApiProblem, NetworkLost } from '../../lib/problem.ts';
import styles from './action-bar.module.css';

/** Why an action was not done: what happened, what was kept, what to do. `gone`: it can no longer be done at all. */
export function ActTrouble({ error, gone }: { error: Error | null; gone: boolean }): JSX.Element | null {
  const t = useT();
  if (!error && !gone) return null;
  const [title, text] = words(error, t);
  return (
    <div role="alert" className={styles.trouble}>
      <strong>{title}</strong>
      <span>{text}</span>
      {gone ? <span>{t.actionForm.goneText}</span> : null}
    </div>
  );
}

function words(error: Error | null, t: ReturnType<typeof useT>): [string, string] {
  if (error instanceof NetworkLost) return [t.actionForm.networkTitle, t.actionForm.networkText];
  if (error instanceof ApiProblem) {
    if (error.status === 409)
      return [t.actionForm.conflictTitle, `${error.message}. ${t.actionForm.conflictText}`.replace('..', '.')];
    if (error.status === 403) return [t.actionForm.forbiddenTitle, error.message];
    if (error.status === 422) return [t.actionForm.invalidTitle, error.message];
    return [t.actionForm.failedTitle, error.message];
  }
  if (error) return [t.actionForm.failedTitle, error.message];
  return [t.actionForm.conflictTitle, t.actionForm.conflictText];
}
