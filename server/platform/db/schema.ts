// Generated from the migrated database by `npm run gen`. Do not edit: write a migration.
import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Json = ColumnType<JsonValue, string, string>;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface ActionKeys {
  at: Timestamp;
  case_id: number;
  key: string;
  user_id: number;
  version: number;
}

export interface AgencyHeader {
  address: Generated<string>;
  agency: Generated<string>;
  authority: Generated<string>;
  email: Generated<string>;
  hotline: Generated<string>;
  only_row: Generated<boolean>;
  phone: Generated<string>;
  place: Generated<string>;
}

export interface AgentSkills {
  skill: string;
  user_id: number;
}

export interface ApiTokens {
  created_at: Timestamp;
  expires_at: Timestamp | null;
  id: Generated<number>;
  last_used_at: Timestamp | null;
  name: string;
  revoked_at: Timestamp | null;
  token_hash: Buffer;
  user_id: number;
}

export interface Areas {
  code: string;
  formerly: Generated<Json>;
  id: Generated<number>;
  kind: string;
  name: string;
  short_name: string;
  valid_from: string;
  valid_to: string | null;
}

export interface Articles {
  body: string;
  category_id: number | null;
  code: string;
  created_at: Timestamp;
  created_by: number | null;
  demo: Generated<boolean>;
  fold_body: string;
  fold_head: string;
  id: Generated<number>;
  keywords: Generated<string[]>;
  reviewed_until: string | null;
  search: Generated<string | null>;
  state: ColumnType<'draft' | 'published' | 'archived', string, string>;
  title: string;
  updated_at: Timestamp;
  version: Generated<number>;
}

export interface ArticleVersions {
  article_id: number;
  body: string;
  category_id: number | null;
  changed_at: Timestamp;
  changed_by: number | null;
  keywords: string[];
  reviewed_until: string | null;
  state: string;
  title: string;
  version: number;
}

export interface Assignments {
  accepted_at: Timestamp | null;
  assigned_by: number | null;
  assignee_id: number | null;
  by_directive: Generated<boolean>;
  case_id: number;
  due_at: Timestamp | null;
  ended_at: Timestamp | null;
  id: Generated<number>;
  level: Generated<number>;
  note: string | null;
  opinion: string | null;
  question: string | null;
  role: ColumnType<'lead' | 'co', string, string>;
  silent_at: Timestamp | null;
  started_at: Timestamp;
  state: ColumnType<'open' | 'accepted' | 'answered' | 'returned' | 'recalled' | 'ended', string, string>;
  unit_id: number;
}

export interface Attachments {
  case_id: number | null;
  content_id: string | null;
  created_at: Timestamp;
  created_by: number | null;
  draft_id: number | null;
  id: Generated<number>;
  inline: Generated<boolean>;
  media_type: string;
  message_id: number | null;
  name: string;
  public_id: string;
  sha256: string;
  size: number;
  source: ColumnType<'citizen' | 'staff' | 'evidence', string, string>;
}

export interface CalendarDays {
  calendar_id: number;
  date: string;
  kind: ColumnType<'holiday' | 'compensatory_off' | 'swapped_off' | 'working_day' | 'ordinary', string, string>;
  name: string;
  origin: ColumnType<'reference' | 'manual' | 'import', string, string>;
  ranges: string[] | null;
  source: string | null;
  swapped_with: string | null;
  verified: Generated<boolean>;
}

export interface CalendarRanges {
  calendar_id: number;
  hours: string;
  id: Generated<number>;
  valid_from: string | null;
  valid_to: string | null;
  weekday: number;
}

export interface Calendars {
  base_calendar_id: number | null;
  code: string;
  day_minutes: number;
  id: Generated<number>;
  is_default: Generated<boolean>;
  name: string;
}

export interface CalendarState {
  only_row: Generated<boolean>;
  version: number;
}

export interface CalendarUnits {
  calendar_id: number;
  unit_id: number;
  valid_from: string;
  valid_to: string | null;
}

export interface CallbackTasks {
  attempts: Generated<number>;
  call_id: number | null;
  calls: Generated<number>;
  case_id: number | null;
  conversation_id: number | null;
  created_at: Timestamp;
  created_by: number | null;
  done_at: Timestamp | null;
  done_by: number | null;
  due_at: Timestamp | null;
  id: Generated<number>;
  kind: Generated<string>;
  last_call_at: Timestamp | null;
  message_id: number | null;
  note: string | null;
  phone: string | null;
  purpose: string;
  rank: Generated<number>;
  result: string | null;
  since: Generated<Timestamp>;
  state: ColumnType<'open' | 'done' | 'dropped', string | undefined, string>;
  text: string;
  why: string;
}

export interface CallDispositions {
  active: Generated<boolean>;
  code: string;
  name: string;
  sort: number;
}

export interface CallInputs {
  body: Json;
  call_id: number;
  created_at: Timestamp;
  id: Generated<number>;
}

export interface CallLegs {
  answered_at: Timestamp | null;
  call_id: number;
  cause: number | null;
  channel_id: string | null;
  ended_at: Timestamp | null;
  id: Generated<number>;
  kind: ColumnType<'citizen' | 'agent' | 'officer' | 'outside' | 'supervisor', string, string>;
  number: string | null;
  offer_id: number | null;
  outcome: ColumnType<'answered' | 'no_answer' | 'busy' | 'rejected' | 'cancelled' | 'failed' | 'lost', string, string> | null;
  place: ColumnType<'alone' | 'queue' | 'talk' | 'hold' | 'park' | 'listen', string, string>;
  started_at: Timestamp;
  state: ColumnType<'ringing' | 'up' | 'ended', string, string>;
  tech_cause: number | null;
  user_id: number | null;
}

export interface CallOrders {
  body: Json;
  call_id: number;
  created_at: Timestamp;
  done_at: Timestamp | null;
  id: Generated<number>;
  said: string | null;
  state: ColumnType<'waiting' | 'done' | 'refused', string | undefined, string>;
}

