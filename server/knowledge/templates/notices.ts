/** What staff are told: one heading and one or two lines per kind of notice. */

import type { NoticeKind } from '../../../contract/notices.ts';
import type { Said } from '../../platform/said.ts';
import { empty, may, must, type Template, template, type Variable } from './define.ts';

/** Every notice may use these; what an event does not know is empty and its line goes away. */
export const NOTICE_VARIABLES = {
  caseCode: may('Mã phiếu', '1022-261123-0412'),
  actor: may('Người thực hiện (hoặc Hệ thống, Người dân)', 'Lê Thị Mai'),
  unit: empty('Đơn vị liên quan', 'Sở Xây dựng'),
  level: empty('Cấp xử lý hiện tại', '3'),
  due: empty('Thời hạn liên quan', '16:30 thứ Sáu 27/11/2026'),
  text: empty('Lý do, câu hỏi, ghi chú hoặc nội dung chỉ đạo', 'Cần kiểm tra trong ngày'),
  share: empty('Phần thời hạn đã qua, phần trăm', '80'),
} as const satisfies Record<string, Variable>;

type Words = readonly [subject: string, body: string];

const notice = (name: Said, vi: Words, en: Words): Template<typeof NOTICE_VARIABLES> =>
  template({
    group: 'notice',
    name,
    purpose: {
      vi: 'Thông báo cho cán bộ trên bàn làm việc và trong thư.',
      en: 'Told to staff on the desk and by mail.',
    },
    variables: NOTICE_VARIABLES,
    vi: { subject: vi[0], body: vi[1] },
    en: { subject: en[0], body: en[1] },
  });

const DUE = '\nHạn: {{due}}';
const DUE_EN = '\nDue: {{due}}';

