import type { HotlineSettings } from '../../../contract/hotline-admin.ts';

export type RecordingKind = 'talk' | 'voicemail' | 'fallback';

/** What decides how long a recording stays. */
export interface Keeping {
  kind: RecordingKind;
  startedAt: Date;
  /** The case of its call is not ended. */
  caseOpen: boolean;
  held: boolean;
}

const DAY = 86_400_000;

/** Days that a kind is kept. */
export function daysOf(kind: RecordingKind, settings: HotlineSettings): number {
  if (kind === 'talk') return settings.keepTalkDays;
  return kind === 'voicemail' ? settings.keepVoicemailDays : settings.keepFallbackDays;
}

/** When a recording may be erased, and what keeps it beyond that. Pure. */
export function keepingOf(
  k: Keeping,
  settings: HotlineSettings,
): { eraseFrom: Date; keptBecause: 'case' | 'mark' | null } {
  const eraseFrom = new Date(k.startedAt.getTime() + daysOf(k.kind, settings) * DAY);
  return { eraseFrom, keptBecause: k.held ? 'mark' : k.caseOpen ? 'case' : null };
}