export interface CallRecordings {
  call_id: number;
  ended_at: Timestamp | null;
  id: Generated<number>;
  kind: ColumnType<'talk' | 'voicemail' | 'fallback', string, string>;
  name: string;
  seconds: number | null;
  started_at: Timestamp;
  state: ColumnType<'making' | 'made' | 'fetched' | 'missing' | 'erased', string, string>;
  tries: Generated<number>;
}

export interface Calls {
  agent_id: number | null;
  answered_at: Timestamp | null;
  callback_id: number | null;
  case_id: number | null;
  cause: number | null;
  cause_text: string | null;
  citizen_id: number | null;
  connected_at: Timestamp | null;
  dialled: string | null;
  direction: ColumnType<'inbound' | 'outbound', string, string>;
  disposition: string | null;
  ended_at: Timestamp | null;
  ended_by: ColumnType<'citizen' | 'agent' | 'system', string, string> | null;
  engine: Generated<Json>;
  external_id: string | null;
  for_callback_id: number | null;
  id: Generated<number>;
  item_id: number | null;
  language: Generated<string>;
  menu: Json | null;
  note: string | null;
  number: string | null;
  origin: ColumnType<'asterisk' | 'manual' | 'cti', string, string>;
  outcome: ColumnType<'answered' | 'abandoned' | 'voicemail' | 'callback' | 'transferred' | 'rejected' | 'menu_only' | 'failed' | 'no_answer' | 'busy' | 'cancelled', string, string> | null;
  queue_id: number | null;
  queued_at: Timestamp | null;
  started_at: Timestamp;
  state: ColumnType<'menu' | 'waiting' | 'ringing' | 'talking' | 'parked' | 'transferring' | 'voicemail' | 'ended', string, string>;
  timer_at: Timestamp | null;
  topic: string | null;
}

export interface CallSpans {
  call_id: number;
  ended_at: Timestamp | null;
  id: Generated<number>;
  kind: ColumnType<'menu' | 'wait' | 'ring' | 'talk' | 'hold' | 'consult' | 'conference' | 'park' | 'record_pause' | 'voicemail' | 'wrap_up', string, string>;
  started_at: Timestamp;
  until_at: Timestamp | null;
  user_id: number | null;
}

export interface CampaignAttempts {
  at: Timestamp;
  call_id: number | null;
  contact_id: number;
  id: Generated<number>;
  note: string | null;
  result: ColumnType<'answered' | 'refused' | 'no_answer' | 'busy' | 'wrong_number' | 'call_later' | 'do_not_call', string, string>;
  user_id: number;
}

export interface CampaignContacts {
  answers: Json | null;
  attempts: Generated<number>;
  campaign_id: number;
  case_id: number | null;
  citizen_id: number | null;
  done_at: Timestamp | null;
  done_by: number | null;
  draw_id: number;
  held_at: Timestamp | null;
  held_by: number | null;
  id: Generated<number>;
  name: string | null;
  next_at: Timestamp;
  note: string | null;
  phone: string;
  state: ColumnType<'waiting' | 'held' | 'answered' | 'refused' | 'unreachable' | 'withdrawn', string | undefined, string>;
}

export interface CampaignDraws {
  by_clock: Generated<boolean>;
  campaign_id: number;
  candidates: number;
  chosen: number;
  day: string;
  drawn_at: Timestamp;
  drawn_by: number | null;
  id: Generated<number>;
  seed: string;
}

export interface Campaigns {
  created_at: Timestamp;
  created_by: number;
  daily: Generated<boolean>;
  ended_at: Timestamp | null;
  from_time: Generated<string>;
  id: Generated<number>;
  intro: string;
  kind: ColumnType<'satisfaction' | 'care' | 'survey', string, string>;
  max_attempts: Generated<number>;
  name: string;
  questions: Json;
  quiet_days: Generated<number>;
  retry_minutes: Generated<number>;
  sample_size: number | null;
  source: ColumnType<'registered_cases' | 'closed_cases' | 'callers' | 'list', string, string>;
  source_days: Generated<number>;
  started_at: Timestamp | null;
  state: ColumnType<'draft' | 'running' | 'paused' | 'ended', string | undefined, string>;
  to_time: Generated<string>;
  version: Generated<number>;
}

export interface CaseConversations {
  case_id: number;
  conversation_id: number;
  linked_at: Timestamp;
}

export interface CaseDays {
  base: number;
  day: string;
}

export interface CasePauses {
  capped: Generated<boolean>;
  case_id: number;
  ended_at: Timestamp | null;
  ended_by: ColumnType<'citizen' | 'limit' | 'cap', string, string> | null;
  id: Generated<number>;
  note: Generated<string>;
  reason: string;
  started_at: Timestamp;
  until_at: Timestamp;
}

export interface Cases {
  about_unit_id: number | null;
  alert_at: Timestamp | null;
  anonymous: Generated<boolean>;
  answer: string | null;
  answered_by: number | null;
  answered_for: number | null;
  area_id: number | null;
  assignee_id: number | null;
  category_id: number | null;
  channel: ColumnType<'phone' | 'email' | 'web' | 'livechat' | 'zalo' | 'messenger' | 'desk' | 'open311', string, string>;
  citizen_id: number | null;
  clock_from: Timestamp;
  closed_at: Timestamp | null;
  code: string;
  contact_email: string | null;
  contact_name: string | null;
  contact_phone: string | null;
  content: string;
  conversation_id: number | null;
  created_at: Timestamp;
  decline_reason: string | null;
  delivered_late: boolean | null;
  demo: Generated<boolean>;
  due_at: Timestamp | null;
  due_explanation: Generated<string[]>;
  due_notes: Generated<string[]>;
  due_policy_id: number | null;
  due_unit_id: number | null;
  extended_at: Timestamp | null;
  extended_by: string | null;
  extended_due_at: Timestamp | null;
  finished_at: Timestamp | null;
  finished_late: boolean | null;
  fold: string;
  guidance: string | null;
  id: Generated<number>;
  idempotency_key: string | null;
  lead_unit_id: number | null;
  level: number;
  limit_retry_at: Timestamp | null;
  original_due_at: Timestamp | null;
  parent_id: number | null;
  pause_until: Timestamp | null;
  paused_at: Timestamp | null;
  paused_minutes: Generated<number>;
  place_lat: number | null;
  place_lng: number | null;
  place_text: string | null;
  publish_wish: Generated<boolean>;
  registered_by: number | null;
  reopen_count: Generated<number>;
  reopen_until: Timestamp | null;
  resolved_level: number | null;
  resume_level: number | null;
  resume_status: string | null;
  return_count: Generated<number>;
  sealed: Generated<boolean>;
  search: Generated<string | null>;
  secret_hash: Buffer;
  serious_at: Timestamp | null;
  seriously_late_at: Timestamp | null;
  status: ColumnType<'received' | 'forwarded' | 'processing' | 'awaiting_citizen' | 'awaiting_approval' | 'escalated' | 'approved' | 'closed' | 'declined' | 'merged', string, string>;
  step_alarmed_at: Timestamp | null;
  step_due_at: Timestamp | null;
  title: string;
  turn: Generated<string | null>;
  type: ColumnType<'inquiry' | 'procedure_inquiry' | 'site_report' | 'regulation_feedback' | 'service_report' | 'procedure_report' | 'conduct_report' | 'business_report' | 'suggestion' | 'compliment' | 'out_of_scope', string, string>;
  updated_at: Timestamp;
  urgency: ColumnType<'low' | 'normal' | 'urgent' | 'emergency', string, string>;
  version: Generated<number>;
  warned_share: Generated<number>;
}

