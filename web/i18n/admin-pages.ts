import { adminPages as en } from './en/admin-pages.ts';
import { useLanguage } from './index.ts';
import { adminPages as vi } from './vi/admin-pages.ts';

export type AdminWords = typeof vi;

/**
 * Texts of the administration pages in the chosen language. They come with the pages, both languages together, so that
 * the hundreds of people who never open these pages do not load their words first thing in the morning.
 */
export function useAdminWords(): AdminWords {
  return useLanguage() === 'vi' ? vi : en;
}
