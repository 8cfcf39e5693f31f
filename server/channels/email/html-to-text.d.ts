// html-to-text 10 ships no types; only what is used here.
declare module 'html-to-text' {
  export function convert(html: string, options?: Record<string, unknown>): string;
}
