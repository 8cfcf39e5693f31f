import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type JSX, useRef, useState } from 'react';
import { IMPORT_LIMIT, type ImportLine, importDays } from '../../../contract/calendar-import.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import type { Tone } from '../../ui/due-state.ts';
import type { IconName } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import { CALENDARS } from './calendar-change.ts';
import { dateText } from './calendar-day-words.ts';
import styles from './calendar-year.module.css';
import { MovedCasesView } from './moved-cases.tsx';

const LOOK: Record<ImportLine['what'], readonly [Tone, IconName]> = {
  new: ['green', 'plus'],
  changed: ['amber', 'edit'],
  same: ['slate', 'check'],
  error: ['red', 'alert'],
};

/** Days from a file: tried first, line by line, then brought in whole. */
export function CalendarImport({ code, onDone }: { code: string; onDone(): void }): JSX.Element {
  const t = useT();
  const words = t.calendars.import;
  const toast = useToast();
  const client = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<{ fileName: string; data: string } | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const send = (given: { fileName: string; data: string }, dryRun: boolean) =>
    call(importDays, { params: { code }, body: { ...given, dryRun } });
  const trial = useMutation({ mutationFn: (given: { fileName: string; data: string }) => send(given, true) });
  const apply = useMutation({
    mutationFn: (given: { fileName: string; data: string }) => send(given, false),
    onSuccess: ({ counts }) => {
      toast(words.done(counts.new + counts.changed));
      void client.invalidateQueries({ queryKey: CALENDARS });
      onDone();
    },
  });
  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    setTooLarge(chosen.size > IMPORT_LIMIT);
    if (chosen.size > IMPORT_LIMIT) return;
    const given = { fileName: chosen.name, data: new Uint8Array(await chosen.arrayBuffer()).toBase64() };
    setFile(given);
    apply.reset();
    trial.mutate(given);
  };
  const report = trial.data;
  const error = apply.error ?? trial.error;
  return (
    <div className={rows.form}>
      <p className="meta">{words.text}</p>
      <div className={styles.tools}>
        <input
          ref={picker}
          type="file"
          accept=".csv,.txt,.ics,text/csv,text/calendar"
          className="sr-only"
          tabIndex={-1}
          aria-label={words.file}
          onChange={(e) => void take(e.currentTarget.files?.[0])}
        />
        <Button variant="default" loading={trial.isPending} onClick={() => picker.current?.click()} data-autofocus>
          {words.file}
        </Button>
        <span className="meta">{file?.fileName ?? words.none}</span>
      </div>
      {tooLarge || error ? (
        <p role="alert" className={rows.error}>
          {tooLarge ? words.tooLarge : error?.message}
        </p>
      ) : null}
      {report ? (
        <>
          <p role="status">{words.counts(report.counts)}</p>
          <ImportLines lines={report.lines} />
          {report.moved ? <MovedCasesView moved={report.moved} /> : null}
          {report.counts.error === 0 && report.counts.new + report.counts.changed === 0 ? <p>{words.nothing}</p> : null}
          <div>
            <Button
              disabled={report.counts.error > 0 || report.counts.new + report.counts.changed === 0}
              loading={apply.isPending}
              onClick={() => file && apply.mutate(file)}
            >
              {words.apply}
            </Button>
          </div>
        </>
      ) : null}
    </div>
  );
}

function ImportLines({ lines }: { lines: readonly ImportLine[] }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const words = t.calendars.import;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={words.title}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.line}</th>
            <th scope="col">{words.date}</th>
            <th scope="col">{words.name}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.line} ${line.date}`}>
              <td>{line.line}</td>
              <td className="code">{line.date ? dateText(line.date, language) : ''}</td>
              <td>
                <Chip tone={LOOK[line.what][0]} icon={LOOK[line.what][1]}>
                  {words.what[line.what]}
                </Chip>{' '}
                {line.kind ? `${t.calendars.kind[line.kind]}: ` : ''}
                {line.name}
                {line.detail ? <p className={line.what === 'error' ? rows.error : 'meta'}>{line.detail}</p> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
