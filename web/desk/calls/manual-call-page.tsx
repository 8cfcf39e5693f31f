import { Button, Checkbox, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type JSX, useState } from 'react';
import type { CallView } from '../../../contract/calls.ts';
import { MANUAL_OUTCOMES, postManualCall } from '../../../contract/cti.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { useLanguage } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { now } from '../../lib/clock.ts';
import { hourText, isoDayOf } from '../../lib/format-time.ts';
import { useKept } from '../../lib/kept.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { OtherText } from '../../ui/other-text.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { TextArea } from '../../ui/text-area.tsx';
import { useToast } from '../../ui/toast.tsx';
import { callDispositionsQuery, choices } from '../phone/call-queries.ts';
import { useSession } from '../session.tsx';

interface Values {
  direction: 'inbound' | 'outbound';
  number: string;
  hidden: boolean;
  day: string;
  time: string;
  minutes: string;
  seconds: string;
  outcome: (typeof MANUAL_OUTCOMES)[number];
  disposition: string;
  note: string;
  caseCode: string;
}
const FRESH: Values = {
  direction: 'inbound',
  number: '',
  hidden: false,
  day: '',
  time: '',
  minutes: '',
  seconds: '',
  outcome: 'answered',
  disposition: '',
  note: '',
  caseCode: '',
};

/** A call that went over other equipment, written down with the same record as any. */
export function ManualCallPage(): JSX.Element {
  const words = useHotlineWords().manual;
  const [saved, setSaved] = useState<CallView | null>(null);
  const language = useLanguage();
  return (
    <Page title={words.title} text={words.text}>
      {saved ? (
        <div className={rows.form} role="status">
          <p>{words.done(saved.number ?? words.hidden, hourText(saved.startedAt, language))}</p>
          <div className={rows.tools}>
            {saved.caseCode ? (
              <Button component={Link} to={`/cases/${saved.caseCode}`}>
                {saved.caseCode}
              </Button>
            ) : (
              <Button component={Link} to={`/calls/${saved.id}/contact`}>
                {words.makeCase}
              </Button>
            )}
            <Button variant="default" onClick={() => setSaved(null)}>
              {words.again}
            </Button>
          </div>
        </div>
      ) : (
        <ManualCallForm onSaved={setSaved} />
      )}
    </Page>
  );
}

function ManualCallForm({ onSaved }: { onSaved(view: CallView): void }): JSX.Element {
  const words = useHotlineWords().manual;
  const direct = useHotlineWords().recordings;
  const toast = useToast();
  const client = useQueryClient();
  const { user } = useSession();
  const [v, setV, forget, draft] = useKept<Values>(`${user.username}.manual-call`, FRESH);
  const set = (part: Partial<Values>) => setV({ ...v, ...part });
  const day = v.day || isoDayOf(now());
  const time = v.time || hourText(now(), 'vi');
  const talked = v.outcome === 'answered';
  const dispositions = useQuery(callDispositionsQuery).data?.items ?? [];
  const save = useMutation({
    mutationFn: () =>
      call(postManualCall, {
        body: {
          direction: v.direction,
          number: v.hidden ? null : v.number,
          startedAt: `${day}T${time}:00+07:00`,
          seconds: talked ? Number(v.minutes || 0) * 60 + Number(v.seconds || 0) : 0,
          outcome: v.outcome,
          disposition: v.disposition || null,
          note: v.note.trim() || null,
          caseCode: v.caseCode.trim() || null,
        },
      }),
    onSuccess: (view) => {
      forget();
      toast(words.saved);
      void client.invalidateQueries({ queryKey: ['calls'] });
      onSaved(view);
    },
  });
  const errors = fieldErrors(save.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <SegmentedControl
        aria-label={words.direction}
        data={[
          { value: 'inbound', label: direct.inbound },
          { value: 'outbound', label: direct.outbound },
        ]}
        value={v.direction}
        onChange={(direction) => set({ direction: direction as Values['direction'] })}
      />
      <div className={rows.two}>
        <TextInput
          label={words.number}
          inputMode="tel"
          autoComplete="off"
          value={v.number}
          disabled={v.hidden}
          onChange={(e) => set({ number: e.currentTarget.value })}
          error={errors.number}
          required={!v.hidden}
        />
        <NativeSelect
          label={words.outcome}
          data={MANUAL_OUTCOMES.map((value) => ({ value, label: words.outcomes[value] }))}
          value={v.outcome}
          onChange={(e) => set({ outcome: e.currentTarget.value as Values['outcome'] })}
        />
      </div>
      <Checkbox label={words.hidden} checked={v.hidden} onChange={(e) => set({ hidden: e.currentTarget.checked })} />
      <div className={rows.two}>
        <TextInput
          type="date"
          label={words.day}
          value={day}
          onChange={(e) => set({ day: e.currentTarget.value })}
          error={errors.startedAt}
          required
        />
        <TextInput
          type="time"
          label={words.time}
          value={time}
          onChange={(e) => set({ time: e.currentTarget.value })}
          required
        />
      </div>
      {talked ? (
        <fieldset className={rows.group}>
          <legend>{words.length}</legend>
          <div className={rows.two}>
            <TextInput
              type="number"
              inputMode="numeric"
              label={words.minutes}
              min={0}
              value={v.minutes}
              onChange={(e) => set({ minutes: e.currentTarget.value })}
              error={errors.seconds}
            />
            <TextInput
              type="number"
              inputMode="numeric"
              label={words.seconds}
              min={0}
              max={59}
              value={v.seconds}
              onChange={(e) => set({ seconds: e.currentTarget.value })}
            />
          </div>
        </fieldset>
      ) : null}
      <div className={rows.two}>
        <NativeSelect
          label={words.disposition}
          data={[{ value: '', label: words.dispositionNone }, ...choices(dispositions, null)]}
          value={v.disposition}
          onChange={(e) => set({ disposition: e.currentTarget.value })}
          error={errors.disposition}
        />
        <TextInput
          label={words.caseCode}
          placeholder="1022-…"
          value={v.caseCode}
          onChange={(e) => set({ caseCode: e.currentTarget.value })}
          error={errors.caseCode}
          autoComplete="off"
        />
      </div>
      <TextArea
        label={words.note}
        value={v.note}
        onChange={(e) => set({ note: e.currentTarget.value })}
        error={errors.note}
        rows={3}
      />
      {save.error && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {save.error.message}
        </p>
      ) : null}
      <div>
        <Button type="submit" loading={save.isPending}>
          {words.save}
        </Button>
      </div>
      <OtherText kept={draft} say={(other) => other.note} />
    </form>
  );
}
