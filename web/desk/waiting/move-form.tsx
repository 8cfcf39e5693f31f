import { Button, NativeSelect, Popover, TextInput } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import rows from '../../ui/rows.module.css';

interface Props {
  title: string;
  /** Called when it opens: what may be done is asked then, not for every row. */
  onOpen?(): void;
  people: readonly { value: string; label: string }[];
  /** Absent: cannot be done with this one now. */
  give?: ((username: string, reason: string) => Promise<unknown>) | undefined;
  take?: ((reason: string) => Promise<unknown>) | undefined;
  takeLabel: string;
  /** Why nothing can be done, in words. */
  none: string | null;
}

/** Reason first, then the person: nothing changes hands without a word on record. */
export function MoveForm(props: Props): JSX.Element {
  const t = useT();
  const words = t.waiting;
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const show = (wanted: boolean) => {
    if (wanted) props.onOpen?.();
    setTrouble(null);
    setOpen(wanted);
  };
  const run = async (work: (reason: string) => Promise<unknown>) => {
    if (!reason.trim()) return setTrouble(words.reasonNeeded);
    setBusy(true);
    setTrouble(null);
    try {
      await work(reason.trim());
      setOpen(false);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  const { give, take } = props;
  return (
    <Popover opened={open} onChange={show} position="bottom-end" trapFocus width="20rem" returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="compact-md"
          rightSection={<Icon name="chevronDown" size={0.875} />}
          aria-label={t.routing.board.act(props.title)}
          onClick={() => show(!open)}
        >
          {t.routing.board.title}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.routing.board.act(props.title)}>
        <div className={rows.form}>
          {props.none ? <p>{props.none}</p> : null}
          {give || take ? (
            <TextInput
              label={t.routing.board.reason}
              value={reason}
              onChange={(e) => setReason(e.currentTarget.value)}
              maxLength={300}
              required
            />
          ) : null}
          {give ? (
            <NativeSelect
              label={t.routing.board.assign}
              value=""
              disabled={busy}
              data={[{ value: '', label: '…' }, ...props.people]}
              onChange={(e) => {
                const username = e.currentTarget.value;
                if (username) void run((why) => give(username, why));
              }}
            />
          ) : null}
          {take ? (
            <Button variant="default" loading={busy} onClick={() => void run(take)}>
              {props.takeLabel}
            </Button>
          ) : null}
          {trouble ? (
            <p role="alert" className={rows.error}>
              {trouble}
            </p>
          ) : null}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
