import { Button, NativeSelect, Popover, TextInput } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useT } from '../../i18n/index.ts';
import { ApiProblem } from '../../lib/problem.ts';
import { Icon } from '../../ui/icons.tsx';
import rows from '../../ui/rows.module.css';
import styles from './routing.module.css';

type Work = () => Promise<unknown>;

/** One way to give something away: to whom, and the button that does it. */
export interface MoveTo {
  label: string;
  /** On the button. */
  verb: string;
  to: readonly { value: string; label: string }[];
  move(to: string, reason: string): Promise<unknown>;
  /** Offered when the person is full already: give it all the same. */
  insist?(to: string, reason: string): Promise<unknown>;
}

interface Props {
  title: string;
  /** Called when it opens: what may be done is asked then, not for every row. */
  onOpen?(): void;
  moves: readonly MoveTo[];
  /** What needs no choice. */
  buttons: readonly { label: string; act(reason: string): Promise<unknown> }[];
  /** Nothing changes hands without a word on record. */
  reasonRequired?: boolean;
  /** Why nothing can be done, in words. */
  none?: string | null;
}

/** The moves of a supervisor behind one button: the reason, to whom, and only then the button that moves. */
export function MoveForm(props: Props): JSX.Element {
  const { title, moves, buttons, reasonRequired = false, none = null } = props;
  const t = useT();
  const words = t.routing.board;
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<{ text: string; insist: Work | null } | null>(null);
  const show = (wanted: boolean) => {
    if (wanted) props.onOpen?.();
    setTrouble(null);
    setChosen({});
    setOpen(wanted);
  };
  const run = async (work: Work, insist: Work | null = null) => {
    if (reasonRequired && !reason.trim()) return setTrouble({ text: words.reasonNeeded, insist: null });
    setBusy(true);
    setTrouble(null);
    try {
      await work();
      setReason('');
      setOpen(false);
    } catch (error) {
      const full = error instanceof ApiProblem && error.problem.full === true;
      setTrouble({ text: error instanceof Error ? error.message : String(error), insist: full ? insist : null });
    } finally {
      setBusy(false);
    }
  };
  const why = reason.trim();
  return (
    <Popover opened={open} onChange={show} position="bottom-end" trapFocus width="20rem" returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="compact-md"
          rightSection={<Icon name="chevronDown" size={0.875} />}
          aria-label={words.act(title)}
          onClick={() => show(!open)}
        >
          {words.title}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.act(title)}>
        <div className={rows.form}>
          {none ? <p>{none}</p> : null}
          {moves.length + buttons.length > 0 ? (
            <TextInput
              label={words.reason}
              value={reason}
              onChange={(e) => setReason(e.currentTarget.value)}
              maxLength={300}
              required={reasonRequired}
            />
          ) : null}
          {moves.map(({ label, verb, to, move, insist }) => {
            const target = chosen[label] ?? '';
            return (
              <form
                key={label}
                className={styles.moveTo}
                onSubmit={(event) => {
                  event.preventDefault();
                  if (target) void run(() => move(target, why), insist ? () => insist(target, why) : null);
                }}
              >
                <NativeSelect
                  label={label}
                  value={target}
                  data={[{ value: '', label: words.choose }, ...to]}
                  onChange={(e) => setChosen({ ...chosen, [label]: e.currentTarget.value })}
                />
                <Button type="submit" variant="default" disabled={busy || target === ''}>
                  {verb}
                </Button>
              </form>
            );
          })}
          {buttons.map(({ label, act }) => (
            <Button key={label} variant="default" disabled={busy} onClick={() => void run(() => act(why))}>
              {label}
            </Button>
          ))}
          {trouble ? (
            <p role="alert" className={rows.error}>
              {trouble.text}
            </p>
          ) : null}
          {trouble?.insist ? (
            <Button disabled={busy} onClick={() => trouble.insist && void run(trouble.insist)}>
              {words.force}
            </Button>
          ) : null}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
