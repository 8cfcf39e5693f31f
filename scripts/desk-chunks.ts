/** Which files the desk is built into: few large ones, in the order in which they are needed. */
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** What menus, tooltips and dialogs are made of: fetched once the first list is there, as one file. */
const FLOATING =
  /node_modules\/(@floating-ui\/|react-remove-scroll|@mantine\/core\/esm\/components\/(Menu|Popover|Tooltip|Modal|ModalBase|ScrollArea|SegmentedControl|Switch)\/)/;
/** What is taken from packages comes along by itself; Mantine's one door names far more than that. */
const OURS = /\/(web|contract)\//;

/**
 * The steps of the first load, each with all that its module imports and no step before it holds: one file per step,
 * because each costs a round trip on the network of a telephone.
 */
const STEPS = [
  // One round trip after the page: asks for the data.
  ['ahead', ['first/ahead.ts']],
  // Paints the first list on a telephone.
  ['screen', ['first/first.ts']],
  ['desk', ['main.tsx']],
  // What stands around the list a moment later.
  ['tools', ['shell/header-tools.tsx', 'queue/filter-tools.tsx', 'routing/offer-cards.tsx']],
  // What one opens next.
  ['case', ['case/case-route.tsx']],
] as const;

type Attributes = Record<string, string | boolean>;
const inHead = (tag: string, attrs: Attributes) => ({ tag, attrs, injectTo: 'head' as const });

/** The scripts that one step needs and no step before it has. */
function filesOf(step: string, bundle: Record<string, { type: string; name?: string; imports?: string[] }>): string[] {
  const found = Object.keys(bundle).find((file) => bundle[file]?.type === 'chunk' && bundle[file].name === step);
  const files = found ? [found, ...(bundle[found]?.imports ?? [])] : [];
  return files.filter((file) => !/\/(ahead|screen)-/.test(file)).map((file) => `/desk/${file}`);
}

/** The groups for the bundler, and the plugin that fills them; `desk` is the folder of the desk's sources. */
export function deskChunks(desk: string) {
  const stepOf = new Map<string, string>();
  const plugin: Plugin = {
    name: 'desk-chunks',
    apply: 'build',
    buildEnd() {
      stepOf.clear();
      const walk = (id: string, step: string) => {
        if (stepOf.has(id)) return;
        stepOf.set(id, step);
        for (const next of this.getModuleInfo(id)?.importedIds ?? []) walk(next, step);
      };
      for (const [step, modules] of STEPS) for (const module of modules) walk(join(desk, module), step);
    },
    transformIndexHtml: {
      order: 'post',
      // The first screen begins to come with the page; the small script that needs it finds it on its way.
      handler: (_html, { bundle }) => [
        ...Object.keys(bundle ?? {}).flatMap((file) => {
          const type = /\/screen-[^/]*\.(js|css)$/.exec(file)?.[1];
          const rel = type === 'js' ? 'modulepreload' : 'stylesheet';
          return type ? [inHead('link', { rel, crossorigin: true, href: `/desk/${file}` })] : [];
        }),
        // Read by web/desk/first/ahead.ts.
        inHead('meta', { name: 'desk-files', content: filesOf('desk', bundle ?? {}).join(' ') }),
      ],
    },
  };
  const step = (name: string) => ({ name, test: (id: string) => stepOf.get(id) === name && OURS.test(id) });
  const groups = [
    { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
    { name: 'tanstack', test: /node_modules\/@tanstack\// },
    ...STEPS.slice(0, 3).map(([name]) => step(name)),
    { name: 'floating', test: FLOATING },
    ...STEPS.slice(3).map(([name]) => step(name)),
  ];
  return { plugin, groups };
}
