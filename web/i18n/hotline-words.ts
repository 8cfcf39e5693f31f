import { hotlineWords as en } from './en/hotline-words.ts';
import { useLanguage } from './index.ts';
import { hotlineWords as vi } from './vi/hotline-words.ts';

export type HotlineWords = typeof vi;

/** Texts of the telephone's administration and of recordings; they come with the pages, both languages together. */
export function useHotlineWords(): HotlineWords {
  return useLanguage() === 'vi' ? vi : en;
}
