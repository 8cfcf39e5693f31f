import { type Language, usePreferences } from '../lib/preferences.ts';
import { createStore, useStore } from '../lib/store.ts';
import { vi } from './vi.ts';

export type Dictionary = typeof vi;

// Vietnamese is always there; English is fetched when somebody first chooses it.
const english = createStore<Dictionary | null>(null);
let asked = false;

function askEnglish(): void {
  if (asked) return;
  asked = true;
  import('./en.ts').then(
    (module) => english.set(module.en),
    () => {
      asked = false;
    },
  );
}

/** The texts in the chosen language; every component re-renders at once when it changes. */
export function useT(): Dictionary {
  const { language } = usePreferences();
  const loaded = useStore(english);
  if (language === 'vi') return vi;
  if (!loaded) askEnglish();
  return loaded ?? vi;
}

/** The chosen language, for dates and numbers. */
export function useLanguage(): Language {
  return usePreferences().language;
}

/** A count with the language's thousands mark. */
export function numberText(n: number, language: Language): string {
  return n.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
}
