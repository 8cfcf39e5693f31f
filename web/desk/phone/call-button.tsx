import { ActionIcon, Tooltip } from '@mantine/core';
import type { JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import { useStore } from '../../lib/store.ts';
import { Icon } from '../../ui/icons.tsx';
import { useToast } from '../../ui/toast.tsx';
import { can, useSession } from '../session.tsx';
import styles from './call-button.module.css';
import { phone } from './phone-door.ts';
import { useDial } from './use-dial.ts';

/**
 * A number that can be called. With a telephone at this desk one press calls; for everybody else it is a `tel:` link,
 * which a mobile phone or another program takes.
 */
export function CallButton(props: {
  number: string;
  caseCode?: string | undefined;
  citizenId?: string | undefined;
  callbackId?: string | undefined;
  /** The number stands there already: only the small button. */
  bare?: boolean;
  /** A sign for the telephone stands beside it already: only the number. */
  plain?: boolean;
}): JSX.Element {
  const t = useT();
  const toast = useToast();
  const session = useSession();
  const { line, tab, leg } = useStore(phone);
  const dial = useDial();
  const { number, caseCode, citizenId, callbackId, bare, plain } = props;
  const sign = plain ? null : <Icon name="phone" size={1} />;
  const here = can(session, 'call.work') && (line === 'ready' || (tab === 'other' && line !== 'off'));
  if (!here)
    return (
      <a
        href={`tel:${number.replaceAll(/[^\d+*#]/g, '')}`}
        className={bare ? styles.bare : styles.number}
        aria-label={t.phone.button(number)}
      >
        {sign}
        {bare ? null : <span className="num">{number}</span>}
      </a>
    );
  const press = () =>
    dial.mutate(
      {
        to: number,
        ...(caseCode ? { caseCode } : {}),
        ...(citizenId ? { citizenId } : {}),
        ...(callbackId ? { callbackId } : {}),
      },
      { onError: (error) => toast(error.message) },
    );
  const button = bare ? (
    <ActionIcon
      variant="subtle"
      size="md"
      loading={dial.isPending}
      disabled={leg !== null}
      onClick={press}
      aria-label={t.phone.button(number)}
    >
      <Icon name="phone" size={1} />
    </ActionIcon>
  ) : (
    <button
      type="button"
      className={styles.number}
      disabled={dial.isPending || leg !== null}
      onClick={press}
      aria-label={t.phone.button(number)}
    >
      {sign}
      <span className="num">{number}</span>
    </button>
  );
  return <Tooltip label={t.phone.button(number)}>{button}</Tooltip>;
}
