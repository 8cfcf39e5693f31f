import type { PromptGroup, PromptView } from '../../../contract/hotline-prompts.ts';
import { usersById } from '../../org/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import { hotlineMenu } from '../menu/published.ts';
import { PROMPTS, type PromptName } from '../prompt-texts.ts';

/** What each prompt of the release is for, in a few words. */
const TITLES: Partial<Record<PromptName, [PromptGroup, string]>> = {
  greeting: ['menu', 'Lời chào, báo ghi âm'],
  menu: ['menu', 'Mời bấm phím'],
  'menu-invalid': ['menu', 'Bấm sai phím'],
  'please-wait': ['queue', 'Mời giữ máy'],
  'position-next': ['queue', 'Là người tiếp theo'],
  'position-before': ['queue', 'Vị trí trong hàng (trước con số)'],
  'wait-under-minute': ['queue', 'Chờ dưới một phút'],
  'wait-minutes-before': ['queue', 'Thời gian chờ (trước con số)'],
  'wait-minutes-after': ['queue', 'Thời gian chờ (sau con số)'],
  'callback-offer': ['queue', 'Mời nhận gọi lại'],
  'callback-kept': ['queue', 'Đã ghi nhận gọi lại'],
  'after-hours': ['voicemail', 'Ngoài giờ làm việc'],
  'voicemail-leave': ['voicemail', 'Mời để lại lời nhắn'],
  'voicemail-thanks': ['voicemail', 'Đã nhận lời nhắn'],
  'queue-full': ['queue', 'Hàng chờ đầy'],
  overload: ['queue', 'Tổng đài quá tải'],
  incident: ['announcement', 'Thông báo sự cố chung'],
  emergency: ['voicemail', 'Số khẩn cấp'],
  transferring: ['call', 'Đang chuyển máy'],
  'returned-to-queue': ['call', 'Nối lại sau khi gián đoạn'],
  'record-paused': ['call', 'Tạm dừng ghi âm'],
  'agent-consult': ['call', 'Báo cho người được hỏi ý kiến'],
  'rate-call': ['call', 'Mời đánh giá'],
  goodbye: ['call', 'Lời chào cuối'],
  fallback: ['voicemail', 'Hệ thống bảo trì'],
  survey: ['call', 'Khảo sát ý kiến'],
};

/** The text that the release has for a prompt, or null when it has none of this name. */
export function releaseText(name: string): string | null {
  return Object.hasOwn(PROMPTS, name) ? (PROMPTS[name as PromptName] ?? null) : null;
}

function describe(name: string): [PromptGroup, string] {
  const number = /^number-(\d+)$/.exec(name)?.[1];
  if (number) return ['numbers', `Số ${number}`];
  return TITLES[name as PromptName] ?? ['call', name];
}

/** Every prompt: those of the release in its order, then those added here. */
export async function listPromptViews(db: Db): Promise<PromptView[]> {
  const rows = await db.selectFrom('hotline_prompts').selectAll().orderBy('changed_at').orderBy('name').execute();
  const users = await usersById(db, [...new Set(rows.flatMap((row) => row.changed_by ?? []))]);
  const used = await usedPrompts(db);
  const names = [...Object.keys(PROMPTS), ...rows.filter((row) => row.own).map((row) => row.name)];
  return names.map((name) => {
    const row = rows.find((one) => one.name === name);
    const by = users.get(row?.changed_by ?? 0);
    const [group, title] = row?.own ? (['announcement', row.title ?? name] as const) : describe(name);
    return {
      name,
      title,
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

/** Names of prompts that an announcement, the menu in force or its draft plays. */
export async function usedPrompts(db: Db): Promise<Set<string>> {
  const announced = await db.selectFrom('hotline_announcements').select('prompt').execute();
  const { graph } = await hotlineMenu(db);
  const draft = await db.selectFrom('hotline_menus').select('graph').where('version', 'is', null).executeTakeFirst();
  const graphs = [graph, ...(draft ? [draft.graph as typeof graph] : [])];
  const played = graphs.flatMap((one) =>
    Object.values(one.nodes).flatMap((node) => ('sounds' in node ? node.sounds : [])),
  );
  return new Set([...announced.map((one) => one.prompt), ...played]);
}
