import { type JSX, type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { useT } from '../../i18n/index.ts';
import { holdEnter } from '../../lib/enter-key.ts';
import { useWide } from '../../lib/use-wide.ts';
import { Icon } from '../../ui/icons.tsx';
import { OtherText } from '../../ui/other-text.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { FittingList } from '../incidents/fitting-list.tsx';
import { ArticleList } from './article-list.tsx';
import { CaseFields } from './case-fields.tsx';
import { CitizenPart } from './citizen-part.tsx';
import styles from './contact.module.css';
import { Fold } from './fold.tsx';
import { NextStepFields } from './next-step.tsx';
import { Outcome } from './outcome.tsx';
import { SimilarList } from './similar-list.tsx';
import { SubmitBar } from './submit-bar.tsx';
import { type ContactProps, useContact } from './use-contact.ts';

/** Form, next step and what helps, side by side where there is room; the thread at the left of them. */
export function Workspace({ talk, ...props }: ContactProps & { talk?: ReactNode }): JSX.Element {
  const t = useT();
  const form = useRef<HTMLFormElement>(null);
  const contact = useContact(props, form);
  return (
    <div className={styles.workspace}>
      <div className={styles.grid} data-talk={talk ? true : undefined}>
        {talk ? <TalkPart>{talk}</TalkPart> : null}
        {contact.result ? (
          <Outcome
            source={props.source}
            result={contact.result}
            pending={contact.second.isPending}
            done={contact.second.isSuccess}
            error={contact.second.error}
            onAgain={(step) => contact.result && contact.second.mutate({ code: contact.result.code, step })}
            onEnd={contact.end}
          />
        ) : (
          <Typing {...props} contact={contact} form={form} label={t.contact.form} />
        )}
      </div>
    </div>
  );
}

/** The thread; on a phone it folds, because its words stand in the form already. */
function TalkPart({ children }: { children: ReactNode }): JSX.Element {
  const t = useT();
  const phone = !useWide('(min-width: 48em)');
  const id = useId();
  if (!phone) return <div className={styles.talk}>{children}</div>;
  return (
    <div className={styles.folding}>
      <Fold id={id} title={t.contact.talk}>
        <div className={styles.talk}>{children}</div>
      </Fold>
    </div>
  );
}

type TypingProps = ContactProps & {
  contact: ReturnType<typeof useContact>;
  form: React.RefObject<HTMLFormElement | null>;
  label: string;
};

function Typing({ source, known, citizenId, contact, form, label }: TypingProps): JSX.Element {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const { typed, set, values, next, leadUnit, guess, help, missing, busy } = contact;
  const advice = help.data;
  const open = advice?.openCases ?? [];
  const incidents = advice?.incidents ?? [];
  // The case that carries an incident is offered with it.
  const similar = (advice?.similar ?? []).filter((one) => !incidents.some((i) => i.case === one.case.code));
  // Nobody is told of what goes on elsewhere or is about something else before he asks.
  const likely = incidents.filter(
    (one) => one.fit !== 'other' && one.reasons.some((reason) => reason !== 'everywhere'),
  ).length;
  const asked = citizenId !== null || values.phone.trim() !== '' || values.email.trim() !== '';
  const steer = (event: KeyboardEvent) => {
    holdEnter(event, 'all');
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    // While a list is open the key belongs to the choice in it.
    if (event.target instanceof HTMLElement && event.target.getAttribute('aria-expanded') === 'true') return;
    void contact.submit(event.shiftKey ? 'next' : 'nothing');
  };
  const show = (part: string) => {
    const node = document.getElementById(`${id}${part}`) as HTMLDetailsElement | null;
    if (!node) return;
    node.open = true;
    node.querySelector('summary')?.focus();
    node.scrollIntoView({ block: 'start' });
  };
  return (
    <>
      <form
        ref={form}
        className={styles.form}
        aria-label={label}
        onKeyDown={steer}
        onFocus={(event) => contact.hold((event.target as HTMLElement).dataset.field)}
        onBlur={() => contact.hold(undefined)}
        onSubmit={(event) => event.preventDefault()}
        noValidate
      >
        <div className={styles.hints}>
          {open.length > 0 ? (
            <button type="button" onClick={() => show('person')}>
              <Icon name="person" size={1} /> {t.contact.seeOpen(open.length)}
            </button>
          ) : null}
          {likely > 0 ? (
            <button type="button" onClick={() => show('incidents')}>
              <Icon name="megaphone" size={1} /> {t.incidents.contact.see(likely)}
            </button>
          ) : null}
          {similar.length > 0 ? (
            <button type="button" onClick={() => show('similar')}>
              <Icon name="merge" size={1} /> {t.contact.seeSimilar(similar.length)}
            </button>
          ) : null}
        </div>
        <p role="status" className="sr-only">
          {open.length + similar.length > 0 ? t.contact.summary(open.length, similar.length) : ''}{' '}
          {likely > 0 ? t.incidents.contact.see(likely) : ''}
        </p>
        <CaseFields source={source} typed={typed} values={values} guess={guess} set={set} errors={missing} />
        {contact.incident ? (
          <div className={styles.next}>
            <strong>{t.incidents.contact.next}</strong>
            <p>{t.incidents.contact.nextText}</p>
          </div>
        ) : (
          <NextStepFields
            next={next}
            typed={typed}
            leadUnit={leadUnit}
            advice={advice}
            about={values.content}
            channel={known.channel ?? values.channel}
            citizenName={values.anonymous ? '' : values.name}
            set={set}
            errors={missing}
          />
        )}
        {contact.lost ? (
          <p role="alert" className={styles.moved}>
            {t.incidents.contact.over}
          </p>
        ) : null}
        {help.error && !advice ? (
          <p role="status" className="meta">
            {t.contact.adviceFailed}
          </p>
        ) : null}
        {contact.moved ? (
          <p role="alert" className={styles.moved}>
            {t.contact.next.changed}
          </p>
        ) : null}
        <OtherText kept={contact.kept} say={(other) => other.content ?? other.answer ?? ''} />
        <ActTrouble error={contact.first.error} gone={false} />
        <SubmitBar
          next={next}
          incident={contact.incident?.title ?? null}
          leadUnit={leadUnit}
          answer={typed.answer ?? ''}
          busy={busy}
          ready={values.content.trim() !== ''}
          touched={Object.keys(typed).length > 0}
          onRegister={() => void contact.submit('nothing')}
          onBoth={() => void contact.submit('next')}
          onClear={() => contact.forget()}
        />
      </form>
      <div className={styles.help}>
        <Fold
          id={`${id}person`}
          title={t.contact.person.title}
          urgent={open.length > 0 || (advice?.citizens.length ?? 0) > 1}
        >
          <CitizenPart
            citizens={advice?.citizens ?? []}
            chosen={typed.citizenId}
            onChoose={(chosen) => set({ citizenId: chosen } as typeof typed)}
            openCases={open}
            anonymous={values.anonymous}
            asked={asked}
            linking={contact.link.isPending}
            linkError={contact.link.error}
            onLink={(code) => contact.link.mutate({ code, words: spoken(values.content, t) })}
          />
        </Fold>
        {incidents.length > 0 ? (
          <Fold id={`${id}incidents`} title={t.incidents.contact.title} count={incidents.length} urgent={likely > 0}>
            <FittingList
              items={incidents}
              chosen={contact.incident?.id ?? null}
              onChoose={(incident) => set({ incident } as typeof typed)}
            />
          </Fold>
        ) : null}
        <Fold id={`${id}similar`} title={t.contact.similar.title} count={similar.length} urgent={similar.length > 0}>
          <SimilarList
            items={similar}
            asked={values.content.trim() !== ''}
            busy={busy}
            ready={values.content.trim() !== ''}
            onMerge={(into) => void contact.submit({ into })}
          />
        </Fold>
        <Fold id={`${id}articles`} title={t.contact.articles.title}>
          <ArticleList
            about={values.content}
            onInsert={(article, words) => {
              const before = typed.answer?.trimEnd() ?? '';
              set({ next: 'answer', article, answer: before === '' ? words : `${before}\n\n${words}` });
              toast(t.contact.articles.inserted);
            }}
          />
        </Fold>
      </div>
    </>
  );
}

/** What goes into the case that the contact is joined to. */
function spoken(content: string, t: ReturnType<typeof useT>): string {
  const words = content.trim();
  return words === '' ? t.contact.person.calledAgain : t.contact.person.said(words.slice(0, 3_900));
}
