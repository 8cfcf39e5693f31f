import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import type { ChannelKind } from '../../../contract/cases.ts';
import { listReadyTexts } from '../../../contract/templates.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { Icon } from '../../ui/icons.tsx';

/** Ready texts for a reply or a draft: one press puts the text, filled in, where one writes. */
export default function ReadyTexts(props: {
  for: 'reply' | 'answer';
  channel?: ChannelKind;
  caseCode?: string;
  citizenName?: string | null;
  onPick(text: string): void;
}): JSX.Element {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const body = {
    for: props.for,
    ...(props.channel ? { channel: props.channel } : {}),
    ...(props.caseCode ? { caseCode: props.caseCode } : {}),
    ...(props.citizenName ? { citizenName: props.citizenName } : {}),
  };
  const list = useQuery({
    queryKey: ['ready-texts', body],
    queryFn: () => call(listReadyTexts, { body }),
    enabled: opened,
    staleTime: 300_000,
  });
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-start" width="min(24rem, 92vw)">
      <Menu.Target>
        <Button variant="default" size="compact-md" leftSection={<Icon name="note" size={1} />}>
          {t.knowledge.readyTexts}
        </Button>
      </Menu.Target>
      <Menu.Dropdown style={{ maxHeight: 'min(24rem, 60dvh)', overflowY: 'auto' }}>
        {list.data?.items.map((one) => (
          <Menu.Item key={one.key} onClick={() => props.onPick(one.text)}>
            <strong>{one.name}</strong>
            <br />
            <span className="meta">{one.text.length > 90 ? `${one.text.slice(0, 90)}…` : one.text}</span>
          </Menu.Item>
        ))}
        {list.data?.items.length === 0 ? <Menu.Item disabled>{t.knowledge.noReady}</Menu.Item> : null}
        {list.isPending ? <Menu.Item disabled>{t.states.loading}</Menu.Item> : null}
        {list.error ? <Menu.Item onClick={() => void list.refetch()}>{t.states.retry}</Menu.Item> : null}
      </Menu.Dropdown>
    </Menu>
  );
}
