import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import type { ActionName } from '../../../contract/actions.ts';
import type { CaseView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { actionsQuery, caseQuery } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { Due, LevelMark, StatusChip, UrgencyChip } from '../../ui/marks.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { PAIRS } from '../actions/desk-action.ts';
import { ActTrouble } from '../case/act-trouble.tsx';
import { useAct } from '../case/use-act.ts';
import { useKeys } from '../shell/keys.ts';
import { RejectForm } from './reject-form.tsx';
import styles from './sign.module.css';
import { SignText } from './sign-text.tsx';

/** What the citizen asks, what the unit answers, what changed since last time; two large buttons. */
export function SignCard({ code, onLater }: { code: string; onLater?(): void }): JSX.Element {
  const { data: item, error, refetch } = useQuery(caseQuery(code));
  if (error && !item) return <Failed error={error} retry={() => void refetch()} />;
  if (!item) return <Loading lines={10} />;
  return <Card item={item} onLater={onLater} />;
}

function Card({ item, onLater }: { item: CaseView; onLater?(): void }): JSX.Element {
  const t = useT();
  const offers = useQuery(actionsQuery(item.code)).data?.items ?? [];
  const [rejecting, setRejecting] = useState(false);
  const attempt = useAct(item, () => setRejecting(false));
  const yes = offers.find((o) => o.action === 'approve' || o.action === 'grant');
  const noAction = yes ? PAIRS[yes.action] : undefined;
  const no = offers.find((o) => o.action === noAction);
  const send = (action: ActionName, body: Record<string, unknown> = {}) =>
    !attempt.isPending && attempt.mutate({ action, body });
  useKeys({ 'mod+Enter': () => yes && !rejecting && send(yes.action) });

  return (
    <article className={styles.card} data-own-bar>
      <div className={styles.scroll}>
        <div className={styles.marks}>
          <span className="code">{item.code}</span>
          <StatusChip status={item.status} />
          <UrgencyChip urgency={item.urgency} />
          <LevelMark level={item.level} />
        </div>
        <h2 className={styles.title}>{item.title}</h2>
        <Due row={item} long />
        <SignText item={item} />
        {yes && yes.effects.length > 0 ? (
          <ul className={styles.effects} aria-label={t.actionForm.effects}>
            {yes.effects.map((line) => (
              <li key={line}>
                <Icon name="chevronRight" size={0.875} /> {line}
              </li>
            ))}
          </ul>
        ) : null}
        <div className={styles.links}>
          {yes ? (
            <Link to="/cases/$code" params={{ code: item.code }}>
              {t.sign.open}
            </Link>
          ) : (
            <span />
          )}
          {onLater ? (
            <Button variant="subtle" size="compact-md" onClick={onLater}>
              {t.sign.later}
            </Button>
          ) : null}
        </div>
        <ActTrouble error={attempt.error} gone={false} />
      </div>
      {rejecting && no ? (
        <RejectForm
          code={item.code}
          action={no.action}
          busy={attempt.isPending}
          onSend={(reason) => send(no.action, { reason })}
          onCancel={() => setRejecting(false)}
        />
      ) : yes ? (
        <div className={styles.buttons}>
          {no ? (
            <Button
              size="lg"
              variant="default"
              leftSection={<Icon name="return" />}
              disabled={attempt.isPending}
              onClick={() => setRejecting(true)}
            >
              {t.sign.short[no.action]}
            </Button>
          ) : null}
          <Button
            size="lg"
            leftSection={<Icon name="sign" />}
            loading={attempt.isPending}
            onClick={() => send(yes.action)}
          >
            {t.sign.short[yes.action]}
          </Button>
        </div>
      ) : (
        <div className={styles.buttons}>
          <Button size="lg" variant="default" component={Link} to={`/cases/${item.code}`}>
            {t.sign.open}
          </Button>
        </div>
      )}
    </article>
  );
}
