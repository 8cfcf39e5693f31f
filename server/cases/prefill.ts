/**
 * What a case could begin with, read out of the citizen's words: kind, category, area, place, name, phone. Pure; every
 * guess is shown with the words that led to it, and a person looks at it before anything is registered.
 */
import type { CaseType, Urgency } from '../../contract/cases.ts';
import { findContacts } from '../citizens/index.ts';
import { fold, titleOf } from '../platform/text.ts';

export interface PrefillCategory {
  code: string;
  name: string;
  parentId: number | null;
  defaultType: string;
  keywords: readonly string[];
}

export interface PrefillArea {
  code: string;
  name: string;
  formerly: readonly { name: string; district: string }[];
}

export interface PrefillWords {
  categories: readonly PrefillCategory[];
  areas: readonly PrefillArea[];
}

export interface Prefill {
  type: CaseType;
  urgency: Urgency | null;
  category: { code: string; name: string } | null;
  area: { code: string; name: string } | null;
  place: string | null;
  title: string;
  name: string | null;
  phone: string | null;
  email: string | null;
  because: string[];
}

/** Ways of speaking that tell the kind, whatever the matter is; the first that is found wins. */
const KINDS: readonly (readonly [CaseType, readonly string[]])[] = [
  ['conduct_report', ['thái độ', 'nhũng nhiễu', 'vòi vĩnh', 'hạch sách', 'gây khó dễ', 'cán bộ quát']],
  ['procedure_report', ['trễ hẹn', 'quá hẹn', 'hồ sơ trễ', 'hồ sơ chậm', 'chưa giải quyết hồ sơ', 'đi lại nhiều lần']],
  ['compliment', ['khen', 'cảm ơn cán bộ', 'rất hài lòng', 'tuyên dương']],
  ['suggestion', ['góp ý', 'đề xuất', 'hiến kế']],
  ['business_report', ['doanh nghiệp chúng tôi', 'công ty chúng tôi', 'hộ kinh doanh']],
  ['procedure_inquiry', ['thủ tục', 'hồ sơ gồm', 'giấy tờ gì', 'cần giấy gì', 'làm ở đâu', 'lệ phí']],
];
const QUESTION = ['cho hỏi', 'xin hỏi', 'hỏi về', 'khi nào', 'bao giờ', 'ở đâu', 'bao nhiêu', 'như thế nào'];
const EMERGENCY = [
  'cháy',
  'chết người',
  'đuối nước',
  'điện giật',
  'đứt dây điện',
  'sập',
  'nguy hiểm tính mạng',
  'cấp cứu',
];
/** Courtesy closes most letters; it makes a compliment only of one that says little else. */
const COURTESY: ReadonlySet<string> = new Set(['cảm ơn', 'cám ơn']);
const SHORT_WORDS = 12;
const URGENT = ['nguy hiểm', 'tai nạn', 'khẩn', 'gấp', 'ngã đổ', 'tràn'];

/** “tôi tên Nguyễn Văn A”, “Tôi là Lê Thị Hoa, ngụ…”: words with capitals behind such a beginning. */
const NAME =
  /(?:(?:[Tt]ôi|[Ee]m|[Cc]on|[Cc]háu|[Mm]ình)\s+(?:tên(?:\s+là)?|là)|[Tt]ên\s+(?:tôi|em)\s+là|(?<!\p{L})(?:[Hh]ọ\s+(?:và\s+)?tên|[Nn]gười\s+gửi))\s*:?\s*((?:\p{Lu}\p{Ll}{0,6}\s?){2,5})/u;
/** Where: from such a word to the next full stop or line. */
const PLACE =
  /(?:(?<!\p{L})(?:tại|ở|địa\s+chỉ|địa\s+điểm|đoạn|trước|đối\s+diện|khu\s+vực|gần)\s*:?\s+)((?=[^\n.;!?]{0,140}(?:đường|hẻm|ấp|khóm|khu\s+phố|số|phường|xã|cầu|chợ|trường|quốc\s+lộ|ql|tl|đt)(?!\p{L}))[^\n.;!?]{4,140})/iu;

/**
 * Reads a text. `words`: the categories and areas that are valid now; `chosen`: a category that a person has set (or
 * taken away), which then decides the usual kind.
 */
export function prefillFrom(
  text: string,
  words: PrefillWords,
  chosen: { category?: PrefillCategory | null } = {},
): Prefill {
  const seen = reader(text);
  const because: string[] = [];
  const category = chosen.category === undefined ? guessCategory(seen, words.categories, because) : chosen.category;
  const area = guessArea(text, words.areas, because);
  const contacts = findContacts(text);
  const name = NAME.exec(text.normalize('NFC'))?.[1]?.trim() ?? null;
  const place = placeIn(PLACE.exec(text.normalize('NFC'))?.[1] ?? '');
  return {
    type: guessType(seen, category, because),
    urgency: firstOf(seen, EMERGENCY, because) ? 'emergency' : firstOf(seen, URGENT, because) ? 'urgent' : null,
    category: category && { code: category.code, name: category.name },
    area,
    place,
    title: titleOf(text),
    name,
    phone: contacts.phones[0] ?? null,
    email: contacts.emails[0] ?? null,
    because: [...new Set(because)].slice(0, 8),
  };
}

