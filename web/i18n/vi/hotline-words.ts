import { health } from './hotline-health.ts';
import { menu, tabs } from './hotline-menu.ts';
import { prompts } from './hotline-prompts.ts';
import { cti, settings } from './hotline-settings.ts';
import { manual } from './manual-call.ts';
import { player, recordings } from './recordings.ts';

/** Texts of the telephone's administration, of recordings and of calls written down by hand. */
export const hotlineWords = { tabs, menu, prompts, settings, cti, health, recordings, player, manual };
