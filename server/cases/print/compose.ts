/** A case as the reader sees it → the words of its papers. Pure: names and codes come in, nothing is looked up. */
import type { CaseView } from '../../../contract/cases.ts';
import type { AgencyHeader } from '../../../contract/installation.ts';
import { CASE_TYPE as TYPE, URGENCY } from '../../../contract/words/vi.ts';
import { dateTimePhrase } from '../when.ts';
import { type Block, dateLine, listed, type Sheet } from './sheet.ts';

/** Who gave the case to the unit that leads it, when, and with which words. */
export interface Handover {
  at: string;
  by: string;
  note: string | null;
  /** A leader's order, not a forwarding of the centre. */
  order: boolean;
}

export interface Printing {
  item: CaseView;
  header: AgencyHeader;
  handover: Handover | null;
  /** The paper names the citizen. */
  identity: boolean;
  /** Who prints, and when: at the foot of every page. */
  by: string;
  at: Date;
}

/** By which way it came, as it stands in a sentence. */
const WAY: Record<CaseView['channel'], string> = {
  phone: 'điện thoại',
  email: 'thư điện tử',
  web: 'trang web',
  livechat: 'trò chuyện trực tuyến',
  zalo: 'Zalo',
  messenger: 'Facebook Messenger',
  desk: 'tiếp nhận trực tiếp',
  open311: 'Open311',
};

const day = (iso: string) => iso.slice(0, 10);
const moment = (iso: string) => dateTimePhrase(new Date(iso));
const PROTECTED = 'Danh tính được bảo vệ theo quy định';

function foot({ item, by, at }: Printing): string {
  return `Phiếu ${item.code} · in từ hệ thống Tổng đài 1022 lúc ${dateTimePhrase(at)} · người in: ${by}`;
}

function citizenLines({ item, identity }: Printing): [string, string][] {
  const { citizen } = item;
  if (citizen.anonymous) return [['Người phản ánh:', 'Ẩn danh']];
  if (!identity) return [['Người phản ánh:', PROTECTED]];
  const lines: [string, string][] = [['Người phản ánh:', citizen.name ?? 'Không để lại tên']];
  if (citizen.phone) lines.push(['Điện thoại:', citizen.phone]);
  if (citizen.email) lines.push(['Thư điện tử:', citizen.email]);
  return lines;
}

function factsOf(printing: Printing): Block {
  const { item } = printing;
  const place = [item.place?.text, item.area?.name].filter(Boolean).join(', ');
  const rows: [string, string][] = [
    ['Mã phiếu:', item.code],
    ['Loại:', TYPE[item.type]],
    ...(item.category ? [['Lĩnh vực:', item.category.name] as [string, string]] : []),
    ...(place ? [['Nơi xảy ra:', place] as [string, string]] : []),
    ...(item.urgency === 'normal' ? [] : [['Mức độ:', URGENCY[item.urgency]] as [string, string]]),
    ...citizenLines(printing),
  ];
  return { kind: 'facts', rows };
}

const said = (text: string): Block => ({ kind: 'paragraph', text });

function filesOf(item: CaseView): Block[] {
  const names = item.attachments.map((file) => file.name);
  return names.length === 0 ? [] : [said(`Tài liệu kèm theo (${names.length} tệp): ${names.join('; ')}.`)];
}

