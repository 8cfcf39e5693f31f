import { getRouteApi, Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { CALLBACK_KINDS, type CallbackKind } from '../../../contract/callback-kinds.ts';
import { numberText, useLanguage, useT } from '../../i18n/index.ts';
import { Notice } from '../../ui/states.tsx';
import styles from './callbacks.module.css';

const route = getRouteApi('/callbacks');

/** The kinds of calls owed, each with how many there are; the one that is looked at stands in the address. */
export function CallbackKinds({ counts }: { counts: Record<CallbackKind, number> | undefined }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const { state } = route.useSearch();
  const all = counts && Object.values(counts).reduce((sum, one) => sum + one, 0);
  return (
    <nav aria-label={t.callbacks.kinds}>
      <ul className={styles.kinds}>
        {[undefined, ...CALLBACK_KINDS].map((one) => {
          const count = one ? counts?.[one] : all;
          return (
            <li key={one ?? ''}>
              <Link
                to="/callbacks"
                search={{ ...(state ? { state } : {}), ...(one ? { kind: one } : {}) }}
                replace
                className={styles.kind}
                activeOptions={{ exact: true, includeSearch: true }}
                activeProps={{ 'aria-current': 'page' }}
              >
                {one ? t.callbacks.kind[one] : t.callbacks.allKinds}{' '}
                <span className="num">{count === undefined ? '' : numberText(count, language)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Nothing is owed, or nothing of this kind: then the way to the others. */
export function NoCallbacks(props: { state: 'open' | 'ended'; kind: CallbackKind | undefined }): JSX.Element {
  const t = useT();
  const words = t.callbacks;
  const icon = props.state === 'open' ? 'check' : 'phone';
  if (!props.kind) return <Notice icon={icon} title={props.state === 'open' ? words.empty : words.emptyEnded} />;
  const name = words.kind[props.kind];
  return (
    <Notice icon={icon} title={props.state === 'open' ? words.emptyKind(name) : words.emptyKindEnded(name)}>
      <Link to="/callbacks" search={props.state === 'ended' ? { state: 'ended' } : {}}>
        {words.showAll}
      </Link>
    </Notice>
  );
}