export const NOTICE_TEMPLATES: { [K in NoticeKind as `notice.${K}`]: Template<typeof NOTICE_VARIABLES> } = {
  'notice.forwarded': notice(
    { vi: 'Phiếu mới chuyển đến đơn vị', en: 'New case sent to my unit' },
    ['Phiếu mới chờ tiếp nhận', `{{actor}} chuyển phiếu {{caseCode}} đến {{unit}}.\nGhi chú: {{text}}${DUE}`],
    ['New case to accept', `{{actor}} forwarded case {{caseCode}} to {{unit}}.\nNote: {{text}}${DUE_EN}`],
  ),
  'notice.co_forwarded': notice(
    { vi: 'Đơn vị được mời phối hợp', en: 'Unit asked to cooperate' },
    ['Phiếu cần phối hợp', '{{actor}} chuyển phiếu {{caseCode}}; {{unit}} là đơn vị phối hợp.\nGhi chú: {{text}}'],
    ['Case to co-ordinate', '{{actor}} forwarded case {{caseCode}}; {{unit}} co-ordinates.\nNote: {{text}}'],
  ),
  'notice.assigned': notice(
    { vi: 'Được giao phiếu', en: 'Case given to me' },
    ['Bạn được giao một phiếu', `{{actor}} giao phiếu {{caseCode}} cho bạn.${DUE}`],
    ['A case was given to you', `{{actor}} gave you case {{caseCode}}.${DUE_EN}`],
  ),
  'notice.accepted': notice(
    { vi: 'Đơn vị đã tiếp nhận', en: 'Unit accepted' },
    ['Đơn vị đã tiếp nhận phiếu', '{{actor}} ({{unit}}) đã tiếp nhận phiếu {{caseCode}}.'],
    ['The unit accepted the case', '{{actor}} ({{unit}}) accepted case {{caseCode}}.'],
  ),
  'notice.returned': notice(
    { vi: 'Đơn vị trả lại phiếu', en: 'Unit sent the case back' },
    ['Phiếu bị trả lại', '{{unit}} trả lại phiếu {{caseCode}}; cần chuyển đơn vị khác.\nLý do: {{text}}'],
    ['A case was returned', '{{unit}} returned case {{caseCode}}; choose another unit.\nReason: {{text}}'],
  ),
  'notice.dispute': notice(
    { vi: 'Tranh chấp thẩm quyền', en: 'Dispute about who is in charge' },
    ['Tranh chấp thẩm quyền, cần quyết định', '{{unit}} trả lại phiếu {{caseCode}} lần nữa.\nLý do: {{text}}'],
    ['Dispute over who is competent', '{{unit}} returned case {{caseCode}} again.\nReason: {{text}}'],
  ),
  'notice.reopened': notice(
    { vi: 'Phiếu được mở lại', en: 'Case reopened' },
    ['Phiếu được mở lại', `{{actor}} mở lại phiếu {{caseCode}}.\nLý do: {{text}}${DUE}`],
    ['A case was opened again', `{{actor}} reopened case {{caseCode}}.\nReason: {{text}}${DUE_EN}`],
  ),
  'notice.noted': notice(
    { vi: 'Ghi chú mới trên phiếu của tôi', en: 'New note on a case of mine' },
    ['Ghi chú mới', '{{actor}} ghi chú trên phiếu {{caseCode}}:\n{{text}}'],
    ['New note', '{{actor}} left a note on case {{caseCode}}:\n{{text}}'],
  ),
  'notice.relabelled': notice(
    { vi: 'Phân loại của phiếu thay đổi', en: 'Classification of the case changed' },
    ['Phân loại phiếu thay đổi', `{{actor}} sửa phân loại phiếu {{caseCode}}.\nLý do: {{text}}${DUE}`],
    ['Labels of a case changed', `{{actor}} relabelled case {{caseCode}}.\nReason: {{text}}${DUE_EN}`],
  ),
  'notice.consulted': notice(
    { vi: 'Được hỏi ý kiến', en: 'Asked for an opinion' },
    ['Đơn vị được hỏi ý kiến', `{{actor}} hỏi ý kiến {{unit}} về phiếu {{caseCode}}:\n{{text}}${DUE}`],
    ['Your unit is asked for an opinion', `{{actor}} asks {{unit}} about case {{caseCode}}:\n{{text}}${DUE_EN}`],
  ),
  'notice.opinion': notice(
    { vi: 'Có ý kiến phối hợp', en: 'Opinion given' },
    ['Đã có ý kiến phối hợp', '{{unit}} cho ý kiến về phiếu {{caseCode}}:\n{{text}}'],
    ['An opinion has come', '{{unit}} gave an opinion on case {{caseCode}}:\n{{text}}'],
  ),
  'notice.silent': notice(
    { vi: 'Đơn vị phối hợp không trả lời', en: 'Cooperating unit did not answer' },
    ['Đơn vị phối hợp chưa cho ý kiến', '{{unit}} không cho ý kiến về phiếu {{caseCode}} đúng hạn.'],
    ['No opinion in time', '{{unit}} gave no opinion on case {{caseCode}} in time.'],
  ),
  'notice.citizen_replied': notice(
    { vi: 'Người dân đã bổ sung thông tin', en: 'Citizen gave more information' },
    ['Người dân đã bổ sung thông tin', `Phiếu {{caseCode}} tiếp tục xử lý.${DUE}`],
    ['The citizen has replied', `Case {{caseCode}} goes on.${DUE_EN}`],
  ),
  'notice.resumed': notice(
    { vi: 'Hết hạn chờ người dân', en: 'Waiting for the citizen is over' },
    ['Người dân không bổ sung thông tin', `Phiếu {{caseCode}} hết thời gian chờ, tiếp tục xử lý.${DUE}`],
    ['The citizen did not reply', `The waiting time of case {{caseCode}} is over; work goes on.${DUE_EN}`],
  ),
  'notice.message': notice(
    { vi: 'Tin mới của người dân trên phiếu', en: 'New message of the citizen on a case' },
    ['Tin mới của người dân', 'Người dân gửi thêm tin trên phiếu {{caseCode}}.'],
    ['New message of the citizen', 'The citizen sent a message on case {{caseCode}}.'],
  ),
  'notice.bounced': notice(
    { vi: 'Tin không đến được người dân', en: 'Message did not reach the citizen' },
    [
      'Tin không đến được người dân',
      'Tin gửi người dân trên phiếu {{caseCode}} không đến nơi; cần gọi điện hoặc dùng kênh khác.',
    ],
    [
      'A message did not arrive',
      'A message to the citizen of case {{caseCode}} did not arrive; call or use another channel.',
    ],
  ),
  'notice.dissatisfied': notice(
    { vi: 'Người dân không hài lòng', en: 'Citizen is not satisfied' },
    ['Người dân không hài lòng', 'Phiếu {{caseCode}} bị đánh giá không hài lòng; cần xem xét.'],
    ['A citizen is dissatisfied', 'Case {{caseCode}} was rated dissatisfied; please review.'],
  ),
  'notice.submitted': notice(
    { vi: 'Dự thảo trình duyệt', en: 'Draft to sign' },
    ['Dự thảo chờ duyệt', `{{actor}} trình dự thảo trả lời phiếu {{caseCode}}.${DUE}`],
    ['A draft awaits your signature', `{{actor}} submitted an answer to case {{caseCode}}.${DUE_EN}`],
  ),
  'notice.extension_asked': notice(
    { vi: 'Đề nghị gia hạn', en: 'Request for extension' },
    ['Đề nghị gia hạn chờ quyết định', '{{actor}} xin gia hạn phiếu {{caseCode}} đến {{due}}.\nLý do: {{text}}'],
    ['Extension requested', '{{actor}} asks to extend case {{caseCode}} to {{due}}.\nReason: {{text}}'],
  ),
  'notice.escalated': notice(
    { vi: 'Phiếu chuyển cấp chờ chỉ đạo', en: 'Case passed up waits for a decision' },
    [
      'Phiếu chuyển lên cấp {{level}}, chờ chỉ đạo',
      'Phiếu {{caseCode}} của {{unit}} cần ý kiến chỉ đạo.\nLý do: {{text}}',
    ],
    ['Escalated to level {{level}}', 'Case {{caseCode}} of {{unit}} needs your decision.\nReason: {{text}}'],
  ),
  'notice.escalated_mine': notice(
    { vi: 'Phiếu liên quan đến tôi bị chuyển cấp', en: 'Case of mine passed up' },
    ['Phiếu chuyển lên cấp {{level}}', 'Phiếu {{caseCode}} đã chuyển cấp trên.\nLý do: {{text}}'],
    ['A case of yours went up to level {{level}}', 'Case {{caseCode}} went up.\nReason: {{text}}'],
  ),
  'notice.directed': notice(
    { vi: 'Ý kiến chỉ đạo', en: 'Directive' },
    ['Ý kiến chỉ đạo mới', `{{actor}} chỉ đạo {{unit}} về phiếu {{caseCode}}:\n{{text}}${DUE}`],
    ['New directive', `{{actor}} directs {{unit}} on case {{caseCode}}:\n{{text}}${DUE_EN}`],
  ),
  'notice.draft_rejected': notice(
    { vi: 'Dự thảo bị trả lại', en: 'Draft returned' },
    ['Dự thảo bị trả lại', '{{actor}} trả lại dự thảo phiếu {{caseCode}}.\nLý do: {{text}}'],
    ['Your draft was rejected', '{{actor}} rejected the draft of case {{caseCode}}.\nReason: {{text}}'],
  ),
  'notice.approved': notice(
    { vi: 'Câu trả lời được duyệt', en: 'Answer approved' },
    ['Câu trả lời đã được duyệt', '{{actor}} đã ký câu trả lời phiếu {{caseCode}}.'],
    ['The answer was approved', '{{actor}} signed the answer to case {{caseCode}}.'],
  ),
  'notice.extension_granted': notice(
    { vi: 'Được gia hạn', en: 'Extension granted' },
    ['Đề nghị gia hạn được chấp thuận', 'Hạn mới của phiếu {{caseCode}}: {{due}}.'],
    ['Extension granted', 'New due date of case {{caseCode}}: {{due}}.'],
  ),
  'notice.extension_refused': notice(
    { vi: 'Không được gia hạn', en: 'Extension refused' },
    ['Đề nghị gia hạn không được chấp thuận', '{{actor}} không cho gia hạn phiếu {{caseCode}}.\nLý do: {{text}}'],
    ['Extension refused', '{{actor}} refused to extend case {{caseCode}}.\nReason: {{text}}'],
  ),
  'notice.answered_above': notice(
    { vi: 'Cấp trên đã trả lời', en: 'Higher level has answered' },
    ['Lãnh đạo đã trả lời phiếu', '{{actor}} đã trả lời phiếu {{caseCode}} ở cấp {{level}}.'],
    ['A leader answered the case', '{{actor}} answered case {{caseCode}} at level {{level}}.'],
  ),
  'notice.directive_done': notice(
    { vi: 'Phiếu tôi chỉ đạo đã trả lời', en: 'Case I gave a directive on was answered' },
    ['Phiếu bạn chỉ đạo đã có trả lời', 'Phiếu {{caseCode}} đã được trả lời người dân.'],
    ['A case you directed was answered', 'Case {{caseCode}} was answered to the citizen.'],
  ),
  'notice.directive_reported': notice(
    { vi: 'Báo cáo thực hiện chỉ đạo', en: 'Report on a directive' },
    ['Đã báo cáo thực hiện chỉ đạo', '{{actor}} ({{unit}}) báo cáo về phiếu {{caseCode}}:\n{{text}}'],
    ['Report on your directive', '{{actor}} ({{unit}}) reports on case {{caseCode}}:\n{{text}}'],
  ),
  'notice.warned': notice(
    { vi: 'Sắp đến hạn', en: 'Nearly due' },
    ['Phiếu đã qua {{share}}% thời hạn', `Phiếu {{caseCode}} cần xử lý sớm.${DUE}`],
    ['{{share}}% of the time is gone', `Case {{caseCode}} needs attention soon.${DUE_EN}`],
  ),
  'notice.overdue': notice(
    { vi: 'Quá hạn', en: 'Overdue' },
    ['Phiếu quá hạn', 'Phiếu {{caseCode}} đã quá hạn.\nĐơn vị: {{unit}}\nHạn: {{due}}'],
    ['A case is overdue', 'Case {{caseCode}} is overdue.\nUnit: {{unit}}\nDue: {{due}}'],
  ),
  'notice.seriously_late': notice(
    { vi: 'Quá hạn nghiêm trọng', en: 'Seriously overdue' },
    ['Phiếu quá hạn nghiêm trọng', 'Phiếu {{caseCode}} quá hạn kéo dài.\nĐơn vị: {{unit}}\nHạn: {{due}}'],
    ['A case is seriously late', 'Case {{caseCode}} has been overdue for long.\nUnit: {{unit}}\nDue: {{due}}'],
  ),
  'notice.limit_passed': notice(
    { vi: 'Quá thời gian của bước', en: 'Limit of a step passed' },
    ['Phiếu chờ quá lâu ở một bước', 'Phiếu {{caseCode}} đã quá thời gian của bước hiện tại.\nHạn của bước: {{due}}'],
    ['A step took too long', 'Case {{caseCode}} has waited too long at its present step.\nLimit: {{due}}'],
  ),
  'notice.emergency': notice(
    { vi: 'Phiếu khẩn cấp', en: 'Emergency case' },
    ['Phiếu khẩn cấp mới', 'Phiếu {{caseCode}} mức khẩn cấp vừa được lập.'],
    ['New emergency case', 'Case {{caseCode}} with urgency emergency was registered.'],
  ),
  'notice.recalled': notice(
    { vi: 'Phiếu không còn ở đơn vị', en: 'Case no longer with the unit' },
    ['Phiếu đã được thu hồi', 'Phiếu {{caseCode}} đã được thu hồi về tổng đài; đơn vị không phải xử lý nữa.'],
    ['A case was taken back', 'Case {{caseCode}} was taken back by the centre; your unit has nothing more to do.'],
  ),
  'notice.merged': notice(
    { vi: 'Phiếu được gộp', en: 'Case merged' },
    [
      'Phiếu được gộp vào phiếu khác',
      '{{actor}} gộp phiếu {{caseCode}} vào một phiếu khác; đơn vị không phải xử lý riêng nữa.',
    ],
    ['A case was merged', '{{actor}} merged case {{caseCode}} into another; your unit need not work on it separately.'],
  ),
  'notice.unmerged': notice(
    { vi: 'Phiếu được tách ra', en: 'Case taken out of a merge' },
    [
      'Phiếu được tách ra, tiếp tục xử lý',
      `{{actor}} tách phiếu {{caseCode}} khỏi phiếu đã gộp.\nLý do: {{text}}${DUE}`,
    ],
    ['A case was taken out again', `{{actor}} took case {{caseCode}} out of its parent.\nReason: {{text}}${DUE_EN}`],
  ),
  'notice.draft_withdrawn': notice(
    { vi: 'Dự thảo được rút lại', en: 'Draft withdrawn' },
    ['Dự thảo đã được rút lại', '{{actor}} rút dự thảo phiếu {{caseCode}}; chưa cần duyệt.\nLý do: {{text}}'],
    ['A draft was withdrawn', '{{actor}} withdrew the draft of case {{caseCode}}; do not sign yet.\nReason: {{text}}'],
  ),
  'notice.due_moved': notice(
    { vi: 'Thời hạn được tính lại', en: 'Due date worked out again' },
    ['Thời hạn được tính lại', 'Thời hạn của phiếu {{caseCode}} thay đổi.\nHạn mới: {{due}}\nLý do: {{text}}'],
    [
      'A due date was computed again',
      'The due date of case {{caseCode}} has changed.\nNew date: {{due}}\nReason: {{text}}',
    ],
  ),
  'notice.incident_declared': notice(
    { vi: 'Sự cố chung mới', en: 'Incident declared' },
    ['Sự cố chung mới', '{{actor}} công bố sự cố chung, phiếu gốc {{caseCode}}:\n{{text}}'],
    ['A new incident', '{{actor}} declared an incident, parent case {{caseCode}}:\n{{text}}'],
  ),
  'notice.incident_ended': notice(
    { vi: 'Sự cố chung đã kết thúc', en: 'Incident ended' },
    ['Sự cố chung đã kết thúc', 'Sự cố chung có phiếu gốc {{caseCode}} đã kết thúc:\n{{text}}'],
    ['An incident is over', 'The incident of parent case {{caseCode}} is over:\n{{text}}'],
  ),
};

