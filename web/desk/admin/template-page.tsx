import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import {
  getTemplate,
  removeReplyTemplate,
  resetTemplate,
  TEMPLATE_LANGUAGES,
  type TemplateLanguage,
  type TemplateView,
} from '../../../contract/templates.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { Icon } from '../../ui/icons.tsx';
import { When } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { LetterSwitch } from './letter-switch.tsx';
import { ReplyForm } from './reply-form.tsx';
import { TemplateEditor } from './template-editor.tsx';
import styles from './templates.module.css';
import { TEMPLATES } from './templates-page.tsx';

/** One template: its wording, what it looks like, how it differs from the release, who changed it. */
export function TemplatePage(): JSX.Element {
  const { key = '' } = useParams({ strict: false }) as { key?: string };
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [...TEMPLATES, 'one', key],
    queryFn: () => call(getTemplate, { params: { key } }),
  });
  if (isPending) return <Loading lines={12} />;
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  return data ? <Template key={data.key} template={data} /> : <Loading lines={12} />;
}

function Template({ template }: { template: TemplateView }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const navigate = useNavigate();
  const words = t.templates;
  const [language, setLanguage] = useState<TemplateLanguage>('vi');
  const [taken, setTaken] = useState<{ subject: string | null; body: string; at: number } | null>(null);
  const [asking, setAsking] = useState<'reset' | 'remove' | null>(null);
  const isReply = template.group === 'reply' || template.group === 'answer';
  const changed = template.changed.includes(language);
  const show = (view: TemplateView) => {
    client.setQueryData([...TEMPLATES, 'one', view.key], view);
    void client.invalidateQueries({ queryKey: [...TEMPLATES, 'all'] });
  };
  const reset = useMutation({
    mutationFn: () => call(resetTemplate, { params: { key: template.key, language } }),
    onSuccess: (view) => {
      show(view);
      setAsking(null);
      setTaken(null);
      toast(words.resetDone);
    },
    onError: (error) => toast(error.message),
  });
  const remove = useMutation({
    mutationFn: () => call(removeReplyTemplate, { params: { key: template.key } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: TEMPLATES });
      toast(words.removed);
      void navigate({ to: '/admin/templates' });
    },
    onError: (error) => toast(error.message),
  });
  const versions = template.versions.filter((v) => v.language === language);
  const tools = (
    <div className={rows.tools}>
      {changed ? (
        <Button variant="default" leftSection={<Icon name="recall" size={1} />} onClick={() => setAsking('reset')}>
          {words.reset}
        </Button>
      ) : null}
      {template.own ? (
        <Button variant="default" onClick={() => setAsking('remove')}>
          {words.remove}
        </Button>
      ) : null}
    </div>
  );
  return (
    <Page title={template.name} text={template.purpose} tool={tools} wide>
      <Link to="/admin/templates" className={styles.back}>
        <Icon name="chevronLeft" size={1} />
        {words.back}
      </Link>
      <SegmentedControl
        aria-label={t.display.language}
        className={styles.languages}
        data={TEMPLATE_LANGUAGES.map((value) => ({ value, label: words.language[value] }))}
        value={language}
        onChange={(value) => {
          setLanguage(value as TemplateLanguage);
          setTaken(null);
        }}
      />
      <TemplateEditor
        key={`${language} ${versions[0]?.version ?? 0} ${taken?.at ?? ''}`}
        template={template}
        language={language}
        start={taken}
        onSaved={(view) => {
          setTaken(null);
          show(view);
        }}
      />
      {template.optional ? (
        <Section title={words.settings}>
          <div className={styles.settings}>
            <LetterSwitch template={template} onSaved={show} />
          </div>
        </Section>
      ) : null}
      {isReply ? (
        <Section title={words.settings}>
          <div className={styles.settings}>
            <ReplyForm key={template.key} template={template} onDone={() => {}} />
          </div>
        </Section>
      ) : null}
      <Section title={words.versions} count={versions.length}>
        {versions.length === 0 ? <p className="meta">{words.noVersions}</p> : null}
        <ul className={rows.rows}>
          {versions.map((v) => (
            <li key={v.version} className={rows.row}>
              <div>
                <strong>{words.version(v.version)}</strong>
                {v.body === null ? ` – ${words.wasReset}` : ''}
                <p className="meta">
                  {v.by?.displayName ?? t.common.system} · <When at={v.at} />
                </p>
              </div>
              {v.body === null ? null : (
                <Button
                  variant="default"
                  size="compact-md"
                  aria-label={`${words.restore}: ${words.version(v.version)}`}
                  onClick={() => setTaken({ subject: v.subject, body: v.body ?? '', at: v.version })}
                >
                  {words.restore}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Modal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={asking === 'remove' ? words.remove : words.reset}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        <p>{asking === 'remove' ? words.removeText(template.name) : words.resetText}</p>
        <Button
          mt="md"
          fullWidth
          loading={reset.isPending || remove.isPending}
          onClick={() => (asking === 'remove' ? remove.mutate() : reset.mutate())}
        >
          {asking === 'remove' ? words.remove : words.reset}
        </Button>
      </Modal>
    </Page>
  );
}
