import { Button, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { listPrompts, PROMPT_GROUPS, type PromptView } from '../../../contract/hotline-prompts.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useLast } from '../../lib/use-last.ts';
import { Icon } from '../../ui/icons.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import { Announcements } from './announcements.tsx';
import { PromptForm } from './prompt-form.tsx';
import { PromptRow } from './prompt-row.tsx';
import { HotlineTabs } from './tabs.tsx';

const KEY = ['hotline', 'prompts'];

/** What callers hear: announcements first, then every prompt by the moment at which it is heard. */
export function HotlinePromptsPage(): JSX.Element {
  const t = useT();
  const words = useHotlineWords().prompts;
  const client = useQueryClient();
  const [edited, setEdited] = useState<PromptView | null>(null);
  const shown = useLast(edited);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: KEY,
    queryFn: () => call(listPrompts, {}),
    staleTime: 0,
  });
  const renew = () => void client.invalidateQueries({ queryKey: ['hotline'] });
  const download = (
    <div className={rows.tools}>
      <ExportMenu list="prompts" />
      <Button
        component="a"
        href="/api/v1/hotline/prompts.zip"
        download
        variant="default"
        leftSection={<Icon name="download" size={1} />}
      >
        {words.download}
      </Button>
    </div>
  );
  return (
    <Page title={words.title} text={words.text} tool={download} wide>
      <HotlineTabs />
      {isPending ? <Loading lines={10} /> : null}
      {error && !data ? <Failed error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <>
          {data.tools.speak ? null : <Notice icon="alert" title={words.noVoice} text={words.noVoiceText} />}
          {data.tools.exchange === 'own' ? null : (
            <p role="note" className="meta">
              <strong>{words.exchange[data.tools.exchange].title}.</strong> {words.exchange[data.tools.exchange].text}
            </p>
          )}
          <Announcements prompts={data.items} onChanged={renew} />
          {PROMPT_GROUPS.map((group) => {
            const own = data.items.filter((one) => one.group === group);
            return own.length === 0 ? null : (
              <Section key={group} title={words.group[group]} count={own.length}>
                {group === 'numbers' ? <p className="meta">{words.numbersText}</p> : null}
                <ul className={rows.rows}>
                  {own.map((prompt) => (
                    <PromptRow
                      key={prompt.name}
                      prompt={prompt}
                      tools={data.tools}
                      onEdit={() => setEdited(prompt)}
                      onChanged={renew}
                    />
                  ))}
                </ul>
              </Section>
            );
          })}
        </>
      ) : null}
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        size="44rem"
        title={shown ? words.editTitle(shown.title) : ''}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {shown ? (
          <PromptForm
            key={shown.name}
            prompt={shown}
            onDone={() => {
              setEdited(null);
              renew();
            }}
          />
        ) : null}
      </Modal>
    </Page>
  );
}
