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
  case_id: number | null;
  conversation_id: number | null;
  created_at: Timestamp;
  created_by: number | null;
  done_at: Timestamp | null;
  done_by: number | null;
  due_at: Timestamp | null;
  id: Generated<number>;
  message_id: number | null;
  note: string | null;
  phone: string | null;
  purpose: string;
  result: string | null;
  state: ColumnType<'open' | 'done' | 'dropped', string | undefined, string>;
  text: string;
  why: string;
}

export interface CaseDays {
  base: number;
  day: string;
}

export interface Cases {
  about_unit_id: number | null;
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
  due_policy_id: number | null;
  finished_at: Timestamp | null;
  finished_late: boolean | null;
  fold: string;
  guidance: string | null;
  id: Generated<number>;
  idempotency_key: string | null;
  lead_unit_id: number | null;
  level: number;
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
  status: ColumnType<'received' | 'forwarded' | 'processing' | 'awaiting_citizen' | 'awaiting_approval' | 'escalated' | 'approved' | 'closed' | 'declined' | 'merged', string, string>;
  step_alarmed_at: Timestamp | null;
  step_due_at: Timestamp | null;
  title: string;
  turn: Generated<string | null>;
  type: ColumnType<'inquiry' | 'procedure_inquiry' | 'site_report' | 'regulation_feedback' | 'service_report' | 'procedure_report' | 'conduct_report' | 'business_report' | 'suggestion' | 'compliment' | 'out_of_scope', string, string>;
  updated_at: Timestamp;
  urgency: ColumnType<'low' | 'normal' | 'urgent' | 'emergency', string, string>;
  version: Generated<number>;
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

export interface ChannelAccounts {
  code: string;
  created_at: Timestamp;
  enabled: Generated<boolean>;
  id: Generated<number>;
  kind: ColumnType<'zalo' | 'messenger' | 'livechat' | 'phone', string, string>;
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
  stage: ColumnType<'handle' | 'first_response' | 'accept' | 'deliver' | 'escalated_3' | 'escalated_4' | 'awaiting_citizen' | 'reopen_window', string, string>;
  type: ColumnType<'inquiry' | 'procedure_inquiry' | 'site_report' | 'regulation_feedback' | 'service_report' | 'procedure_report' | 'conduct_report' | 'business_report' | 'suggestion' | 'compliment' | 'out_of_scope', string, string> | null;
  unit: ColumnType<'working_days' | 'working_minutes' | 'clock_minutes', string, string>;
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

export interface Directives {
  by_user_id: number;
  case_id: number;
  closed_at: Timestamp | null;
  created_at: Timestamp;
  due_at: Timestamp;
  id: Generated<number>;
  in_place_of: number | null;
  level: number;
  text: string;
  unit_id: number;
}

export interface Dispositions {
  active: Generated<boolean>;
  code: string;
  name: string;
  sort: number;
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
  case_id: number;
  created_at: Timestamp;
  decided_at: Timestamp | null;
  decided_by: number | null;
  decision_reason: string | null;
  due_at: Timestamp;
  id: Generated<number>;
  reason: string;
  requested_by: number;
  state: ColumnType<'requested' | 'granted' | 'refused', string, string>;
}

export interface Files {
  created_at: Timestamp;
  media_type: string;
  sha256: string;
  size: number;
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

export interface Installation {
  key: string;
  value: Json;
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

export interface Ratings {
  case_id: number;
  created_at: Timestamp;
  id: Generated<number>;
  reason: string | null;
  satisfied: boolean;
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

export interface SuppressedAddresses {
  address: string;
  detail: string | null;
  reason: ColumnType<'bounced' | 'complaint' | 'admin', string, string>;
  since: Timestamp;
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

export interface DB {
  api_tokens: ApiTokens;
  areas: Areas;
  assignments: Assignments;
  attachments: Attachments;
  calendar_days: CalendarDays;
  calendar_ranges: CalendarRanges;
  calendar_state: CalendarState;
  calendar_units: CalendarUnits;
  calendars: Calendars;
  callback_tasks: CallbackTasks;
  case_days: CaseDays;
  case_steps: CaseSteps;
  cases: Cases;
  categories: Categories;
  channel_accounts: ChannelAccounts;
  channel_health: ChannelHealth;
  channel_hours: ChannelHours;
  channel_incidents: ChannelIncidents;
  citizen_differs: CitizenDiffers;
  citizen_identities: CitizenIdentities;
  citizen_merges: CitizenMerges;
  citizens: Citizens;
  conversations: Conversations;
  deadline_policies: DeadlinePolicies;
  deadline_state: DeadlineState;
  delegations: Delegations;
  directives: Directives;
  dispositions: Dispositions;
  drafts: Drafts;
  event_cursors: EventCursors;
  event_log: EventLog;
  event_reader_skips: EventReaderSkips;
  events: Events;
  extension_requests: ExtensionRequests;
  files: Files;
  inbound_events: InboundEvents;
  inbound_mails: InboundMails;
  installation: Installation;
  mail_participants: MailParticipants;
  mailboxes: Mailboxes;
  messages: Messages;
  outbound_attempts: OutboundAttempts;
  outbound_mails: OutboundMails;
  portal_consents: PortalConsents;
  portal_limits: PortalLimits;
  portal_receipts: PortalReceipts;
  ratings: Ratings;
  sessions: Sessions;
  sign_in_failures: SignInFailures;
  suppressed_addresses: SuppressedAddresses;
  units: Units;
  user_roles: UserRoles;
  users: Users;
}
