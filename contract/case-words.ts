/** The closed lists of words about cases; glossary: GLOSSARY.md. */

/** Kinds of case (glossary: GLOSSARY.md). The deadline policy is chosen by type × urgency × category. */
export const CASE_TYPES = [
  'inquiry',
  'procedure_inquiry',
  'site_report',
  'regulation_feedback',
  'service_report',
  'procedure_report',
  'conduct_report',
  'business_report',
  'suggestion',
  'compliment',
  'out_of_scope',
] as const;
export type CaseType = (typeof CASE_TYPES)[number];

export const URGENCIES = ['low', 'normal', 'urgent', 'emergency'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const STATUSES = [
  'received',
  'forwarded',
  'processing',
  'awaiting_citizen',
  'awaiting_approval',
  'escalated',
  'approved',
  'closed',
  'declined',
  'merged',
] as const;
export type Status = (typeof STATUSES)[number];

export const CHANNELS = ['phone', 'email', 'web', 'livechat', 'zalo', 'messenger', 'desk', 'open311'] as const;
export type ChannelKind = (typeof CHANNELS)[number];

/** Whose turn it is: the one question the desk answers without a click. */
export const TURNS = ['centre', 'officer', 'unit_leader', 'province_leader', 'citizen', 'nobody'] as const;
export type Turn = (typeof TURNS)[number];

/** Four buckets, never folded into one another (domain rule). */
export const BUCKETS = ['in_time', 'overdue', 'on_time', 'late'] as const;
export type Bucket = (typeof BUCKETS)[number];

export const DECLINE_REASONS = [
  'complaint',
  'denunciation',
  'emergency',
  'court',
  'civil_dispute',
  'other_province',
  'unrelated',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];
