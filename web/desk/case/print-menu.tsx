import { ActionIcon, Menu } from '@mantine/core';
import type { JSX } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { type PrintKind, printAddress } from '../../../contract/print.ts';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';

/** The papers that this case can be printed as; each opens as PDF in a tab of its own. */
export function PrintMenu({ item }: { item: CaseView }): JSX.Element {
  const words = useT().craft.print;
  const answered = item.answer !== null && ['approved', 'closed', 'merged'].includes(item.status);
  const papers: [PrintKind, string][] = [
    ['transfer', item.leadUnit ? words.transfer : words.receipt],
    ...(answered ? [['answer', words.answer] as [PrintKind, string]] : []),
  ];
  return (
    <Menu position="bottom-end" width="max-content">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={words.menu} title={words.menu}>
          <Icon name="printer" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {papers.map(([kind, label]) => (
          <Menu.Item
            key={kind}
            component="a"
            href={printAddress(item.code, kind)}
            target="_blank"
            rel="noopener"
            leftSection={<Icon name="document" size={1} />}
          >
            {label} (PDF)
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
