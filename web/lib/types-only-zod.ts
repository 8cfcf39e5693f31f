/**
 * Stands in for `zod` in the desk's bundle (vite.config.ts). The desk takes from the contract its TypeScript types, the
 * methods and paths of the endpoints, and the plain lists of words; the server does the validating. The real library
 * would be a tenth of the first load. Every builder call gives the same inert object back; validating with it fails
 * loudly, so that nobody believes something was checked.
 */
const VALIDATING = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'decode', 'encode']);

const inert: unknown = new Proxy(() => {}, {
  get(_, name) {
    if (VALIDATING.has(String(name)))
      throw new Error('the desk has no validation library: see web/lib/types-only-zod.ts');
    return inert;
  },
  apply: () => inert,
});

export const z = inert;
