import { ActionIcon, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { getArticle, suggestArticles } from '../../../contract/articles.ts';
import type { Conversation } from '../../../contract/conversations.ts';
import { listReadyTexts } from '../../../contract/templates.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { matches } from '../../lib/fold.ts';
import { Icon } from '../../ui/icons.tsx';
import { Loading } from '../../ui/states.tsx';
import styles from './conversations.module.css';

const ASKED_MAX = 2_000;

interface Props {
  conversation: Conversation;
  lastWords: string;
  onInsert(words: string): void;
}

/** Ready texts with their values filled in, and articles that fit what the citizen wrote. Read when first opened. */
export function Helpers({ conversation, lastWords, onInsert }: Props): JSX.Element {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const [find, setFind] = useState('');
  const texts = useQuery({
    queryKey: ['ready-texts', conversation.id, conversation.cases[0] ?? ''],
    queryFn: () =>
      call(listReadyTexts, {
        body: {
          for: 'reply',
          channel: conversation.channel,
          ...(conversation.cases[0] ? { caseCode: conversation.cases[0] } : {}),
          ...(conversation.citizenName ? { citizenName: conversation.citizenName } : {}),
        },
      }),
    enabled: opened,
  });
  const asked = lastWords.slice(0, ASKED_MAX).toWellFormed();
  const articles = useQuery({
    queryKey: ['articles', 'suggest', asked],
    queryFn: () => call(suggestArticles, { body: { text: asked } }),
    enabled: opened && asked.trim() !== '',
  });
  const insert = (words: string) => {
    setOpened(false);
    onInsert(words);
  };
  const insertArticle = async (code: string) => {
    const article = await call(getArticle, { params: { code } });
    insert(plainText(article.body));
  };
  const shown = texts.data?.items.filter((one) => matches(`${one.name} ${one.text}`, find)) ?? [];
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus width="min(26rem, 92vw)" position="top-start">
      <Popover.Target>
        <ActionIcon variant="default" size="lg" aria-label={t.inbox.reply.templates} onClick={() => setOpened(!opened)}>
          <Icon name="text" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.inbox.reply.templates} className={styles.helpers}>
        <TextInput
          type="search"
          aria-label={t.inbox.reply.templatesSearch}
          placeholder={t.inbox.reply.templatesSearch}
          value={find}
          onChange={(e) => setFind(e.currentTarget.value)}
          data-autofocus
        />
        {texts.isPending ? <Loading lines={3} /> : null}
        {texts.data && shown.length === 0 ? <p className="meta">{t.inbox.reply.templatesEmpty}</p> : null}
        <ul>
          {shown.map((one) => (
            <li key={one.key}>
              <UnstyledButton className={styles.helper} onClick={() => insert(one.text)}>
                <strong>{one.name}</strong>
                <span className="meta">{one.text.slice(0, 140)}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
        {articles.data && articles.data.items.length > 0 ? (
          <>
            <h2 className={styles.helpersHead}>{t.inbox.reply.articles}</h2>
            <ul>
              {articles.data.items.map((one) => (
                <li key={one.code}>
                  <UnstyledButton className={styles.helper} onClick={() => void insertArticle(one.code)}>
                    <strong>{one.title}</strong>
                    <span className="meta">{one.excerpt.slice(0, 140)}</span>
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}

/** The light Markdown of an article as a citizen reads it in a chat. */
function plainText(body: string): string {
  return body
    .replace(/^#{1,6}\s+/gmu, '')
    .replace(/\*\*([^*]+)\*\*/gu, '$1')
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/gu, '$1 ($2)')
    .trim();
}