const link = empty('Địa chỉ mở trên bàn làm việc, nếu đã đặt PUBLIC_URL', 'https://1022.dongthap.gov.vn/desk/');
const settingsUrl = empty('Địa chỉ đặt cách nhận thông báo', 'https://1022.dongthap.gov.vn/desk/me/notices');
const province = may('Tên tỉnh', 'Đồng Tháp');
const name = may('Họ và tên người nhận', 'Nguyễn Hoàng Phúc');

/** The letters around notices. */
export const MAIL_TEMPLATES = {
  'mail.notice': template({
    group: 'mail',
    name: { vi: 'Thư báo ngay', en: 'Mail at once' },
    purpose: {
      vi: 'Thư cho cán bộ về một thông báo, gửi ngay khi có.',
      en: 'Mail to staff about one notice, sent at once.',
    },
    variables: {
      name,
      province,
      title: must('Tiêu đề thông báo', 'Dự thảo chờ duyệt'),
      text: must('Nội dung thông báo', 'Nguyễn Hoàng Phúc trình dự thảo trả lời phiếu 1022-261123-0412.'),
      caseCode: empty('Mã phiếu', '1022-261123-0412'),
      link,
      settingsUrl,
    },
    vi: {
      subject: '[1022] {{title}} {{caseCode}}',
      body: `Kính gửi {{name}},

{{title}}
{{text}}

Mở phiếu: {{link}}

Thư tự động của Tổng đài 1022 tỉnh {{province}}; xin không trả lời thư này.
Đặt cách nhận thông báo: {{settingsUrl}}`,
    },
    en: {
      subject: '[1022] {{title}} {{caseCode}}',
      body: `Dear {{name}},

{{title}}
{{text}}

Open the case: {{link}}

Automatic mail of the 1022 line of {{province}}; please do not reply.
Choose how you are told: {{settingsUrl}}`,
    },
  }),
  'mail.digest': template({
    group: 'mail',
    name: { vi: 'Thư tổng hợp', en: 'Digest mail' },
    purpose: {
      vi: 'Thư tổng hợp các thông báo chưa đọc, gửi vào giờ người nhận chọn trong ngày làm việc.',
      en: 'Mail that sums up unread notices, sent at the hours that the reader chose, on working days.',
    },
    variables: {
      name,
      province,
      count: must('Số thông báo', '3'),
      items: must(
        'Danh sách thông báo',
        '• 08:10 Dự thảo chờ duyệt\n  Nguyễn Hoàng Phúc trình dự thảo trả lời phiếu 1022-261123-0412.',
      ),
      link,
      settingsUrl,
    },
    vi: {
      subject: '[1022] {{count}} thông báo chưa đọc',
      body: `Kính gửi {{name}},

Quý ông/bà có {{count}} thông báo chưa đọc trên Tổng đài 1022:

{{items}}

Mở bàn làm việc: {{link}}

Thư tự động của Tổng đài 1022 tỉnh {{province}}; xin không trả lời thư này.
Đặt cách nhận thông báo: {{settingsUrl}}`,
    },
    en: {
      subject: '[1022] {{count}} unread notices',
      body: `Dear {{name}},

You have {{count}} unread notices on the 1022 line:

{{items}}

Open the desk: {{link}}

Automatic mail of the 1022 line of {{province}}; please do not reply.
Choose how you are told: {{settingsUrl}}`,
    },
  }),
};