export interface CaseSteps {
  back: Generated<boolean>;
  case_id: number;
  ended_at: Timestamp | null;
  id: Generated<number>;
  level: number;
  started_at: Timestamp;
  status: string;
  unit_id: number | null;
}

export interface Categories {
  code: string;
  default_type: string;
  default_unit_id: number | null;
  default_urgency: string;
  id: Generated<number>;
  keywords: Generated<string[]>;
  name: string;
  name_en: string;
  parent_id: number | null;
  position: number;
  valid_from: string;
  valid_to: string | null;
}

export interface ChainChecks {
  broken_event_id: number | null;
  broken_seq: number | null;
  broken_why: string | null;
  checked_seq: Generated<number>;
  ended_at: Timestamp | null;
  failure: string | null;
  head: Generated<string>;
  id: Generated<number>;
  requested_by: number | null;
  started_at: Timestamp;
}

export interface ChannelAccounts {
  code: string;
  created_at: Timestamp;
  enabled: Generated<boolean>;
  id: Generated<number>;
  kind: ColumnType<'zalo' | 'messenger' | 'livechat' | 'phone' | 'cti', string, string>;
  name: string;
  secrets: string | null;
  settings: Generated<Json>;
  source: ColumnType<'environment' | 'admin', string, string>;
  updated_at: Timestamp;
  version: Generated<number>;
}

export interface ChannelHealth {
  access: ColumnType<'unknown' | 'ok' | 'reauth_required' | 'blocked', string | undefined, string>;
  access_detail: string | null;
  access_since: Timestamp | null;
  account: string;
  channel: string;
  errors_in_row: Generated<number>;
  last_error: string | null;
  last_error_at: Timestamp | null;
  last_in_at: Timestamp | null;
  last_out_at: Timestamp | null;
  token_expires_at: Timestamp | null;
  updated_at: Timestamp;
}

export interface ChannelHours {
  account: string;
  channel: string;
  duplicates: Generated<number>;
  failed: Generated<number>;
  hour: Timestamp;
  received: Generated<number>;
  refused: Generated<number>;
  sent: Generated<number>;
  unhandled: Generated<number>;
}

export interface ChannelIncidents {
  account: string;
  channel: string;
  closed_at: Timestamp | null;
  detail: string;
  id: Generated<number>;
  level: ColumnType<'watch' | 'bad', string, string>;
  mailed_at: Timestamp | null;
  opened_at: Timestamp;
  what: string;
}

export interface CitizenDiffers {
  high_id: number;
  low_id: number;
  said_at: Timestamp;
  said_by: number;
}

export interface CitizenIdentities {
  citizen_id: number;
  confidence: ColumnType<'verified' | 'said' | 'guessed', string, string>;
  created_at: Timestamp;
  id: Generated<number>;
  kind: ColumnType<'phone' | 'email' | 'zalo' | 'messenger' | 'web', string, string>;
  value: string;
}

export interface CitizenMerges {
  before: Json;
  id: Generated<number>;
  kept_id: number;
  merged_at: Timestamp;
  merged_by: number;
  merged_id: number;
  reasons: Generated<Json>;
  score: number | null;
  undone_at: Timestamp | null;
  undone_by: number | null;
  undone_reason: string | null;
}

export interface Citizens {
  created_at: Timestamp;
  demo: Generated<boolean>;
  id: Generated<number>;
  kind: ColumnType<'person' | 'business', string | undefined, string>;
  merged_into: number | null;
  name: string | null;
  name_fold: string | null;
}

export interface ConversationRatings {
  changed_at: Timestamp;
  comment: string | null;
  conversation_id: number;
  rated_at: Timestamp;
  score: number;
}

export interface Conversations {
  account: string;
  address: string | null;
  channel: ColumnType<'phone' | 'email' | 'web' | 'livechat' | 'zalo' | 'messenger' | 'desk' | 'open311', string, string>;
  citizen_id: number | null;
  closed_at: Timestamp | null;
  closed_by: number | null;
  created_at: Timestamp;
  demo: Generated<boolean>;
  disposition: string | null;
  id: Generated<number>;
  last_in_at: Timestamp | null;
  last_message_at: Timestamp;
  meta: Generated<Json>;
  owner_id: number | null;
  related_to: number | null;
  related_why: string | null;
  state: ColumnType<'open' | 'closed', string | undefined, string>;
  subject: Generated<string>;
  unread: Generated<number>;
  waiting_since: Timestamp | null;
}

