import type { HotlineWords } from '../hotline-words.ts';
import { health } from './hotline-health.ts';
import { menu, tabs } from './hotline-menu.ts';
import { prompts } from './hotline-prompts.ts';
import { cti, settings } from './hotline-settings.ts';
import { manual } from './manual-call.ts';
import { player, recordings } from './recordings.ts';

export const hotlineWords: HotlineWords = { tabs, menu, prompts, settings, cti, health, recordings, player, manual };