/** The slip by which the case goes to a unit; while it is with the centre, the record of its receipt. */
export function transferSheet(printing: Printing): Sheet {
  const { item, header, handover } = printing;
  const lead = item.leadUnit?.name ?? null;
  const co = item.coUnits.map((unit) => unit.name);
  const received = `${header.agency} tiếp nhận phản ánh, kiến nghị của người dân, tổ chức qua kênh ${WAY[item.channel]} lúc ${moment(item.createdAt)}, cụ thể như sau:`;
  const due = item.dueAt ? ` trước ${moment(item.dueAt)}` : '';
  const withWhom = co.length > 0 ? `, phối hợp với ${co.join(', ')}` : '';
  const request = lead
    ? [
        said(
          `Đề nghị ${lead} chủ trì${withWhom} xem xét, xử lý theo thẩm quyền và cập nhật kết quả trên hệ thống Tổng đài 1022${due} để trả lời người phản ánh.`,
        ),
      ]
    : [];
  const note = handover?.note
    ? [
        said(handover.order ? 'Ý kiến chỉ đạo:' : 'Ý kiến của nơi chuyển:'),
        { kind: 'words', text: handover.note } as const,
      ]
    : [];
  return {
    authority: header.authority,
    agency: header.agency,
    number: `${item.code}/${lead ? 'PC' : 'PTN'}`,
    placeAndDate: dateLine(header.place, day(handover?.at ?? item.createdAt)),
    title: lead ? 'PHIẾU CHUYỂN' : 'PHIẾU TIẾP NHẬN',
    about: `Về việc ${item.title}`,
    to: lead ? listed([`${lead}${co.length > 0 ? ' (chủ trì)' : ''}`, ...co.map((name) => `${name} (phối hợp)`)]) : [],
    body: [
      said(received),
      factsOf(printing),
      { kind: 'paragraph', text: 'Nội dung:', strong: true },
      { kind: 'words', text: item.content },
      ...note,
      ...filesOf(item),
      ...request,
    ],
    copies: listed([...(lead ? ['Như trên'] : []), 'Lưu: hồ sơ phiếu']),
    signature: {
      capacity: [handover?.order ? 'NGƯỜI CHỈ ĐẠO' : lead ? 'NGƯỜI CHUYỂN' : 'NGƯỜI IN'],
      note: handover ? `Đã chuyển trên hệ thống lúc ${moment(handover.at)}` : '',
      name: handover?.by ?? (lead ? '' : printing.by),
    },
    foot: foot(printing),
  };
}

/** The answer to the citizen, in the name of the unit that gave it; null while there is none that somebody stands for. */
export function answerSheet(printing: Printing): Sheet | null {
  const { item, header, identity } = printing;
  const draft = item.drafts.find((d) => d.state === 'approved' && d.text === item.answer);
  if (!item.answer || !['approved', 'closed', 'merged'].includes(item.status)) return null;
  const name = draft?.signer?.name ?? item.answeredBy?.name ?? '';
  const inPlaceOf = draft?.signedFor ?? item.answeredFor;
  const at = draft?.decidedAt ?? item.closedAt ?? item.createdAt;
  const unit = draft ? (item.leadUnit?.name ?? header.agency) : header.agency;
  const capacity = !draft ? 'NGƯỜI TRẢ LỜI' : item.level >= 4 ? 'LÃNH ĐẠO TỈNH' : 'LÃNH ĐẠO ĐƠN VỊ';
  const whom =
    identity && item.citizen.name && !item.citizen.anonymous
      ? `Ông/Bà ${item.citizen.name}`
      : `Người phản ánh (mã phiếu ${item.code})`;
  const evidence = (draft?.evidence ?? []).map((file) => file.name);
  return {
    // A people's committee has no authority above it on its papers.
    // The old place of the tone mark stands in names that were taken over.
    authority: /^U\u1ef7 ban nhân dân|^Ủy ban nhân dân|^UBND/i.test(unit) ? '' : header.authority,
    agency: unit,
    number: `${item.code}/PTL`,
    placeAndDate: dateLine(header.place, day(at)),
    title: 'PHIẾU TRẢ LỜI',
    about: `Về việc ${item.title}`,
    to: [whom],
    body: [
      said(
        `Ngày ${moment(item.createdAt).split(' ').at(-1)}, ${header.agency} tiếp nhận phản ánh, kiến nghị qua kênh ${WAY[item.channel]} (mã phiếu ${item.code}). ${unit} trả lời như sau:`,
      ),
      { kind: 'words', text: item.answer },
      ...(evidence.length > 0 ? [said(`Tài liệu kèm theo (${evidence.length} tệp): ${evidence.join('; ')}.`)] : []),
    ],
    copies: listed(['Như trên', `${header.agency} (để theo dõi)`, 'Lưu: hồ sơ phiếu']),
    signature: {
      capacity: inPlaceOf ? [`TUQ. ${capacity}`, `(ký thay ${inPlaceOf.name})`] : [capacity],
      note: draft ? `Đã phê duyệt trên hệ thống lúc ${moment(at)}` : `Đã trả lời trên hệ thống lúc ${moment(at)}`,
      name,
    },
    foot: foot(printing),
  };
}