export interface DeadlinePolicies {
  amount: number;
  calendar_id: number | null;
  category_id: number | null;
  id: Generated<number>;
  note: Generated<string>;
  origin: ColumnType<'reference' | 'manual', string, string>;
  stage: ColumnType<'handle' | 'first_response' | 'accept' | 'approve' | 'deliver' | 'escalated_3' | 'escalated_4' | 'awaiting_citizen' | 'paused_total' | 'serious' | 'reopen_window', string, string>;
  type: ColumnType<'inquiry' | 'procedure_inquiry' | 'site_report' | 'regulation_feedback' | 'service_report' | 'procedure_report' | 'conduct_report' | 'business_report' | 'suggestion' | 'compliment' | 'out_of_scope', string, string> | null;
  unit: ColumnType<'working_days' | 'working_minutes' | 'clock_minutes' | 'percent', string, string>;
  urgency: ColumnType<'low' | 'normal' | 'urgent' | 'emergency', string, string> | null;
  valid_from: string;
  valid_to: string | null;
  warn_shares: Generated<number[]>;
}

export interface DeadlineState {
  only_row: Generated<boolean>;
  version: number;
}

export interface Delegations {
  created_at: Timestamp;
  created_by: number | null;
  deputy_id: number;
  ends_at: Timestamp;
  id: Generated<number>;
  reason: string;
  starts_at: Timestamp;
  user_id: number;
}

export interface DialRules {
  allowed: boolean;
  id: Generated<number>;
  name: string;
  position: number;
  prefix: string;
}

export interface Directives {
  accepted_at: Timestamp | null;
  accepted_by: number | null;
  acknowledged_at: Timestamp | null;
  acknowledged_by: number | null;
  by_user_id: number;
  case_id: number;
  closed_at: Timestamp | null;
  closed_why: ColumnType<'reported' | 'answered' | 'replaced' | 'ended', string, string> | null;
  created_at: Timestamp;
  due_at: Timestamp;
  id: Generated<number>;
  in_place_of: number | null;
  level: number;
  report: string | null;
  reported_at: Timestamp | null;
  reported_by: number | null;
  sent_back_at: Timestamp | null;
  sent_back_reason: string | null;
  text: string;
  unit_id: number;
}

export interface Dispositions {
  active: Generated<boolean>;
  code: string;
  name: string;
  sort: number;
}

export interface DoNotCall {
  added_at: Timestamp;
  added_by: number | null;
  ended_at: Timestamp | null;
  ended_by: number | null;
  id: Generated<number>;
  phone: string;
  reason: string;
}

export interface Drafts {
  author_id: number;
  case_id: number;
  created_at: Timestamp;
  decided_at: Timestamp | null;
  id: Generated<number>;
  level: number;
  reason: string | null;
  signed_for_id: number | null;
  signer_id: number | null;
  state: ColumnType<'submitted' | 'rejected' | 'approved' | 'withdrawn', string, string>;
  text: string;
  version: number;
}

export interface EventCursors {
  reader: string;
  seq: Generated<number>;
  updated_at: Timestamp;
}

export interface EventLog {
  event_id: number;
  hash: Buffer;
  seq: number;
}

export interface EventReaderSkips {
  at: Timestamp;
  error: string;
  reader: string;
  seq: number;
}

export interface Events {
  actor_id: number | null;
  actor_kind: ColumnType<'user' | 'system' | 'citizen', string, string>;
  at: Timestamp;
  audience: Json;
  case_id: number | null;
  data: Generated<Json>;
  id: Generated<number>;
  in_place_of: number | null;
  subject_id: string | null;
  subject_type: string | null;
  type: string;
  unit_id: number | null;
  xid: Generated<string>;
}

export interface ExtensionRequests {
  beyond: Generated<boolean>;
  case_id: number;
  created_at: Timestamp;
  decided_at: Timestamp | null;
  decided_by: number | null;
  decided_for: number | null;
  decision_reason: string | null;
  due_at: Timestamp;
  granted_due_at: Timestamp | null;
  id: Generated<number>;
  leader_limit: Timestamp | null;
  previous_due_at: Timestamp | null;
  reason: string;
  requested_by: number;
  state: ColumnType<'requested' | 'granted' | 'refused', string, string>;
}

export interface ExtensionRights {
  id: Generated<number>;
  note: Generated<string>;
  share_percent: number;
  type: ColumnType<'inquiry' | 'procedure_inquiry' | 'site_report' | 'regulation_feedback' | 'service_report' | 'procedure_report' | 'conduct_report' | 'business_report' | 'suggestion' | 'compliment' | 'out_of_scope', string, string> | null;
  working_days: number;
}

export interface Files {
  created_at: Timestamp;
  media_type: string;
  sha256: string;
  size: number;
}

export interface HotlineAnnouncements {
  changed_at: Timestamp;
  changed_by: number | null;
  enabled: boolean;
  ends_at: Timestamp | null;
  id: Generated<number>;
  prompt: string;
  starts_at: Timestamp | null;
}

export interface HotlineMenus {
  based_on: number | null;
  edited_at: Timestamp;
  edited_by: number | null;
  graph: Json;
  id: Generated<number>;
  note: string | null;
  published_at: Timestamp | null;
  published_by: number | null;
  revision: Generated<number>;
  version: number | null;
}

export interface HotlinePrompts {
  changed_at: Timestamp;
  changed_by: number | null;
  file_name: string | null;
  name: string;
  narrow_sha256: string | null;
  own: Generated<boolean>;
  seconds: number | null;
  sha256: string | null;
  source: ColumnType<'machine' | 'studio', string, string>;
  text: string | null;
  title: string | null;
}

export interface HotlineSettings {
  changed_at: Timestamp | null;
  changed_by: number | null;
  id: Generated<boolean>;
  values: Generated<Json>;
  version: Generated<number>;
}

export interface HotlineStatus {
  asterisk_version: string | null;
  connected: Generated<boolean>;
  id: Generated<boolean>;
  last_event_at: Timestamp | null;
  since: Timestamp;
  why: string | null;
}

export interface InboundEvents {
  account_id: number;
  attempts: Generated<number>;
  dedupe_key: string;
  error: string | null;
  handled_at: Timestamp | null;
  headers: Generated<Json>;
  id: Generated<number>;
  kind: string;
  raw: Buffer;
  reason: string | null;
  received_at: Timestamp;
  repeats: Generated<number>;
  state: ColumnType<'stored' | 'handled' | 'ignored' | 'unhandled', string | undefined, string>;
}

