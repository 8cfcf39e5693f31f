const KEY = '1022.fonts';

/** Whether this browser has shown the desk in its own letters before: they then come from its cache. */
export function fontsKnown(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** Fetches the letters. At the very first visit after the desk: they are half as heavy as it, and swapped in. */
export function loadFonts(): void {
  void import('../../ui/fonts.css');
  try {
    localStorage.setItem(KEY, '1');
  } catch {
    // Private windows forbid it; the letters then come after the desk each time.
  }
}
