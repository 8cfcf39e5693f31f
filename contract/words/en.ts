/** The same words in English; a word that is missing in one of the two does not compile. */
import type * as vi from './vi.ts';

export const STATUS: typeof vi.STATUS = {
  received: 'New',
  forwarded: 'Waiting for the unit',
  processing: 'In progress',
  awaiting_citizen: 'Waiting for the citizen',
  awaiting_approval: 'Waiting for approval',
  escalated: 'Waiting for direction',
  approved: 'Ready to answer',
  closed: 'Answered',
  declined: 'Declined, guided',
  merged: 'Merged',
};

export const CASE_TYPE: typeof vi.CASE_TYPE = {
  inquiry: 'Inquiry',
  procedure_inquiry: 'Procedure inquiry',
  site_report: 'Site report',
  regulation_feedback: 'Feedback on regulations',
  service_report: 'Service report',
  procedure_report: 'Procedure handling report',
  conduct_report: 'Conduct report',
  business_report: 'Business report',
  suggestion: 'Suggestion',
  compliment: 'Compliment',
  out_of_scope: 'Out of scope',
};

export const URGENCY: typeof vi.URGENCY = {
  low: 'Low',
  normal: 'Normal',
  urgent: 'Urgent',
  emergency: 'Emergency',
};

export const CHANNEL: typeof vi.CHANNEL = {
  phone: 'Phone',
  email: 'Email',
  web: 'Web form',
  livechat: 'Live chat',
  zalo: 'Zalo',
  messenger: 'Facebook',
  desk: 'Entered at the centre',
  open311: 'Open311',
};

export const TURN: typeof vi.TURN = {
  centre: 'Centre',
  officer: 'Officer',
  unit_leader: 'Unit leader',
  province_leader: 'Province leader',
  citizen: 'Citizen',
  nobody: 'Finished',
};

export const BUCKET: typeof vi.BUCKET = {
  in_time: 'In time',
  overdue: 'Overdue',
  on_time: 'On time',
  late: 'Late',
};

export const DECLINE_REASON: typeof vi.DECLINE_REASON = {
  complaint: 'Formal complaint',
  denunciation: 'Denunciation',
  emergency: 'Emergency (111–115)',
  court: 'Court, enforcement or investigation',
  civil_dispute: 'Civil dispute',
  other_province: 'Another province',
  unrelated: 'Unrelated, nuisance, advertising',
};

export const ROLE: typeof vi.ROLE = {
  agent: 'Agent',
  supervisor: 'Supervisor',
  officer: 'Officer',
  unit_leader: 'Unit leader',
  province_leader: 'Province leader',
  publisher: 'Publisher',
  admin: 'Administrator',
};

export const CITIZEN_KIND: typeof vi.CITIZEN_KIND = {
  person: 'Person',
  business: 'Business, organisation',
};

export const CALL_OUTCOME: typeof vi.CALL_OUTCOME = {
  answered: 'Answered',
  abandoned: 'Hung up while waiting',
  voicemail: 'Left a message',
  callback: 'Call-back promised',
  transferred: 'Transferred',
  rejected: 'Refused, overload',
  menu_only: 'Heard an announcement',
  failed: 'Failed',
  no_answer: 'No answer',
  busy: 'Busy',
  cancelled: 'Cancelled',
};

export const CALL_DIRECTION: typeof vi.CALL_DIRECTION = { inbound: 'Incoming', outbound: 'Outgoing' };

export const RECORDING_KIND: typeof vi.RECORDING_KIND = {
  talk: 'Talk',
  voicemail: 'Message',
  fallback: 'Message during maintenance',
};

export const RECORDING_STATE: typeof vi.RECORDING_STATE = {
  making: 'Recording',
  made: 'Being fetched',
  fetched: 'There',
  missing: 'Missing',
  erased: 'Erased',
};

export const CALLBACK_RESULT: typeof vi.CALLBACK_RESULT = {
  reached: 'Spoke',
  no_answer: 'No answer',
  wrong_number: 'Wrong number',
  dropped: 'Give up',
};

/** What a call that is owed is for. */
export const CALLBACK_KIND: typeof vi.CALLBACK_KIND = {
  kept: 'Call-back promised',
  missed: 'Missed call',
  reply: 'Answer the citizen',
  question: 'Ask for information',
  answer: 'Tell the result',
  declined: 'Tell why not, and where to go',
  other: 'Other news',
};

export const CAMPAIGN_STATE: typeof vi.CAMPAIGN_STATE = {
  draft: 'Draft',
  running: 'Running',
  paused: 'Paused',
  ended: 'Ended',
};

export const CONTACT_STATE: typeof vi.CONTACT_STATE = {
  waiting: 'Waiting',
  held: 'Being called',
  answered: 'Answered',
  refused: 'Refused',
  unreachable: 'Not reached',
  withdrawn: 'Not called any more',
};

export const ATTEMPT_RESULT: typeof vi.ATTEMPT_RESULT = {
  answered: 'Answered',
  no_answer: 'No answer',
  busy: 'Busy',
  call_later: 'Call later',
  refused: 'Refused',
  wrong_number: 'Wrong number',
  do_not_call: 'Wants no calls',
};

export const ARTICLE_STATE: typeof vi.ARTICLE_STATE = {
  draft: 'Draft',
  published: 'Published',
  archived: 'Archived',
};