export interface InboundMails {
  class: string | null;
  content_hash: string | null;
  conversation_id: number | null;
  error: string | null;
  error_detail: string | null;
  from_address: string | null;
  handled_at: Timestamp | null;
  id: Generated<number>;
  mailbox_id: number;
  message_id: string | null;
  raw_sha256: string | null;
  raw_size: number;
  reasons: Generated<string[]>;
  received_at: Timestamp;
  received_message_id: number | null;
  state: ColumnType<'stored' | 'handled' | 'ignored' | 'failed', string | undefined, string>;
  stored_at: Timestamp;
  subject: string | null;
  uid: number;
  uid_validity: number;
}

export interface IncidentAreas {
  area_id: number;
  incident_id: number;
}

export interface IncidentPolicy {
  changed_at: Timestamp | null;
  changed_by: number | null;
  only_row: Generated<boolean>;
  suggest_from: Generated<number>;
  version: Generated<number>;
  within_hours: Generated<number>;
}

export interface Incidents {
  case_id: number;
  category_id: number | null;
  changed_at: Timestamp | null;
  changed_by: number | null;
  declared_at: Timestamp;
  declared_by: number;
  ended_at: Timestamp | null;
  ended_by: number | null;
  ended_reason: string | null;
  ended_why: ColumnType<'by_hand' | 'answered' | 'declined' | 'merged' | 'sealed', string, string> | null;
  expected_end: Timestamp | null;
  id: Generated<number>;
  idempotency_key: string | null;
  spoken: string | null;
  title: string;
  told: string;
  version: Generated<number>;
}

export interface IncidentSounds {
  incident_id: number;
  prompt: string | null;
  text: string;
  tried_at: Timestamp;
  trouble: Json | null;
}

export interface Installation {
  key: string;
  value: Json;
}

export interface LetterSwitches {
  changed_at: Timestamp;
  changed_by: number | null;
  enabled: boolean;
  key: string;
}

export interface ListLayouts {
  columns: string[];
  id: Generated<number>;
  saved_view_id: number | null;
  updated_at: Timestamp;
  user_id: number;
  view: string | null;
}

export interface Mailboxes {
  address: string;
  authserv_id: string | null;
  code: string;
  created_at: Timestamp;
  display_name: string;
  enabled: Generated<boolean>;
  id: Generated<number>;
  imap_host: string | null;
  imap_port: number | null;
  imap_secret: string | null;
  imap_tls: ColumnType<'tls' | 'starttls' | 'plain', string, string> | null;
  imap_user: string | null;
  last_contact_at: Timestamp | null;
  last_error: string | null;
  last_uid: Generated<number>;
  plus_addressing: Generated<boolean>;
  smtp_error: string | null;
  smtp_error_at: Timestamp | null;
  smtp_host: string | null;
  smtp_port: number | null;
  smtp_secret: string | null;
  smtp_tls: ColumnType<'tls' | 'starttls' | 'plain', string, string> | null;
  smtp_user: string | null;
  source: ColumnType<'environment' | 'admin', string, string>;
  state: ColumnType<'new' | 'connecting' | 'listening' | 'failing' | 'stopped', string | undefined, string>;
  state_since: Timestamp;
  uid_validity: number | null;
  updated_at: Timestamp;
}

export interface MailParticipants {
  address: string;
  conversation_id: number;
  since: Timestamp;
}

export interface Messages {
  author_name: string;
  author_user_id: number | null;
  body: string;
  case_id: number | null;
  client_key: string | null;
  conversation_id: number;
  created_at: Timestamp;
  direction: ColumnType<'in' | 'out', string, string>;
  edited_at: Timestamp | null;
  edits: Generated<Json>;
  external_id: string | null;
  fold: string | null;
  folded: string | null;
  html: string | null;
  id: Generated<number>;
  in_reply_to: string | null;
  kind: ColumnType<'human' | 'auto' | 'notice' | 'note', string, string>;
  meta: Generated<Json>;
  parts: Generated<Json>;
  purpose: string | null;
  quoted_id: number | null;
  reactions: Generated<Json>;
  retracted_at: Timestamp | null;
  sent_at: Timestamp;
  stands_for_id: number | null;
  state: ColumnType<'received' | 'queued' | 'sent' | 'delivered' | 'read' | 'failed' | 'bounced', string, string>;
  state_detail: string | null;
  subject: string | null;
}

export interface MessengerComments {
  account_id: number;
  address: string;
  comment_id: string;
  created_at: Timestamp;
  post_id: string;
  removed_at: Timestamp | null;
  replied_at: Timestamp | null;
  reply_message_id: number | null;
  target: ColumnType<'comment' | 'post', string, string>;
}

export interface MessengerPages {
  account_id: number;
  dead_since: Timestamp | null;
  dead_token: string | null;
  dead_why: string | null;
  subscription_at: Timestamp | null;
  unsubscribed_since: Timestamp | null;
  unsubscribed_why: string | null;
}

export interface MessengerSends {
  account_id: number;
  address: string;
  attempts: Generated<number>;
  ended_at: Timestamp | null;
  error_code: string | null;
  external_id: string | null;
  id: Generated<number>;
  kind: ColumnType<'text' | 'image' | 'audio' | 'video' | 'file', string, string>;
  message_id: number;
  part: number;
  started_at: Timestamp;
  state: ColumnType<'sending' | 'unknown' | 'sent' | 'failed', string, string>;
  text_hash: string | null;
}

export interface MessengerUsers {
  account_id: number;
  last_interaction_at: Timestamp | null;
  name: string | null;
  other_app_at: Timestamp | null;
  picture_url: string | null;
  profile_at: Timestamp | null;
  referral: Json | null;
  refused_at: Timestamp | null;
  refused_code: string | null;
  user_id: string;
}

export interface NoticePreferences {
  kind: string;
  mail: ColumnType<'now' | 'digest' | 'none', string, string>;
  on_desk: boolean;
  user_id: number;
}

