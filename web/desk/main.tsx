import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { sweepKept } from '../lib/kept-store.ts';
import { caseListQuery, countsQuery, sessionQuery } from '../lib/queries.ts';
import { App } from './app.tsx';
import { keepFirstScreen, resumeFirstScreen } from './first/resume.ts';
import type { FirstScreen } from './first/screen.ts';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';

const SOON_MS = 50;

/** What the first screen shows, as the desk reads it; a failure is for the desk to say. */
async function readAgain({ view, filters, answered }: FirstScreen): Promise<void> {
  const counts = queryClient.prefetchQuery(countsQuery);
  const list = queryClient.prefetchInfiniteQuery(caseListQuery(view, filters));
  await Promise.all([queryClient.prefetchQuery(sessionQuery), answered() ? list : null, router.load()]);
  // Numbers that stand on the screen stay there; those still being counted are not waited for. And what was tapped
  // meanwhile is heard before the work of rendering begins.
  await Promise.race([counts, new Promise((resolve) => setTimeout(resolve, SOON_MS))]);
  await new Promise((resolve) => setTimeout(resolve));
}

/** Renders the desk; in place of a first screen only when it can show the same list. */
export async function startDesk(first: FirstScreen | null): Promise<void> {
  sweepKept();
  if (first) await readAgain(first);
  const place = document.getElementById('desk') as HTMLElement;
  const desk = (
    <StrictMode>
      <App />
    </StrictMode>
  );
  const done = first?.leave();
  if (first && done) keepFirstScreen(first, done);
  // At once: between what was measured and what is shown nobody scrolls.
  flushSync(() => createRoot(place).render(desk));
  delete place.dataset.first;
  if (done) resumeFirstScreen(done);
}
