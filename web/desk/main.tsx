import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/mantine.css.ts';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { sweepKept } from '../lib/kept.ts';
import { applyPreferences } from '../lib/preferences.ts';
import { App } from './app.tsx';

applyPreferences();
sweepKept();
createRoot(document.getElementById('desk') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