export interface Notices {
  case_id: number | null;
  conversation_id: number | null;
  created_at: Timestamp;
  data: Generated<Json>;
  event_id: number;
  id: Generated<number>;
  kind: string;
  mail_due_at: Timestamp | null;
  mail_id: number | null;
  on_desk: boolean;
  read_at: Timestamp | null;
  user_id: number;
}

export interface NoticeSettings {
  digest_hours: number[];
  updated_at: Timestamp;
  user_id: number;
}

export interface Offers {
  ended_at: Timestamp | null;
  expires_at: Timestamp;
  id: Generated<number>;
  item_id: number;
  made_at: Timestamp;
  outcome: ColumnType<'accepted' | 'rejected' | 'timed_out' | 'withdrawn' | 'given_back', string, string> | null;
  user_id: number;
}

export interface OpenPlaces {
  place: string;
  process: string;
  seat: string;
  seen_at: Timestamp;
  user_id: number;
  writing: string | null;
}

export interface OutboundAttempts {
  ended_at: Timestamp | null;
  n: number;
  outbound_id: number;
  outcome: ColumnType<'sent' | 'refused' | 'later', string, string> | null;
  response: string | null;
  started_at: Timestamp;
}

export interface OutboundMails {
  attempts: Generated<number>;
  bounced_at: Timestamp | null;
  conversation_id: number;
  created_at: Timestamp;
  error: string | null;
  id: Generated<number>;
  kind: ColumnType<'human' | 'acknowledgement' | 'notification', string, string>;
  mailbox_id: number | null;
  message_id: number;
  next_attempt_at: Timestamp | null;
  recipient: string;
  response: string | null;
  rfc_id: string;
  sent_at: Timestamp | null;
  state: ColumnType<'queued' | 'sending' | 'sent' | 'failed' | 'bounced', string, string>;
}

export interface PhoneAccounts {
  created_at: Timestamp;
  device: string | null;
  expires_at: Timestamp;
  id: Generated<number>;
  lost_at: Timestamp | null;
  place: string | null;
  registered_at: Timestamp | null;
  removed_at: Timestamp | null;
  secret: string;
  session_id: number | null;
  sip_user: string;
  user_id: number;
  webrtc: Generated<boolean>;
}

export interface PortalConsents {
  case_id: number;
  given_at: Timestamp;
  language: ColumnType<'vi' | 'en', string, string>;
  notice: string;
}

export interface PortalLimits {
  full_at: Timestamp;
  key: string;
}

export interface PortalReceipts {
  case_id: number;
  created_at: Timestamp;
  sealed_secret: string;
}

export interface Presence {
  last_offer_at: Timestamp | null;
  missed: Generated<number>;
  reason: string | null;
  seen_at: Timestamp;
  since: Timestamp;
  state: ColumnType<'available' | 'busy' | 'away' | 'reassigning' | 'offline', string, string>;
  user_id: number;
}

export interface PresenceLog {
  ended_at: Timestamp | null;
  id: Generated<number>;
  reason: string | null;
  set_by: number | null;
  started_at: Timestamp;
  state: string;
  user_id: number;
}

export interface PresenceReasons {
  active: Generated<boolean>;
  code: string;
  name: string;
  name_en: string;
  sort: number;
  state: ColumnType<'busy' | 'away', string, string>;
  system: Generated<boolean>;
}

export interface Publications {
  allowed: Generated<string[]>;
  answer: string;
  case_id: number;
  content: string;
  fold: string;
  id: Generated<number>;
  public_id: string;
  published_at: Timestamp;
  published_by: number;
  title: string;
  withdraw_reason: string | null;
  withdrawn_at: Timestamp | null;
  withdrawn_by: number | null;
}

export interface QueueMembers {
  queue_id: number;
  user_id: number;
}

export interface Queues {
  calendar_id: number | null;
  categories: Generated<string[]>;
  channels: Generated<string[]>;
  closed_answer: string | null;
  code: string;
  enabled: Generated<boolean>;
  everybody: Generated<boolean>;
  full_answer: string | null;
  id: Generated<number>;
  is_default: Generated<boolean>;
  kinds: Generated<string[]>;
  languages: Generated<string[]>;
  max_length: number | null;
  name: string;
  offer_seconds: number | null;
  overflow_after_seconds: number | null;
  overflow_length: number | null;
  overflow_queue_id: number | null;
  position: number;
  relax_skills_seconds: Generated<number | null>;
  reoffer_seconds: Generated<number>;
  reserve_seconds: Generated<number>;
  skills: Generated<string[]>;
  sticky_seconds: Generated<number>;
  strategy: ColumnType<'longest_idle' | 'least_loaded' | 'round_robin', string | undefined, string>;
}

export interface Ratings {
  case_id: number;
  created_at: Timestamp;
  id: Generated<number>;
  reason: string | null;
  satisfied: boolean;
}

export interface RecordingFiles {
  created_at: Timestamp;
  erased_at: Timestamp | null;
  id: Generated<number>;
  media_type: string;
  name: string;
  plain_sha256: string;
  plain_size: number;
  sealed_key: string | null;
  sha256: string;
  size: number;
}

export interface RecordingHearings {
  began_at: Timestamp;
  last_at: Timestamp;
  recording_id: number;
  user_id: number;
}

export interface RecordingHolds {
  held_at: Timestamp;
  held_by: number | null;
  id: Generated<number>;
  lifted_at: Timestamp | null;
  lifted_by: number | null;
  reason: string;
  recording_id: number;
}

export interface ReplyTemplates {
  channels: Generated<string[]>;
  created_at: Timestamp;
  created_by: number | null;
  enabled: Generated<boolean>;
  id: Generated<number>;
  key: string;
  name: string;
  updated_at: Timestamp;
}

export interface RoutingAgents {
  capacity: Generated<number>;
  user_id: number;
}

