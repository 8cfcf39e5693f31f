import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const brand: MantineColorsTuple = [
  '#eaf2fe',
  '#d3e3fb',
  '#a9c8f6',
  '#7fadf0',
  '#5a95ea',
  '#3b80e4',
  '#236fdc',
  '#1456b8',
  '#0f4aa1',
  '#0b3c85',
];

/** The greys that Mantine paints dropdowns, borders and tracks with in the dark; the same as in tokens.css. */
const dark: MantineColorsTuple = [
  '#e9eef4',
  '#b6c2cf',
  '#9dabbb',
  '#6c7d90',
  '#2b3744',
  '#1f2935',
  '#1d2732',
  '#161e27',
  '#0f151c',
  '#0b1016',
];

/** Mantine speaks our tokens: sizes from visual.md in rem, one brand colour, small radius. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'ui-monospace, monospace',
  primaryColor: 'brand',
  colors: { brand, dark },
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'var(--radius)',
  cursorType: 'pointer',
  fontSizes: {
    xs: 'var(--text-meta)',
    sm: 'var(--text-body)',
    md: 'var(--text-body)',
    lg: 'var(--text-section)',
    xl: 'var(--text-page)',
  },
  spacing: { xs: 'var(--gap-2)', sm: 'var(--gap-3)', md: 'var(--gap-4)', lg: 'var(--gap-6)', xl: '2rem' },
  shadows: { xs: 'var(--shadow)', sm: 'var(--shadow)', md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  components: {
    Portal: { defaultProps: { target: '#overlays' } },
    Combobox: { defaultProps: { shadow: 'md' } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Tooltip: {
      defaultProps: {
        openDelay: 350,
        withArrow: false,
        multiline: true,
        events: { hover: true, focus: true, touch: false },
      },
    },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45 } } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 120 } } },
    // The focus placeholder would be a child without a role inside the menu.
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 120 }, withInitialFocusPlaceholder: false } },
    // The list itself scrolls: a scroll area around it would be one more thing that takes no focus.
    Select: { defaultProps: { checkIconPosition: 'right', allowDeselect: false, withScrollArea: false } },
    MultiSelect: { defaultProps: { withScrollArea: false } },
  },
});

const ours = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-2)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--brand)',
  '--mantine-color-error': 'var(--red)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--hover)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-contrast': 'var(--on-brand)',
  '--mantine-color-brand-text': 'var(--brand)',
  '--mantine-color-brand-filled': 'var(--brand-fill)',
  '--mantine-color-brand-filled-hover': 'var(--brand-fill)',
  '--mantine-color-brand-light': 'var(--blue-soft)',
  '--mantine-color-brand-light-hover': 'var(--hover)',
  '--mantine-color-brand-light-color': 'var(--brand)',
  '--mantine-color-brand-outline': 'var(--brand)',
  '--mantine-color-red-filled': 'var(--red-fill)',
  '--mantine-color-red-filled-hover': 'var(--red-fill)',
  '--mantine-color-red-outline': 'var(--red)',
  '--mantine-color-red-outline-hover': 'var(--red-soft)',
  '--mantine-color-gray-light-color': 'var(--ink-2)',
  '--mantine-color-gray-light-hover': 'var(--hover)',
  '--mantine-primary-color-filled': 'var(--brand-fill)',
  '--mantine-primary-color-filled-hover': 'var(--brand-fill)',
  '--mantine-primary-color-light': 'var(--blue-soft)',
  '--mantine-primary-color-light-color': 'var(--brand)',
};

/** Every colour Mantine paints with comes from tokens.css, so that a theme is one block of variables there. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });
