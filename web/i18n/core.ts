import { type Language, usePreferences } from '../lib/preferences.ts';
import { createStore, useStore } from '../lib/store.ts';
import type { en } from './en.ts';
import { core } from './vi/core.ts';

/** The texts of the first load, for what is part of it; everything else takes the whole dictionary from `index.ts`. */
export type Dictionary = typeof core;

// Vietnamese is always there; English is fetched, whole, when somebody first chooses it.
const english = createStore<typeof en | null>(null);
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

/** The English dictionary when English is chosen and has arrived, else null. */
export function useEnglish(): typeof en | null {
  const { language } = usePreferences();
  const loaded = useStore(english);
  if (language === 'vi') return null;
  if (!loaded) askEnglish();
  return loaded;
}

/** The texts of the first load in the chosen language; every component re-renders at once when it changes. */
export function useT(): Dictionary {
  return useEnglish() ?? core;
}

/** The chosen language, for dates and numbers. */
export function useLanguage(): Language {
  return usePreferences().language;
}

/** A count with the language's thousands mark. */
export function numberText(n: number, language: Language): string {
  return n.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
}