/** The part of a sentence that still names a place: “khóm 3 phường Mỹ Tho đục ba ngày nay, tôi gọi…” ends at the name. */
function placeIn(sentence: string): string | null {
  const parts = sentence
    .replace(/\s+/g, ' ')
    .trim()
    .split(/\s*,\s*/);
  const end = parts.findIndex(
    (part, i) => i > 0 && !/^(?:\p{Lu}|\d)|\p{N}|(?<!\p{L})(?:phường|xã|tỉnh)(?!\p{L})/u.test(part),
  );
  const kept = parts.slice(0, end < 0 ? parts.length : end).map((part) => {
    const named = /^.*(?:(?<!\p{L})\p{Lu}\p{L}*|\p{L}?\d[\p{L}\d/.-]*)(?!\p{L})/u.exec(part);
    return named?.[0] ?? part;
  });
  return kept.filter(Boolean).join(', ') || null;
}

interface Reader {
  /** How many words were said. */
  readonly words: number;
  has(phrase: string): boolean;
}

/** Finds whole words. Who writes with accents is read with accents: “mắt” is not “mất”; who writes without, without. */
function reader(text: string): Reader {
  const plain = fold(text);
  const marked = text.normalize('NFC').toLowerCase();
  const accents = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/.test(marked);
  const tidy = (s: string) => ` ${s.replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const body = tidy(accents ? marked : plain);
  return {
    words: body.trim().split(' ').length,
    has: (phrase) => body.includes(tidy(accents ? phrase.normalize('NFC').toLowerCase() : fold(phrase))),
  };
}

function firstOf(seen: Reader, phrases: readonly string[], because: string[]): string | null {
  const found = phrases.find((phrase) => seen.has(phrase)) ?? null;
  if (found) because.push(found);
  return found;
}

/** Long phrases say more than short words, a narrow category more than a wide one. */
function guessCategory(
  seen: Reader,
  categories: readonly PrefillCategory[],
  because: string[],
): PrefillCategory | null {
  let best: { category: PrefillCategory; points: number; found: string[] } | null = null;
  for (const category of categories) {
    const found = category.keywords.filter(
      (keyword) => seen.has(keyword) && (seen.words <= SHORT_WORDS || !COURTESY.has(keyword)),
    );
    if (found.length === 0) continue;
    const points =
      found.reduce((sum, keyword) => sum + keyword.trim().split(/\s+/).length ** 2, 0) +
      (category.parentId === null ? 0 : 0.5);
    if (!best || points > best.points) best = { category, points, found };
  }
  // One short word (“đường”, “mất”) is in half of all letters.
  if (!best || best.points < 1.5) return null;
  because.push(...best.found);
  return best.category;
}

function guessArea(text: string, areas: readonly PrefillArea[], because: string[]): Prefill['area'] {
  const body = ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const said = (name: string) => body.includes(` ${fold(name).replace(/[^\p{L}\p{N}]+/gu, ' ')} `);
  const withKind = areas.filter(
    (area) => said(area.name) || said(area.name.replace(/^Phường /, 'P ').replace(/^Xã /, 'X ')),
  );
  const now = withKind.sort((a, b) => b.name.length - a.name.length)[0];
  if (now) {
    because.push(now.name);
    return { code: now.code, name: now.name };
  }
  // Old names count only with their district: there was a “Phường 1” in every town.
  const before = areas.flatMap((area) =>
    area.formerly
      .filter((old) => said(old.name) && said(old.district.replace(/^(Thành phố|Thị xã|Huyện) /, '')))
      .map((old) => ({ area, old })),
  );
  const only = before[0];
  if (!only || before.some((one) => one.area.code !== only.area.code)) return null;
  because.push(`${only.old.name}, ${only.old.district}`);
  return { code: only.area.code, name: only.area.name };
}

function guessType(seen: Reader, category: PrefillCategory | null, because: string[]): CaseType {
  for (const [type, phrases] of KINDS) if (firstOf(seen, phrases, because)) return type;
  const asks = firstOf(seen, QUESTION, because) !== null;
  const usual = (category?.defaultType ?? 'inquiry') as CaseType;
  // A question about a broken lamp is still a question; what is said of a lamp is a report.
  if (asks && (usual === 'site_report' || usual === 'service_report') && !seen.has('hư') && !seen.has('hỏng'))
    return 'inquiry';
  return usual;
}
