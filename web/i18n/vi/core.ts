import { actions } from './actions.ts';
import { administration } from './administration.ts';
import { craft } from './craft.ts';
import { days } from './days.ts';
import { directives } from './directives.ts';
import { list } from './list.ts';
import { lists } from './lists.ts';
import { notices } from './notices.ts';
import { routing } from './routing.ts';
import { shell } from './shell.ts';
import { words } from './words.ts';

/**
 * The Vietnamese texts of what stands on the screen first: the frame, signing in, the lists. Everybody loads them every
 * morning, so a part is here only when one of those needs it.
 */
export const core = {
  ...words,
  ...shell,
  list,
  lists,
  actions,
  administration,
  craft,
  days,
  directives,
  notices,
  routing,
};
