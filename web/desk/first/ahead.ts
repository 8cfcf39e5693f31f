/**
 * What the address bar loads first, so small that it is here after one round trip: asks for the data, then for the first
 * screen and the desk. See README.md beside it.
 */
import '../../ui/tokens.css';
import '../../ui/mantine.css.ts';
import '../../ui/base.css';
import { applyPreferences } from '../../lib/choices.ts';
import { askList, askPath, mayPaint } from './ask.ts';
import { fontsKnown, loadFonts } from './fonts.ts';
import { listPlaceOf } from './place.ts';

applyPreferences();
const session = askPath('/session');
const place = listPlaceOf(location);
const list = place && askList(place);
const loadDesk = () => import('../main.tsx');
// Where a first screen is painted the desk comes second: its files travel while the list is read, and run after it.
const early = mayPaint() && (place ? !place.code : /^\/desk\/?$/.test(location.pathname));
const desk = early ? null : loadDesk();
if (fontsKnown() || !early) loadFonts();
void Promise.race([list ?? session, session.then((answer) => (answer?.ok ? list : null))]).then(fetchDesk);
void import('./first.ts').then(
  ({ begin }) => begin(place, () => desk ?? loadDesk()),
  async () => (await (desk ?? loadDesk())).startDesk(null),
);

/** Lets the files of the desk come without running them. The build writes their names into the page. */
function fetchDesk(): void {
  const files = document.querySelector<HTMLMetaElement>('meta[name=desk-files]')?.content.split(' ') ?? [];
  for (const href of files)
    if (!document.querySelector(`link[href="${href}"]`))
      document.head.append(
        Object.assign(document.createElement('link'), { rel: 'modulepreload', crossOrigin: '', href }),
      );
}
