import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { JSX } from 'react';
import { paintedTheme, usePreferences } from '../lib/preferences.ts';
import { createQueryClient } from '../lib/queries.ts';
import { cssVariables, theme } from '../ui/theme.ts';
import { router } from './router.tsx';

const queryClient = createQueryClient();

/** The desk: theme, data cache, routes. */
export function App(): JSX.Element {
  // On a phone the large buttons stand at the bottom; a word that something was done must not cover them.
  const narrow = useMediaQuery('(max-width: 47.99em)');
  const painted = paintedTheme(usePreferences().theme);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={painted === 'light' ? 'light' : 'dark'}
    >
      <QueryClientProvider client={queryClient}>
        <Notifications position={narrow ? 'top-center' : 'bottom-left'} autoClose={5000} limit={4} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
