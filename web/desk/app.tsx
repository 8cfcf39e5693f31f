import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type JSX, useEffect, useRef } from 'react';
import { paintedTheme, usePreferences } from '../lib/preferences.ts';
import { cssVariables, theme } from '../ui/theme.ts';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';

/** The desk: theme, data cache, routes. */
export function App(): JSX.Element {
  const { theme: chosen, language } = usePreferences();
  const painted = paintedTheme(chosen);
  useReadAgainIn(language);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={painted === 'light' ? 'light' : 'dark'}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** What the server says in words was read in the language of before: it is read again at once. */
function useReadAgainIn(language: string): void {
  const before = useRef(language);
  useEffect(() => {
    if (before.current === language) return;
    before.current = language;
    void queryClient.invalidateQueries();
  }, [language]);
}
