import type { IconName } from '../../ui/icons.tsx';

export const HIT_GROUPS = ['actions', 'pages', 'cases', 'citizens', 'conversations', 'state', 'display'] as const;

/** One thing the command field offers. */
export interface Hit {
  /** Fit for an element's id. */
  id: string;
  group: (typeof HIT_GROUPS)[number];
  icon: IconName;
  text: string;
  aside?: string;
  /** True when what it opens takes the focus itself. */
  takesFocus?: boolean;
  go(): void;
}
