import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { type ApiToken, endSession, type OpenSession, revokeTokenOf } from '../../../../contract/people-admin.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { useLanguage, useT } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';
import { browserName } from '../../../lib/browser-name.ts';
import { useNow } from '../../../lib/clock.ts';
import { momentText } from '../../../lib/format-time.ts';
import { Chip } from '../../../ui/marks.tsx';
import rows from '../../../ui/rows.module.css';
import { useToast } from '../../../ui/toast.tsx';

export const SESSIONS = ['admin', 'sessions'];
export const TOKENS = ['admin', 'tokens'];

/** Open sessions, each with a button that ends it; one's own is only marked. */
export function SessionRows(props: { items: readonly OpenSession[]; named?: boolean }): JSX.Element {
  const t = useT();
  const words = useAdminWords().sessions;
  const language = useLanguage();
  const now = useNow();
  const client = useQueryClient();
  const toast = useToast();
  const end = useMutation({
    mutationFn: (id: string) => call(endSession, { params: { id } }),
    onSuccess: () => {
      toast(words.ended);
      void client.invalidateQueries({ queryKey: SESSIONS });
    },
    onError: (error) => toast(error.message),
  });
  const when = (at: string) => momentText(at, now, language);
  return (
    <ul className={rows.rows}>
      {props.items.map((s) => (
        <li key={s.id} className={rows.row}>
          <div>
            {props.named ? (
              <>
                <Link to="/admin/users/$username" params={{ username: s.user.code }}>
                  {s.user.name}
                </Link>{' '}
                <span className="meta">{s.user.code}</span>{' '}
              </>
            ) : null}
            <span>{browserName(s.userAgent)}</span> <span className="meta num">{s.address}</span>
            <p className="meta">
              {t.sessions.since(when(s.createdAt))} · {t.sessions.seen(when(s.lastSeenAt))} ·{' '}
              {words.until(when(s.expiresAt))}
            </p>
          </div>
          {s.current ? (
            <Chip tone="green" icon="check">
              {t.sessions.current}
            </Chip>
          ) : (
            <Button
              variant="default"
              size="compact-md"
              loading={end.isPending && end.variables === s.id}
              aria-label={words.endOf(s.user.name, browserName(s.userAgent))}
              onClick={() => end.mutate(s.id)}
            >
              {words.end}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

const TOKEN_MARK = { valid: ['green', 'check'], expired: ['slate', 'clock'], revoked: ['slate', 'close'] } as const;

/** API tokens; the valid ones can be revoked. */
export function TokenRows({ items }: { items: readonly ApiToken[] }): JSX.Element {
  const words = useAdminWords().sessions;
  const language = useLanguage();
  const now = useNow();
  const client = useQueryClient();
  const toast = useToast();
  const revoke = useMutation({
    mutationFn: (id: number) => call(revokeTokenOf, { params: { id } }),
    onSuccess: () => {
      toast(words.revoked);
      void client.invalidateQueries({ queryKey: TOKENS });
    },
    onError: (error) => toast(error.message),
  });
  const when = (at: string) => momentText(at, now, language);
  return (
    <ul className={rows.rows}>
      {items.map((token) => {
        const [tone, icon] = TOKEN_MARK[token.state];
        return (
          <li key={token.id} className={rows.row}>
            <div>
              <strong>{token.name}</strong>{' '}
              <Link to="/admin/users/$username" params={{ username: token.user.code }}>
                {token.user.name}
              </Link>
              <p className="meta">
                {words.made(when(token.createdAt))} ·{' '}
                {token.lastUsedAt ? words.used(when(token.lastUsedAt)) : words.neverUsed} ·{' '}
                {token.expiresAt ? words.until(when(token.expiresAt)) : words.forEver}
              </p>
            </div>
            <Chip tone={tone} icon={icon}>
              {words.tokenState[token.state]}
            </Chip>
            {token.state === 'valid' ? (
              <Button
                variant="default"
                size="compact-md"
                loading={revoke.isPending && revoke.variables === token.id}
                aria-label={words.revokeOf(token.name)}
                onClick={() => revoke.mutate(token.id)}
              >
                {words.revoke}
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
