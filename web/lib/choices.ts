import { createStore } from './create-store.ts';

export const THEMES = ['auto', 'light', 'dark', 'contrast'] as const;
export const TEXT_SIZES = ['small', 'normal', 'large'] as const;
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Preferences {
  theme: (typeof THEMES)[number];
  text: (typeof TEXT_SIZES)[number];
  density: 'comfortable' | 'compact';
  language: Language;
  /** Shortcuts of one letter can be switched off (WCAG 2.1.4): voice input and some keyboards trip over them. */
  letterKeys: boolean;
}

const KEY = '1022.preferences';
const DEFAULTS: Preferences = {
  theme: 'auto',
  text: 'normal',
  density: 'comfortable',
  language: 'vi',
  letterKeys: true,
};
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const systemContrast = window.matchMedia('(prefers-contrast: more)');

function load(): Preferences {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>) };
  } catch {
    return DEFAULTS;
  }
}

/** Apart from React, because the first screen is painted before it has come. */
export const preferences = createStore(load());

/** The theme to paint now: `auto` follows the system, its contrast wish first. */
export function paintedTheme(theme: Preferences['theme']): 'light' | 'dark' | 'contrast' {
  if (theme !== 'auto') return theme;
  if (systemContrast.matches) return 'contrast';
  return systemDark.matches ? 'dark' : 'light';
}

/** Writes the choices onto `<html>`, where tokens.css and base.css read them. */
export function applyPreferences(): void {
  const { theme, text, density, language } = preferences.get();
  const root = document.documentElement;
  root.dataset.theme = paintedTheme(theme);
  root.style.colorScheme = root.dataset.theme === 'light' ? 'light' : 'dark';
  root.dataset.text = text;
  root.dataset.density = density;
  root.lang = language;
}

/** Changes some choices, at once and for the next visit. */
export function choose(change: Partial<Preferences>): void {
  const next = { ...preferences.get(), ...change };
  preferences.set(next);
  applyPreferences();
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Private windows forbid it; the choice then lasts until the tab closes.
  }
}

for (const query of [systemDark, systemContrast]) {
  query.addEventListener('change', () => {
    applyPreferences();
    preferences.set({ ...preferences.get() });
  });
}

/** The language of the desk just now, for what is asked of the server. */
export const languageNow = (): Language => preferences.get().language;
