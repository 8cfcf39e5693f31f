import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import type { JSX } from 'react';
import {
  EXPORT_FORMATS,
  EXPORT_NEEDS,
  EXPORT_PATHS,
  type ExportedList,
  type ExportFormat,
} from '../../../contract/exports.ts';
import { useLanguage, useT } from '../../i18n/core.ts';
import type { Language } from '../../lib/preferences.ts';
import { Icon } from '../../ui/icons.tsx';
import { can, useSession } from '../session.tsx';

/** Where a list is fetched as a file, narrowed as it is on the screen, in the language of the screen. */
export function exportAddress(
  list: ExportedList,
  format: ExportFormat,
  language: Language,
  query: Record<string, unknown>,
): string {
  const all: Record<string, unknown> = { language, ...query };
  const asked = Object.entries(all).flatMap(([key, value]) =>
    value === undefined || value === null || value === '' || value === false ? [] : [[key, String(value)]],
  );
  return `/api/v1${EXPORT_PATHS[list]}?${new URLSearchParams([['format', format], ...asked] as string[][])}`;
}

/** The list as Excel or CSV, every row of it; nothing for whoever may not take it. */
export function ExportMenu(props: { list: ExportedList; query?: Record<string, unknown> }): JSX.Element | null {
  const t = useT();
  const language = useLanguage();
  const session = useSession();
  const needs = EXPORT_NEEDS[props.list];
  if (needs !== 'signed_in' && !can(session, needs)) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t.lists.export}>
          <ActionIcon variant="default" size="input-sm" aria-label={t.lists.export}>
            <Icon name="download" />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {EXPORT_FORMATS.toReversed().map((format) => (
          <Menu.Item
            key={format}
            component="a"
            href={exportAddress(props.list, format, language, props.query ?? {})}
            download
            leftSection={<Icon name="document" size={1} />}
          >
            {t.lists[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
