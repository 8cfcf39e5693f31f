import { Button } from '@mantine/core';
import type { FormEvent, JSX, ReactNode } from 'react';
import type { CalendarChangeInput } from '../../../contract/calendars.ts';
import { useT } from '../../i18n/index.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import type { useCalendarChange } from './calendar-change.ts';
import { MovedCasesView } from './moved-cases.tsx';

/**
 * A form in two steps: the fields, then what saving would do to open cases. `change` returns null when a field cannot
 * be read, which then says so itself.
 */
export function ChangeForm(props: {
  steps: ReturnType<typeof useCalendarChange>;
  change(): CalendarChangeInput | null;
  text?: string;
  tail?: ReactNode;
  children: ReactNode;
}): JSX.Element {
  const t = useT();
  const { preview, saving } = props.steps;
  const words = t.calendars.preview;
  const error = saving.error ?? preview.error;
  const named = Object.keys(fieldErrors(error)).length > 0;
  const tryOut = (event: FormEvent) => {
    event.preventDefault();
    const change = props.change();
    if (change) preview.mutate(change);
  };
  const shown = preview.data;
  return (
    <form className={rows.form} onSubmit={tryOut} noValidate>
      {shown ? (
        <>
          <h3>{words.title}</h3>
          <div role="status" className={rows.form}>
            <MovedCasesView moved={shown.moved} />
          </div>
        </>
      ) : (
        <>
          {props.text ? <p className="meta">{props.text}</p> : null}
          {props.children}
        </>
      )}
      {error && (shown || !named) ? (
        <p role="alert" className={rows.error}>
          {error.message}
        </p>
      ) : null}
      <div className={rows.tools}>
        {shown ? (
          <>
            <Button type="button" loading={saving.isPending} onClick={() => saving.mutate(shown.change)} data-autofocus>
              {words.save}
            </Button>
            <Button
              type="button"
              variant="default"
              onClick={() => {
                preview.reset();
                saving.reset();
              }}
            >
              {words.back}
            </Button>
          </>
        ) : (
          <>
            <Button type="submit" loading={preview.isPending}>
              {words.show}
            </Button>
            {props.tail}
          </>
        )}
      </div>
    </form>
  );
}