export interface RoutingItems {
  ageing_seconds: number;
  case_id: number | null;
  channel: string | null;
  conversation_id: number | null;
  created_at: Timestamp;
  except_unit_id: number | null;
  exclusive: boolean;
  finish_reason: string | null;
  finished_at: Timestamp | null;
  first_owned_at: Timestamp | null;
  id: Generated<number>;
  kind: string;
  language: string | null;
  overflowed_from: number | null;
  owned_at: Timestamp | null;
  owner_id: number | null;
  prefer_agent_id: number | null;
  priority: number;
  queue_id: number;
  queued_at: Timestamp;
  skills: Generated<string[]>;
  state: ColumnType<'waiting' | 'offered' | 'owned' | 'finished', string, string>;
  subject: string;
  title: string;
  waiting_since: Timestamp;
  weight: number;
  yields: boolean;
}

export interface RoutingKinds {
  ageing_seconds: number;
  exclusive: boolean;
  keep_seconds: number | null;
  kind: ColumnType<'call' | 'chat' | 'callback' | 'case' | 'mail', string, string>;
  offer_seconds: number;
  priority: number;
  weight: number;
  yields: boolean;
}

export interface RoutingSettings {
  id: Generated<boolean>;
  missed_limit: Generated<number>;
  offline_after_seconds: Generated<number>;
}

export interface SavedViews {
  columns: string[] | null;
  created_at: Timestamp;
  filters: Generated<Json>;
  id: Generated<number>;
  name: string;
  owner_id: number;
  unit_id: number | null;
  updated_at: Timestamp;
  view: string;
}

export interface Sessions {
  address: string;
  created_at: Timestamp;
  expires_at: Timestamp;
  id: Generated<number>;
  last_seen_at: Timestamp;
  token_hash: Buffer;
  user_agent: string;
  user_id: number;
}

export interface SignInFailures {
  failures: number;
  key: string;
  last_at: Timestamp;
}

export interface StaffMails {
  attempts: Generated<number>;
  body: string;
  created_at: Timestamp;
  detail: string | null;
  id: Generated<number>;
  recipient: string;
  rfc_id: string;
  sent_at: Timestamp | null;
  state: ColumnType<'queued' | 'sent' | 'failed', string | undefined, string>;
  subject: string;
  user_id: number;
}

export interface SuppressedAddresses {
  address: string;
  detail: string | null;
  reason: ColumnType<'bounced' | 'complaint' | 'admin', string, string>;
  since: Timestamp;
}

export interface TemplateVersions {
  body: string | null;
  created_at: Timestamp;
  created_by: number | null;
  id: Generated<number>;
  key: string;
  language: ColumnType<'vi' | 'en', string, string>;
  subject: string | null;
  version: number;
}

export interface Units {
  area_id: number | null;
  code: string;
  id: Generated<number>;
  kind: string;
  name: string;
  parent_id: number | null;
  routing_role: Generated<boolean>;
  short_name: string;
  source: string | null;
  valid_from: string;
  valid_to: string | null;
  verified: Generated<boolean>;
}

export interface UserRoles {
  id: Generated<number>;
  role: ColumnType<'agent' | 'supervisor' | 'officer' | 'unit_leader' | 'province_leader' | 'publisher' | 'admin', string, string>;
  unit_id: number;
  user_id: number;
  valid_from: Timestamp;
  valid_to: Timestamp | null;
}

export interface Users {
  created_at: Timestamp;
  disabled_at: Timestamp | null;
  display_name: string;
  email: string | null;
  id: Generated<number>;
  must_change_password: Generated<boolean>;
  password_hash: string | null;
  phone: string | null;
  username: string;
}

export interface WidgetCases {
  case_id: number;
  client_id: string;
  created_at: Timestamp;
  sealed_secret: string | null;
  visitor_id: number;
}

export interface WidgetConsents {
  given_at: Timestamp;
  id: Generated<number>;
  language: ColumnType<'vi' | 'en', string, string>;
  notice: string;
  origin: string | null;
  visitor_id: number;
}

export interface WidgetEvents {
  at: Timestamp;
  conversation_id: number;
  data: Generated<Json>;
  kind: ColumnType<'message' | 'edit' | 'delete' | 'read' | 'status' | 'assignment', string, string>;
  message_id: number | null;
  seq: number;
}

export interface WidgetLimits {
  full_at: Timestamp;
  key: string;
}

export interface WidgetMessages {
  client_id: string;
  content_hash: Buffer;
  message_id: number;
  visitor_id: number;
}

export interface WidgetSessions {
  created_at: Timestamp;
  expires_at: Timestamp;
  follows_id: number | null;
  id: Generated<number>;
  origin: string | null;
  token_hash: Buffer;
  used_at: Timestamp | null;
  visitor_id: number;
}

export interface WidgetSites {
  calendar_id: number | null;
  code: string;
  colour: Generated<string>;
  created_at: Timestamp;
  enabled: Generated<boolean>;
  id: Generated<number>;
  identity_required: Generated<boolean>;
  identity_secret: string | null;
  idle_minutes: Generated<number>;
  key: string;
  name: string;
  origins: Generated<string[]>;
  reopen_days: Generated<number>;
  side: ColumnType<'left' | 'right', string | undefined, string>;
  texts: Generated<Json>;
  topics: Generated<Json>;
  updated_at: Timestamp;
}

export interface WidgetThreads {
  active_at: Timestamp;
  closed_at: Timestamp | null;
  conversation_id: number;
  created_at: Timestamp;
  delivered_seq: Generated<number>;
  last_seq: Generated<number>;
  read_seq: Generated<number>;
  site_id: number;
  topic: string | null;
  transcripts: Generated<number>;
  visitor_id: number;
  warned_at: Timestamp | null;
}

export interface WidgetUploads {
  client_id: string;
  created_at: Timestamp;
  id: Generated<number>;
  media_type: string;
  name: string;
  public_id: string;
  sha256: string;
  size: number;
  used: Generated<boolean>;
  visitor_id: number;
}

export interface WidgetVisitors {
  created_at: Timestamp;
  email: string | null;
  external_id: string | null;
  id: Generated<number>;
  language: ColumnType<'vi' | 'en', string | undefined, string>;
  last_seen_at: Timestamp;
  name: string | null;
  phone: string | null;
  public_id: string;
  site_id: number;
}

