import { ActionIcon, Popover, SegmentedControl, Switch, Tooltip } from '@mantine/core';
import { type JSX, useId } from 'react';
import { useT } from '../../i18n/core.ts';
import { choose, LANGUAGES, type Preferences, TEXT_SIZES, THEMES, usePreferences } from '../../lib/preferences.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './display-menu.module.css';

/** Text size, theme, density, language and letter shortcuts: at once, and kept in this browser. */
export function DisplayMenu(): JSX.Element {
  const t = useT();
  return (
    <Popover position="bottom-end" trapFocus width="20rem">
      <Popover.Target>
        <Tooltip label={t.header.display}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t.header.display}>
            <Icon name="contrast" />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.header.display}>
        <Choices />
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices(): JSX.Element {
  const t = useT();
  const chosen = usePreferences();
  return (
    <div className={styles.choices}>
      <Choice
        label={t.display.textSize}
        value={chosen.text}
        options={TEXT_SIZES.map((value) => ({ value, label: t.display[value] }))}
        onChange={(text) => choose({ text: text as Preferences['text'] })}
      />
      <div role="radiogroup" aria-label={t.display.theme}>
        <span className={styles.label} aria-hidden>
          {t.display.theme}
        </span>
        <div className={styles.themes}>
          {THEMES.map((theme) => (
            // biome-ignore lint/a11y/useSemanticElements: a swatch cannot be drawn inside a native radio
            <button
              key={theme}
              type="button"
              role="radio"
              aria-checked={chosen.theme === theme}
              data-swatch={theme}
              className={styles.theme}
              onClick={() => choose({ theme })}
            >
              <span className={styles.swatch} aria-hidden>
                Aa
              </span>
              {t.display[theme]}
            </button>
          ))}
        </div>
      </div>
      <Choice
        label={t.display.density}
        value={chosen.density}
        options={(['comfortable', 'compact'] as const).map((value) => ({ value, label: t.display[value] }))}
        onChange={(density) => choose({ density: density as Preferences['density'] })}
      />
      <Choice
        label={t.display.language}
        value={chosen.language}
        options={LANGUAGES.map((value) => ({ value, label: value === 'vi' ? 'Tiếng Việt' : 'English' }))}
        onChange={(language) => choose({ language: language as Preferences['language'] })}
      />
      <Switch
        label={t.display.letterKeys}
        checked={chosen.letterKeys}
        onChange={(e) => choose({ letterKeys: e.currentTarget.checked })}
      />
    </div>
  );
}

function Choice(props: {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange(value: string): void;
}): JSX.Element {
  const id = useId();
  return (
    <div>
      <span className={styles.label} id={id}>
        {props.label}
      </span>
      <SegmentedControl
        fullWidth
        aria-labelledby={id}
        data={props.options}
        value={props.value}
        onChange={props.onChange}
        transitionDuration={120}
      />
    </div>
  );
}
