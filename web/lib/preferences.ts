import { type Preferences, preferences } from './choices.ts';
import { useStore } from './store.ts';

export {
  applyPreferences,
  choose,
  LANGUAGES,
  type Language,
  languageNow,
  paintedTheme,
  TEXT_SIZES,
  THEMES,
} from './choices.ts';
export type { Preferences };

/** This browser's choices. */
export function usePreferences(): Preferences {
  return useStore(preferences);
}
