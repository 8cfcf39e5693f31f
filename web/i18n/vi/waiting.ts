import type { WaitingKind } from '../../../contract/waiting-words.ts';

const kind: Record<WaitingKind, string> = {
  unattended: 'Phiếu chưa ai phụ trách',
  overdue: 'Phiếu quá hạn',
  conversation: 'Hội thoại chờ trả lời',
  call: 'Cuộc gọi đang chờ',
  offer: 'Việc đang mời',
  callback: 'Cuộc gọi còn nợ',
};

export const waiting = {
  title: 'Đang chờ',
  text: 'Mọi việc đang chờ người: ở đâu, trong tay ai, giao lại hoặc nhận về. Mỗi lần chuyển đều ghi lý do.',
  kind,
  kindLabel: 'Loại việc',
  unitLabel: 'Đơn vị',
  unitHint: 'Chỉ áp dụng cho phiếu; các việc khác chờ ở tổng đài.',
  all: 'Tất cả',
  none: 'Không có việc nào đang chờ.',
  notAtUnits: 'Loại việc này chờ ở tổng đài, không ở đơn vị.',
  switchboard: 'Tổng đài',
  with: (name: string) => `${name} đang giữ`,
  noOfficer: 'chưa giao cán bộ',
  noSubject: 'không có tiêu đề',
  open: 'Mở danh sách gọi lại',
  recall: 'Thu về tổng đài, tôi xử lý',
  notNow: 'Phiếu này hiện không giao lại hoặc thu hồi được từ tổng đài; mở phiếu để nhắc hoặc xem lý do.',
};
