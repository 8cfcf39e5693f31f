import { Button, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { listTemplates, TEMPLATE_GROUPS, type TemplateSummary } from '../../../contract/templates.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { matches } from '../../lib/fold.ts';
import { Icon } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import { RowCount } from '../../ui/more-rows.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import { ReplyForm } from './reply-form.tsx';

export const TEMPLATES = ['templates'] as const;

/** Every text that goes out, by whom it is for. */
export function TemplatesPage(): JSX.Element {
  const t = useT();
  const navigate = useNavigate();
  const words = t.templates;
  const [text, setText] = useState('');
  const [adding, setAdding] = useState(false);
  const list = useQuery({ queryKey: [...TEMPLATES, 'all'], queryFn: () => call(listTemplates, {}) });
  const found = (list.data?.items ?? []).filter((i) => matches(`${i.name} ${i.key} ${i.purpose}`, text));
  const add = (
    <div className={rows.tools}>
      <ExportMenu list="templates" query={{ q: text.trim() }} />
      <Button leftSection={<Icon name="plus" size={1} />} onClick={() => setAdding(true)}>
        {words.add}
      </Button>
    </div>
  );
  return (
    <Page title={words.title} text={words.text} tool={add} wide>
      <TextInput
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        leftSection={<Icon name="search" size={1} />}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        maw="26rem"
      />
      <RowCount of="templates" total={list.data ? found.length : undefined} />
      {list.isPending ? <Loading lines={10} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && found.length === 0 ? <Notice icon="document" title={words.nothing} /> : null}
      {TEMPLATE_GROUPS.map((group) => {
        const items = found.filter((i) => i.group === group);
        return items.length === 0 ? null : (
          <Section key={group} title={words.group[group]} count={items.length}>
            <ul className={rows.rows}>
              {items.map((item) => (
                <Row key={item.key} item={item} />
              ))}
            </ul>
          </Section>
        );
      })}
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title={words.add}
        size="40rem"
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        <ReplyForm onDone={(key) => void navigate({ to: '/admin/templates/$key', params: { key } })} />
      </Modal>
    </Page>
  );
}

function Row({ item }: { item: TemplateSummary }): JSX.Element {
  const t = useT();
  const words = t.templates;
  const where = item.channels.map((c) => t.channel[c]).join(', ');
  return (
    <li className={rows.row} data-off={item.enabled ? undefined : true}>
      <div>
        <Link to="/admin/templates/$key" params={{ key: item.key }}>
          <strong>{item.name}</strong>
        </Link>
        <p className="meta">
          {item.purpose} · <span className="code">{item.key}</span>
          {where ? ` · ${where}` : ''}
        </p>
      </div>
      {item.enabled ? null : (
        <Chip tone="slate" icon="pause">
          {words.off}
        </Chip>
      )}
      {item.own ? (
        <Chip tone="ink" icon="person">
          {words.own}
        </Chip>
      ) : null}
      {item.changed.length > 0 ? (
        <Chip tone="blue" icon="edit">
          {words.changed} ({item.changed.join(', ')})
        </Chip>
      ) : null}
    </li>
  );
}
