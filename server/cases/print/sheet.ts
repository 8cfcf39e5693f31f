/** What stands on the paper, as words; how it looks is layout.ts. Pure. */

/** A printed document as decree 30/2020/NĐ-CP names its parts. */
export interface Sheet {
  /** Cơ quan chủ quản, cơ quan ban hành. */
  authority: string;
  agency: string;
  /** Số, ký hiệu. */
  number: string;
  /** Địa danh và thời gian ban hành. */
  placeAndDate: string;
  /** Tên loại, trích yếu. */
  title: string;
  about: string;
  /** Kính gửi: each with its part, none for a record that stays in the house. */
  to: readonly string[];
  body: readonly Block[];
  /** Nơi nhận. */
  copies: readonly string[];
  signature: { capacity: readonly string[]; note: string; name: string };
  /** Below every page: what it was printed from. */
  foot: string;
}

export type Block =
  | { kind: 'paragraph'; text: string; strong?: boolean }
  /** Somebody's own words: line breaks stay. */
  | { kind: 'words'; text: string }
  | { kind: 'facts'; rows: readonly (readonly [label: string, value: string])[] };

/** “ngày 05 tháng 01 năm 2027”: days below 10 and the months 1 and 2 with a zero, as the decree wants it. */
export function dateLine(place: string, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const plainMonth = Number(month) <= 2 ? month : String(Number(month));
  return `${place ? `${place}, ` : ''}ngày ${date} tháng ${plainMonth} năm ${year}`;
}

/** The receivers, with “;” between and “.” at the end, as the decree sets them. */
export function listed(lines: readonly string[]): string[] {
  return lines.map((line, i) => `${line}${i === lines.length - 1 ? '.' : ';'}`);
}
