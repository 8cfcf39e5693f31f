import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type JSX, useEffect, useRef, useState } from 'react';
import type { ActionName } from '../../../contract/actions.ts';
import type { CaseView } from '../../../contract/cases.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { now } from '../../lib/clock.ts';
import { dayText } from '../../lib/format-time.ts';
import { actionsQuery, caseQuery } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { Due, LevelMark, StatusChip, UrgencyChip } from '../../ui/marks.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { PAIRS } from '../actions/desk-action.ts';
import { ActTrouble } from '../case/act-trouble.tsx';
import { useAct } from '../case/use-act.ts';
import { can, useSession } from '../session.tsx';
import { useKeys } from '../shell/keys.ts';
import { OtherDate } from './other-date.tsx';
import { RejectForm } from './reject-form.tsx';
import styles from './sign.module.css';
import { SignText } from './sign-text.tsx';

/** The next card comes up under the finger that has just signed: a second touch within this is no reading. Milliseconds. */
const SETTLE_MS = 400;

/** What the citizen asks, what the unit answers, what changed since last time; two large buttons. */
export function SignCard({ code, onLater }: { code: string; onLater?(): void }): JSX.Element {
  const { data: item, error, refetch } = useQuery(caseQuery(code));
  if (error && !item) return <Failed error={error} retry={() => void refetch()} />;
  if (!item) return <Loading lines={10} />;
  return <Card item={item} onLater={onLater} />;
}

function Card({ item, onLater }: { item: CaseView; onLater?(): void }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const province = can(useSession(), 'case.exceptions');
  const asked = useQuery(actionsQuery(item.code));
  const offers = asked.data?.items ?? [];
  const settled = useSettled();
  const [rejecting, setRejecting] = useState(false);
  const refusal = useRef<HTMLButtonElement>(null);
  /** Another date than was asked for; null = as asked. */
  const [until, setUntil] = useState<string | null>(null);
  const attempt = useAct(item, () => setRejecting(false));
  const yes = offers.find((o) => o.action === 'approve' || o.action === 'grant');
  const noAction = yes ? PAIRS[yes.action] : undefined;
  const no = offers.find((o) => o.action === noAction);
  const send = (action: ActionName, body: Record<string, unknown> = {}) =>
    !attempt.isPending && attempt.mutate({ action, body });
  const agree = () => yes && send(yes.action, until && yes.action === 'grant' ? { dueAt: until } : {});
  useKeys({ 'mod+Enter': () => !rejecting && settled && agree() });
  const inPlaceOf = yes?.inPlaceOf ?? offers.find((o) => o.inPlaceOf)?.inPlaceOf ?? null;

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
        {inPlaceOf ? (
          <p className={styles.place}>
            <Icon name="people" size={1} /> {t.days.sign.forWhom(inPlaceOf)}
          </p>
        ) : null}
        <SignText item={item} />
        {yes?.action === 'grant' ? <OtherDate item={item} until={until} onChange={setUntil} /> : null}
        {yes && until === null && yes.effects.length > 0 ? (
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
          onCancel={() => {
            setRejecting(false);
            requestAnimationFrame(() => refusal.current?.focus());
          }}
        />
      ) : yes ? (
        <div className={styles.buttons}>
          {no ? (
            <Button
              size="lg"
              variant="default"
              leftSection={<Icon name="return" />}
              disabled={attempt.isPending || !settled}
              ref={refusal}
              onClick={() => setRejecting(true)}
            >
              {t.sign.short[no.action]}
            </Button>
          ) : null}
          <Button
            size="lg"
            leftSection={<Icon name="sign" />}
            loading={attempt.isPending}
            disabled={!settled}
            onClick={agree}
          >
            {until && yes.action === 'grant'
              ? t.days.sign.grantTo(dayText(until, now(), language))
              : t.sign.short[yes.action]}
          </Button>
        </div>
      ) : (
        <div className={styles.buttons}>
          <Button
            size="lg"
            variant="default"
            // Before it is known what he may do, nothing stands where the signature will be.
            loading={asked.isPending}
            onClick={() =>
              void navigate({ to: province ? '/exceptions/$code' : '/cases/$code', params: { code: item.code } })
            }
          >
            {t.sign.open}
          </Button>
        </div>
      )}
    </article>
  );
}

function useSettled(): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), SETTLE_MS);
    return () => clearTimeout(timer);
  }, []);
  return settled;
}
