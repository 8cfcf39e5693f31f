import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { CaseType, ChannelKind, DeclineReason, Urgency } from '../../contract/cases.ts';

const TYPES: Record<string, CaseType> = {
  'hoi-dap': 'inquiry',
  'huong-dan-tthc': 'procedure_inquiry',
  'phan-anh-hien-truong': 'site_report',
  'phan-anh-dich-vu': 'service_report',
  'phan-anh-giai-quyet-tthc': 'procedure_report',
  'kien-nghi-quy-dinh-hanh-chinh': 'regulation_feedback',
  'phan-anh-doanh-nghiep': 'business_report',
  'gop-y': 'suggestion',
  khen: 'compliment',
  'ngoai-pham-vi': 'out_of_scope',
};
const URGENCIES: Record<string, Urgency> = { thap: 'low', thuong: 'normal', cao: 'urgent', khan: 'emergency' };
const DECLINES: Record<string, DeclineReason> = {
  khieu_nai: 'complaint',
  to_cao: 'denunciation',
  khan_cap: 'emergency',
  toa_an: 'court',
  tinh_khac: 'other_province',
  tranh_chap_dan_su: 'civil_dispute',
  khong_lien_quan: 'unrelated',
};
const CHANNELS: Record<string, ChannelKind> = { facebook: 'messenger' };

const line = z.object({
  id: z.string(),
  channel: z.string(),
  subject: z.string().optional(),
  text: z.string().optional(),
  messages: z.array(z.object({ from: z.string(), text: z.string() })).optional(),
  place: z.string().optional(),
  expected: z.object({
    type: z.string(),
    categoryCode: z.string().nullish(),
    leadAgencyCode: z.string().nullish(),
    areaCode: z.string().nullish(),
    urgency: z.string(),
    outOfScopeReason: z.string().nullish(),
  }),
});

/** A sample contact in the terms of the product. */
export interface DemoContact {
  id: string;
  channel: ChannelKind;
  type: CaseType;
  urgency: Urgency;
  category: string | undefined;
  area: string | undefined;
  /** The unit that should handle it; a routing role is resolved by area. */
  unit: string | null;
  declineReason: DeclineReason | null;
  title: string | undefined;
  content: string;
  place: string | undefined;
}

/** The sample contacts of db/demo/contacts.jsonl; fictional, see the README beside it. */
export function readContacts(): DemoContact[] {
  const text = readFileSync(new URL('../../db/demo/contacts.jsonl', import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((row) => asContact(line.parse(JSON.parse(row))));
}

function asContact(row: z.infer<typeof line>): DemoContact {
  const { expected } = row;
  const said = row.messages?.filter((m) => m.from === 'citizen').map((m) => m.text);
  return {
    id: row.id,
    channel: CHANNELS[row.channel] ?? (row.channel as ChannelKind),
    type: TYPES[expected.type] ?? 'inquiry',
    urgency: URGENCIES[expected.urgency] ?? 'normal',
    category: expected.categoryCode ?? undefined,
    area: expected.areaCode ?? undefined,
    unit: expected.leadAgencyCode ?? null,
    declineReason: expected.outOfScopeReason ? (DECLINES[expected.outOfScopeReason] ?? 'unrelated') : null,
    title: row.subject,
    content: (row.text ?? said?.join('\n') ?? '').normalize('NFC'),
    place: row.place,
  };
}
