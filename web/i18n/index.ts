import { useEnglish } from './core.ts';
import { vi } from './vi.ts';

export { numberText, useLanguage } from './core.ts';

export type Dictionary = typeof vi;

/** All texts in the chosen language; they arrive together with the first page that is loaded later. */
export function useT(): Dictionary {
  return useEnglish() ?? vi;
}
