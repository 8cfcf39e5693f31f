import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type JSX, useMemo, useRef } from 'react';
import {
  previewTemplate,
  saveTemplate,
  type TemplateLanguage,
  type TemplateVariable,
  type TemplateView,
} from '../../../contract/templates.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useKept } from '../../lib/kept.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { OtherText } from '../../ui/other-text.tsx';
import rows from '../../ui/rows.module.css';
import { TextArea } from '../../ui/text-area.tsx';
import { useToast } from '../../ui/toast.tsx';
import { WordDiff } from '../../ui/word-diff.tsx';
import { useSession } from '../session.tsx';
import styles from './templates.module.css';

const TYPING_MS = 350;

interface Values {
  subject: string;
  body: string;
}

/** The wording at the left; at the right what it becomes, and how it differs from the release. */
export function TemplateEditor(props: {
  template: TemplateView;
  language: TemplateLanguage;
  /** An earlier version to begin with. */
  start: { subject: string | null; body: string } | null;
  onSaved(view: TemplateView): void;
}): JSX.Element {
  const t = useT();
  const toast = useToast();
  const words = t.templates;
  const { template, language } = props;
  const { user } = useSession();
  const base = template.versions.find((v) => v.language === language)?.version ?? 0;
  const original = template.defaults.find((w) => w.language === language);
  const current = props.start ?? template.current.find((w) => w.language === language);
  const start = useMemo(() => ({ subject: current?.subject ?? '', body: current?.body ?? '' }), [current]);
  const keptKey = `${user.username}.template.${template.key}.${language}.${base}${props.start ? '.earlier' : ''}`;
  const [values, setValues, forget, draft] = useKept<Values>(keptKey, start);
  const area = useRef<HTMLTextAreaElement>(null);
  const body = { language, subject: template.hasSubject ? values.subject : null, body: values.body };
  const save = useMutation({
    mutationFn: () => call(saveTemplate, { params: { key: template.key }, body: { ...body, base } }),
    onSuccess: (view) => {
      forget();
      toast(words.saved);
      props.onSaved(view);
    },
  });
  const insert = (name: string) => {
    const at = area.current?.selectionEnd ?? values.body.length;
    const mark = `{{${name}}}`;
    setValues({ ...values, body: values.body.slice(0, at) + mark + values.body.slice(at) });
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(at + mark.length, at + mark.length);
    });
  };
  const errors = fieldErrors(save.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <div className={styles.editor}>
      <form className={rows.form} onSubmit={send} noValidate>
        {!current && language === 'en' ? <p className="meta">{words.noEnglish}</p> : null}
        {template.hasSubject ? (
          <TextInput
            label={words.subject}
            value={values.subject}
            onChange={(e) => setValues({ ...values, subject: e.currentTarget.value })}
            error={errors.subject}
            required
          />
        ) : null}
        <TextArea
          ref={area}
          label={words.body}
          value={values.body}
          onChange={(e) => setValues({ ...values, body: e.currentTarget.value })}
          error={errors.body}
          rows={12}
          required
        />
        <Variables variables={template.variables} onInsert={insert} />
        {save.error && Object.keys(errors).length === 0 ? (
          <p role="alert" className={rows.error}>
            {save.error.message}
          </p>
        ) : null}
        <Button type="submit" loading={save.isPending} disabled={!values.body.trim()}>
          {words.save}
        </Button>
        <OtherText kept={draft} say={(other) => other.body} />
      </form>
      <div className={styles.results}>
        <Preview templateKey={template.key} body={body} />
        {original ? (
          <section aria-labelledby="template-difference">
            <h2 id="template-difference">{words.difference}</h2>
            <div className={styles.paper}>
              {values.body === original.body && values.subject === (original.subject ?? '') ? (
                <p className="meta">{words.same}</p>
              ) : (
                <WordDiff before={whole(original)} after={whole(values)} />
              )}
            </div>
          </section>
        ) : null}
      </div>
    </div>
  );
}

const whole = (w: { subject: string | null; body: string }) => (w.subject ? `${w.subject}\n\n${w.body}` : w.body);

function Variables(props: { variables: TemplateVariable[]; onInsert(name: string): void }): JSX.Element {
  const t = useT();
  const words = t.templates;
  return (
    <fieldset className={rows.group}>
      <legend>{words.variables}</legend>
      <p className="meta">{words.variablesHint}</p>
      <ul className={styles.variables}>
        {props.variables.map((v) => (
          <li key={v.name}>
            <button type="button" onClick={() => props.onInsert(v.name)}>
              {`{{${v.name}}}`}
            </button>
            <span className="meta">
              {v.meaning} – {words.use[v.use]}
            </span>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

type WordingBody = { language: TemplateLanguage; subject: string | null; body: string };

/** What the reader would get, a moment after the last key; what is wrong stands in its place. */
function Preview({ templateKey, body }: { templateKey: string; body: WordingBody }): JSX.Element {
  const t = useT();
  const words = t.templates;
  const [asked] = useDebouncedValue(body, TYPING_MS, { leading: true });
  const { data, error } = useQuery({
    queryKey: ['template-preview', templateKey, asked],
    queryFn: () => call(previewTemplate, { params: { key: templateKey }, body: asked }),
    enabled: asked.body.trim() !== '',
    placeholderData: (before) => before,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const problems = error ? [error.message] : (data?.problems.map((p) => p.message) ?? []);
  return (
    <section aria-labelledby="template-preview">
      <h2 id="template-preview">{words.preview}</h2>
      <div className={styles.paper} role="status">
        {problems.length > 0 ? (
          problems.map((line) => (
            <p key={line} className={rows.error}>
              {line}
            </p>
          ))
        ) : (
          <>
            {data?.subject ? <p className={styles.subject}>{data.subject}</p> : null}
            <p className="prose">{data?.text ?? ''}</p>
          </>
        )}
      </div>
    </section>
  );
}