export interface ZaloSends {
  account_id: number;
  attempts: Generated<number>;
  ended_at: Timestamp | null;
  error_code: number | null;
  external_id: string | null;
  id: Generated<number>;
  kind: ColumnType<'text' | 'image' | 'gif' | 'file' | 'form', string, string>;
  message_id: number;
  part: number;
  started_at: Timestamp;
  state: ColumnType<'sending' | 'unknown' | 'sent' | 'failed', string, string>;
  text_hash: string | null;
  user_id: string;
}

export interface ZaloSignIns {
  account_id: number;
  begun_at: Timestamp;
  begun_by: number | null;
  state: string;
  verifier: string;
}

export interface ZaloTokens {
  access: string | null;
  access_expires_at: Timestamp | null;
  account_id: number;
  asked_at: Timestamp | null;
  failures: Generated<number>;
  reauth_since: Timestamp | null;
  reauth_why: string | null;
  refresh: string | null;
  renewed_at: Timestamp | null;
  retry_at: Timestamp | null;
  seed: string;
}

export interface ZaloUsers {
  account_id: number;
  avatar_url: string | null;
  call_consent: string | null;
  call_consent_at: Timestamp | null;
  display_name: string | null;
  follows: boolean | null;
  last_interaction_at: Timestamp | null;
  profile_at: Timestamp | null;
  quota_at: Timestamp | null;
  quota_kind: string | null;
  quota_remain: number | null;
  quota_total: number | null;
  refused_at: Timestamp | null;
  refused_code: number | null;
  shared: Json | null;
  shared_at: Timestamp | null;
  user_id: string;
  withdrawn_at: Timestamp | null;
}

export interface DB {
  action_keys: ActionKeys;
  agency_header: AgencyHeader;
  agent_skills: AgentSkills;
  api_tokens: ApiTokens;
  areas: Areas;
  article_versions: ArticleVersions;
  articles: Articles;
  assignments: Assignments;
  attachments: Attachments;
  calendar_days: CalendarDays;
  calendar_ranges: CalendarRanges;
  calendar_state: CalendarState;
  calendar_units: CalendarUnits;
  calendars: Calendars;
  call_dispositions: CallDispositions;
  call_inputs: CallInputs;
  call_legs: CallLegs;
  call_orders: CallOrders;
  call_recordings: CallRecordings;
  call_spans: CallSpans;
  callback_tasks: CallbackTasks;
  calls: Calls;
  campaign_attempts: CampaignAttempts;
  campaign_contacts: CampaignContacts;
  campaign_draws: CampaignDraws;
  campaigns: Campaigns;
  case_conversations: CaseConversations;
  case_days: CaseDays;
  case_pauses: CasePauses;
  case_steps: CaseSteps;
  cases: Cases;
  categories: Categories;
  chain_checks: ChainChecks;
  channel_accounts: ChannelAccounts;
  channel_health: ChannelHealth;
  channel_hours: ChannelHours;
  channel_incidents: ChannelIncidents;
  citizen_differs: CitizenDiffers;
  citizen_identities: CitizenIdentities;
  citizen_merges: CitizenMerges;
  citizens: Citizens;
  conversation_ratings: ConversationRatings;
  conversations: Conversations;
  deadline_policies: DeadlinePolicies;
  deadline_state: DeadlineState;
  delegations: Delegations;
  dial_rules: DialRules;
  directives: Directives;
  dispositions: Dispositions;
  do_not_call: DoNotCall;
  drafts: Drafts;
  event_cursors: EventCursors;
  event_log: EventLog;
  event_reader_skips: EventReaderSkips;
  events: Events;
  extension_requests: ExtensionRequests;
  extension_rights: ExtensionRights;
  files: Files;
  hotline_announcements: HotlineAnnouncements;
  hotline_menus: HotlineMenus;
  hotline_prompts: HotlinePrompts;
  hotline_settings: HotlineSettings;
  hotline_status: HotlineStatus;
  inbound_events: InboundEvents;
  inbound_mails: InboundMails;
  incident_areas: IncidentAreas;
  incident_policy: IncidentPolicy;
  incident_sounds: IncidentSounds;
  incidents: Incidents;
  installation: Installation;
  letter_switches: LetterSwitches;
  list_layouts: ListLayouts;
  mail_participants: MailParticipants;
  mailboxes: Mailboxes;
  messages: Messages;
  messenger_comments: MessengerComments;
  messenger_pages: MessengerPages;
  messenger_sends: MessengerSends;
  messenger_users: MessengerUsers;
  notice_preferences: NoticePreferences;
  notice_settings: NoticeSettings;
  notices: Notices;
  offers: Offers;
  open_places: OpenPlaces;
  outbound_attempts: OutboundAttempts;
  outbound_mails: OutboundMails;
  phone_accounts: PhoneAccounts;
  portal_consents: PortalConsents;
  portal_limits: PortalLimits;
  portal_receipts: PortalReceipts;
  presence: Presence;
  presence_log: PresenceLog;
  presence_reasons: PresenceReasons;
  publications: Publications;
  queue_members: QueueMembers;
  queues: Queues;
  ratings: Ratings;
  recording_files: RecordingFiles;
  recording_hearings: RecordingHearings;
  recording_holds: RecordingHolds;
  reply_templates: ReplyTemplates;
  routing_agents: RoutingAgents;
  routing_items: RoutingItems;
  routing_kinds: RoutingKinds;
  routing_settings: RoutingSettings;
  saved_views: SavedViews;
  sessions: Sessions;
  sign_in_failures: SignInFailures;
  staff_mails: StaffMails;
  suppressed_addresses: SuppressedAddresses;
  template_versions: TemplateVersions;
  units: Units;
  user_roles: UserRoles;
  users: Users;
  widget_cases: WidgetCases;
  widget_consents: WidgetConsents;
  widget_events: WidgetEvents;
  widget_limits: WidgetLimits;
  widget_messages: WidgetMessages;
  widget_sessions: WidgetSessions;
  widget_sites: WidgetSites;
  widget_threads: WidgetThreads;
  widget_uploads: WidgetUploads;
  widget_visitors: WidgetVisitors;
  zalo_sends: ZaloSends;
  zalo_sign_ins: ZaloSignIns;
  zalo_tokens: ZaloTokens;
  zalo_users: ZaloUsers;
}
