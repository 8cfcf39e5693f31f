import type { PromptGroup, PromptView } from '../../../contract/hotline-prompts.ts';
import { usersById } from '../../org/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import { asWritten, type Said, type SpokenLanguage } from '../../platform/said.ts';
import { hotlineMenu } from '../menu/published.ts';
import { PROMPTS, type PromptName } from '../prompt-texts.ts';

/** What each prompt of the release is for, in a few words. */
const TITLES: Partial<Record<PromptName, [PromptGroup, Said]>> = {
  greeting: ['menu', { vi: 'Lời chào, báo ghi âm', en: 'Greeting, recording notice' }],
  menu: ['menu', { vi: 'Mời bấm phím', en: 'Press a key' }],
  'menu-invalid': ['menu', { vi: 'Bấm sai phím', en: 'Wrong key' }],
  'please-wait': ['queue', { vi: 'Mời giữ máy', en: 'Please hold' }],
  'position-next': ['queue', { vi: 'Là người tiếp theo', en: 'You are next' }],
  'position-before': [
    'queue',
    { vi: 'Vị trí trong hàng (trước con số)', en: 'Place in the queue (before the number)' },
  ],
  'wait-under-minute': ['queue', { vi: 'Chờ dưới một phút', en: 'Wait under a minute' }],
  'wait-minutes-before': ['queue', { vi: 'Thời gian chờ (trước con số)', en: 'Expected wait (before the number)' }],
  'wait-minutes-after': ['queue', { vi: 'Thời gian chờ (sau con số)', en: 'Expected wait (after the number)' }],
  'callback-offer': ['queue', { vi: 'Mời nhận gọi lại', en: 'Call-back offer' }],
  'callback-kept': ['queue', { vi: 'Đã ghi nhận gọi lại', en: 'Call-back noted' }],
  'after-hours': ['voicemail', { vi: 'Ngoài giờ làm việc', en: 'Out of hours' }],
  'voicemail-leave': ['voicemail', { vi: 'Mời để lại lời nhắn', en: 'Leave a message' }],
  'voicemail-thanks': ['voicemail', { vi: 'Đã nhận lời nhắn', en: 'Message received' }],
  'queue-full': ['queue', { vi: 'Hàng chờ đầy', en: 'Queue full' }],
  overload: ['queue', { vi: 'Tổng đài quá tải', en: 'Centre overloaded' }],
  incident: ['announcement', { vi: 'Thông báo sự cố chung', en: 'General incident' }],
  emergency: ['voicemail', { vi: 'Số khẩn cấp', en: 'Emergency numbers' }],
  transferring: ['call', { vi: 'Đang chuyển máy', en: 'Transferring' }],
  'returned-to-queue': ['call', { vi: 'Nối lại sau khi gián đoạn', en: 'Back in the queue after a break' }],
  'record-paused': ['call', { vi: 'Tạm dừng ghi âm', en: 'Recording paused' }],
  'agent-consult': ['call', { vi: 'Báo cho người được hỏi ý kiến', en: 'Announced to whom one consults' }],
  'rate-call': ['call', { vi: 'Mời đánh giá', en: 'Rate the call' }],
  goodbye: ['call', { vi: 'Lời chào cuối', en: 'Goodbye' }],
  fallback: ['voicemail', { vi: 'Hệ thống bảo trì', en: 'System under maintenance' }],
  survey: ['call', { vi: 'Khảo sát ý kiến', en: 'Survey' }],
};

/** Prompts of incidents have names of their own: the page of prompts leaves their words alone. */
export const INCIDENT_PROMPT = /^incident-\d+$/;

/** The text that the release has for a prompt, or null when it has none of this name. */
export function releaseText(name: string): string | null {
  return Object.hasOwn(PROMPTS, name) ? (PROMPTS[name as PromptName] ?? null) : null;
}

function describe(name: string): [PromptGroup, Said] {
  const number = /^number-(\d+)$/.exec(name)?.[1];
  if (number) return ['numbers', { vi: `Số ${number}`, en: `Number ${number}` }];
  return TITLES[name as PromptName] ?? ['call', asWritten(name)];
}

/** Every prompt: those of the release in its order, then those added here. */
export async function listPromptViews(db: Db, language: SpokenLanguage = 'vi'): Promise<PromptView[]> {
  const rows = await db.selectFrom('hotline_prompts').selectAll().orderBy('changed_at').orderBy('name').execute();
  const users = await usersById(db, [...new Set(rows.flatMap((row) => row.changed_by ?? []))]);
  const used = await usedPrompts(db);
  const names = [...Object.keys(PROMPTS), ...rows.filter((row) => row.own).map((row) => row.name)];
  return names.map((name) => {
    const row = rows.find((one) => one.name === name);
    const by = users.get(row?.changed_by ?? 0);
    const [group, title] = row?.own ? (['announcement', asWritten(row.title ?? name)] as const) : describe(name);
    return {
      name,
      title: title[language],
      group,
      text: row?.text ?? releaseText(name) ?? '',
      releaseText: releaseText(name),
      source: row?.source ?? 'machine',
      seconds: row?.seconds ?? null,
      fileName: row?.file_name ?? null,
      removable: row?.own === true && !used.has(name),
      changedAt: row ? isoLocal(row.changed_at) : null,
      changedBy: by ? { code: by.username, name: by.displayName } : null,
    };
  });
}

/** Names of prompts that an announcement, an incident, the menu in force or its draft plays. */
export async function usedPrompts(db: Db): Promise<Set<string>> {
  const announced = await db.selectFrom('hotline_announcements').select('prompt').execute();
  const told = await db.selectFrom('incident_sounds').select('prompt').where('prompt', 'is not', null).execute();
  const { graph } = await hotlineMenu(db);
  const draft = await db.selectFrom('hotline_menus').select('graph').where('version', 'is', null).executeTakeFirst();
  const graphs = [graph, ...(draft ? [draft.graph as typeof graph] : [])];
  const played = graphs.flatMap((one) =>
    Object.values(one.nodes).flatMap((node) => ('sounds' in node ? node.sounds : [])),
  );
  return new Set([...announced.map((one) => one.prompt), ...told.flatMap((one) => one.prompt ?? []), ...played]);
}
