/** What citizens read: short, polite, honest, without internal routing. */
import { empty, may, must, template } from './define.ts';

const CLOSING = '\n\nTrân trọng,\nTổng đài 1022 tỉnh {{province}}';
const CLOSING_EN = '\n\nYours faithfully,\n1022 Public Service Line, {{province}} province';
const GREETING = 'Kính gửi Quý ông/bà,\n\n';
const GREETING_EN = 'Dear Sir or Madam,\n\n';

const province = may('Tên tỉnh', 'Đồng Tháp');
const caseCode = must('Mã phiếu', '1022-261123-0412');
const lookupUrl = empty('Địa chỉ tra cứu, nếu đã đặt PUBLIC_URL', 'https://1022.dongthap.gov.vn/tra-cuu');

export const CITIZEN_TEMPLATES = {
  'citizen.acknowledgement': template({
    group: 'citizen',
    name: { vi: 'Xác nhận đã nhận phản ánh', en: 'Report received' },
    purpose: {
      vi: 'Gửi ngay khi một phản ánh có kênh viết được lập phiếu.',
      en: 'Sent as soon as a report that came in writing is registered.',
    },
    variables: {
      province,
      caseCode,
      secret: must('Mã tra cứu của người dân', 'K7M2QX'),
      title: may('Trích yếu phản ánh', 'Đèn đường hẻm 12 Lê Lợi không sáng'),
      due: empty('Thời hạn trả lời dự kiến', '16:30 thứ Sáu 27/11/2026'),
      lookupUrl,
    },
    vi: {
      body: `${GREETING}Tổng đài 1022 tỉnh {{province}} đã nhận được phản ánh của Quý ông/bà: “{{title}}”.

Mã phiếu: {{caseCode}}
Mã tra cứu: {{secret}}
Thời hạn trả lời dự kiến: {{due}}

Tra cứu kết quả tại: {{lookupUrl}}

Quý ông/bà có thể trả lời thư này để bổ sung thông tin hoặc hình ảnh.${CLOSING}`,
    },
    en: {
      body: `${GREETING_EN}The 1022 Public Service Line of {{province}} has received your report: “{{title}}”.

Case code: {{caseCode}}
Look-up code: {{secret}}
Expected answer by: {{due}}

Follow it at: {{lookupUrl}}

You may reply to this message to add information or pictures.${CLOSING_EN}`,
    },
  }),

  'citizen.forwarded': template({
    group: 'citizen',
    name: { vi: 'Đã chuyển cơ quan giải quyết', en: 'Passed to the responsible agency' },
    purpose: {
      vi: 'Báo người dân phản ánh đã được chuyển đến cơ quan có thẩm quyền. Chỉ gửi khi tỉnh bật mẫu này.',
      en: 'Tells the citizen that the report went to the agency in charge. Sent only where the province switches it on.',
    },
    optional: 'off',
    variables: {
      province,
      caseCode,
      agency: may('Cơ quan giải quyết', 'Sở Xây dựng'),
      due: empty('Thời hạn trả lời dự kiến', '16:30 thứ Sáu 27/11/2026'),
      lookupUrl,
    },
    vi: {
      body: `${GREETING}Phiếu {{caseCode}} của Quý ông/bà đã được chuyển đến {{agency}} để giải quyết.
Thời hạn trả lời dự kiến: {{due}}

Tra cứu kết quả tại: {{lookupUrl}}${CLOSING}`,
    },
    en: {
      body: `${GREETING_EN}Your case {{caseCode}} has been passed to {{agency}}.
Expected answer by: {{due}}

Follow it at: {{lookupUrl}}${CLOSING_EN}`,
    },
  }),

  'citizen.info_request': template({
    group: 'citizen',
    name: { vi: 'Yêu cầu bổ sung thông tin', en: 'More information needed' },
    purpose: {
      vi: 'Gửi khi cơ quan giải quyết cần người dân cho biết thêm; thời hạn tạm dừng.',
      en: 'Sent when the agency needs to know more from the citizen; the due time stands still.',
    },
    variables: {
      province,
      caseCode,
      question: must('Câu hỏi của cán bộ', 'Xin cho biết số nhà gần nhất.'),
      until: may('Hạn trả lời', '16:30 thứ Hai 30/11/2026'),
    },
    vi: {
      body: `${GREETING}Để giải quyết phiếu {{caseCode}}, cơ quan chức năng cần Quý ông/bà bổ sung thông tin:

{{question}}

Xin trả lời thư này trước {{until}}.${CLOSING}`,
    },
    en: {
      body: `${GREETING_EN}To work on case {{caseCode}} the authority needs more information from you:

{{question}}

Please reply to this message before {{until}}.${CLOSING_EN}`,
    },
  }),

  'citizen.answer': template({
    group: 'citizen',
    name: { vi: 'Trả lời phản ánh', en: 'Answer to the report' },
    purpose: {
      vi: 'Câu trả lời chính thức đã được ký, hoặc trả lời ngay của tổng đài.',
      en: 'The official answer that was signed, or an immediate answer of the centre.',
    },
    variables: {
      province,
      caseCode,
      agency: may('Cơ quan trả lời (hoặc Tổng đài 1022)', 'Sở Xây dựng'),
      answer: must('Nội dung trả lời', 'Đèn chiếu sáng tại hẻm 12 đã được thay ngày 25/11/2026.'),
      lookupUrl,
    },
    vi: {
      body: `${GREETING}Về phiếu {{caseCode}}, {{agency}} trả lời như sau:

{{answer}}

Nếu chưa đồng ý với nội dung trả lời, Quý ông/bà có thể đề nghị xem xét lại khi tra cứu phiếu.${CLOSING}`,
    },
    en: {
      body: `${GREETING_EN}About case {{caseCode}}, {{agency}} answers:

{{answer}}

If you do not agree with the answer, you may ask for a review when you look up the case.${CLOSING_EN}`,
    },
  }),

  'citizen.declined': template({
    group: 'citizen',
    name: { vi: 'Không thuộc phạm vi, hướng dẫn', en: 'Not within our remit, with advice' },
    purpose: {
      vi: 'Gửi khi phản ánh không thuộc phạm vi của tổng đài.',
      en: 'Sent when the report is outside the remit of the centre.',
    },
    variables: {
      province,
      caseCode,
      guidance: must('Hướng dẫn của tổng đài', 'Đề nghị gửi đơn tố cáo đến Thanh tra tỉnh.'),
    },
    vi: {
      body: `${GREETING}Nội dung Quý ông/bà gửi (phiếu {{caseCode}}) không thuộc phạm vi giải quyết của Tổng đài 1022.

Hướng dẫn: {{guidance}}${CLOSING}`,
    },
    en: {
      body: `${GREETING_EN}What you sent (case {{caseCode}}) is outside the scope of the 1022 Public Service Line.

Where to turn: {{guidance}}${CLOSING_EN}`,
    },
  }),

  'citizen.extended': template({
    group: 'citizen',
    name: { vi: 'Gia hạn trả lời', en: 'More time for the answer' },
    purpose: {
      vi: 'Báo người dân thời hạn trả lời được kéo dài, với lý do.',
      en: 'Tells the citizen that the answer takes longer, with the reason.',
    },
    variables: {
      province,
      caseCode,
      due: must('Thời hạn mới', '16:30 thứ Sáu 04/12/2026'),
      before: empty('Thời hạn đã báo trước', '16:30 thứ Sáu 27/11/2026'),
      reason: empty('Lý do', 'Cần kiểm tra thực địa cùng đơn vị cấp nước'),
      lookupUrl,
    },
    vi: {
      body: `${GREETING}Việc giải quyết phiếu {{caseCode}} cần thêm thời gian. Chúng tôi xin lỗi vì sự chậm trễ này.

Thời hạn trả lời mới: {{due}}
Thời hạn đã báo trước: {{before}}
Lý do: {{reason}}

Tra cứu kết quả tại: {{lookupUrl}}${CLOSING}`,
    },
    en: {
      body: `${GREETING_EN}Case {{caseCode}} needs more time. We apologise for the delay.

New date of the answer: {{due}}
Date announced before: {{before}}
Reason: {{reason}}

Follow it at: {{lookupUrl}}${CLOSING_EN}`,
    },
  }),

  'citizen.merged': template({
    group: 'citizen',
    name: { vi: 'Gộp vào phiếu chung', en: 'Joined to a common case' },
    purpose: {
      vi: 'Báo người dân phản ánh được giải quyết chung với một sự việc đã ghi nhận.',
      en: 'Tells the citizen that the report is dealt with together with an event on file.',
    },
    variables: { province, caseCode, lookupUrl },
    vi: {
      body: `${GREETING}Sự việc Quý ông/bà phản ánh (phiếu {{caseCode}}) đã có người phản ánh và đang được giải quyết. Phiếu của Quý ông/bà được gộp vào sự việc đó; kết quả sẽ được trả lời cho Quý ông/bà ngay khi có.

Tra cứu kết quả tại: {{lookupUrl}}${CLOSING}`,
    },
    en: {
      body: `${GREETING_EN}What you reported (case {{caseCode}}) is already being dealt with. Your case was joined to it; you will get the answer as soon as there is one.

Follow it at: {{lookupUrl}}${CLOSING_EN}`,
    },
  }),

  'citizen.reopened': template({
    group: 'citizen',
    name: { vi: 'Xem xét lại', en: 'Looked at again' },
    purpose: {
      vi: 'Xác nhận phiếu được mở lại theo đề nghị của người dân.',
      en: 'Confirms that the case was reopened at the wish of the citizen.',
    },
    variables: { province, caseCode, due: empty('Thời hạn trả lời dự kiến', '16:30 thứ Sáu 04/12/2026'), lookupUrl },
    vi: {
      body: `${GREETING}Phiếu {{caseCode}} đã được mở lại để xem xét theo đề nghị của Quý ông/bà.
Thời hạn trả lời dự kiến: {{due}}

Tra cứu kết quả tại: {{lookupUrl}}${CLOSING}`,
    },
    en: {
      body: `${GREETING_EN}Case {{caseCode}} was opened again at your request.
Expected answer by: {{due}}

Follow it at: {{lookupUrl}}${CLOSING_EN}`,
    },
  }),

  'citizen.survey': template({
    group: 'citizen',
    name: { vi: 'Hỏi mức độ hài lòng', en: 'How satisfied are you' },
    purpose: {
      vi: 'Mời người dân đánh giá, gửi một lần vào 9 giờ sáng hôm sau ngày trả lời, khi có kênh viết và đã đặt PUBLIC_URL.',
      en: 'Asks the citizen for a rating, once, at 9 in the morning after the answer, where one can write and PUBLIC_URL is set.',
    },
    optional: 'on',
    variables: {
      province,
      caseCode,
      surveyUrl: must('Địa chỉ đánh giá', 'https://1022.dongthap.gov.vn/tra-cuu?ma=1022-261123-0412'),
    },
    vi: {
      body: `${GREETING}Tổng đài 1022 đã trả lời phiếu {{caseCode}}. Quý ông/bà hài lòng hay không hài lòng với việc giải quyết? Xin dành một phút cho biết tại:

{{surveyUrl}}

Trang này hỏi mã tra cứu đã gửi Quý ông/bà khi tiếp nhận phản ánh. Ý kiến của Quý ông/bà giúp cơ quan nhà nước phục vụ tốt hơn.${CLOSING}`,
    },
    en: {
      body: `${GREETING_EN}The 1022 Public Service Line has answered case {{caseCode}}. Are you satisfied or not? Please take a minute to tell us:

{{surveyUrl}}

The page asks for the look-up code that you got when we received your report. Your opinion helps the authorities to serve better.${CLOSING_EN}`,
    },
  }),
};
