/** Ready texts that the release brings: for agents on a channel, and for officers who draft an answer. */

import type { ChannelKind } from '../../../contract/cases.ts';
import type { Said } from '../../platform/said.ts';
import { empty, may, template } from './define.ts';

/** What every ready text may use. */
export const REPLY_VARIABLES = {
  citizenName: may('Tên người dân; không rõ thì viết “Quý ông/bà”', 'Ông Nguyễn Văn An'),
  caseCode: empty('Mã phiếu, nếu đã lập', '1022-261123-0412'),
  unit: may('Đơn vị của người trả lời', 'Tổng đài 1022'),
  agentName: may('Tên người trả lời', 'Lê Thị Mai'),
  province: may('Tên tỉnh', 'Đồng Tháp'),
} as const;

/** What ready texts are for, by who writes with them. */
export const AGENT: Said = { vi: 'Mẫu trả lời của tổng đài viên', en: 'Ready reply of agents' };
export const OFFICER: Said = { vi: 'Mẫu dự thảo của cán bộ', en: 'Ready draft of officers' };

const reply = (name: Said, purpose: Said, body: string) =>
  template({ group: 'reply', name, purpose, variables: REPLY_VARIABLES, vi: { body } });
const answer = (name: Said, purpose: Said, body: string) =>
  template({ group: 'answer', name, purpose, variables: REPLY_VARIABLES, vi: { body } });

export const REPLY_TEMPLATES = {
  'reply.greeting': reply(
    { vi: 'Chào và hỏi nhu cầu', en: 'Greeting and question' },
    AGENT,
    'Chào {{citizenName}}, tôi là {{agentName}}, Tổng đài 1022 tỉnh {{province}}. Tôi có thể hỗ trợ gì cho Quý ông/bà?',
  ),
  'reply.ask_place': reply(
    { vi: 'Hỏi địa điểm', en: 'Ask for the place' },
    AGENT,
    'Chào {{citizenName}}, để chuyển đúng cơ quan giải quyết, xin cho biết địa điểm cụ thể (số nhà, đường, ấp hoặc khóm, xã hoặc phường) và thời điểm xảy ra sự việc.',
  ),
  'reply.ask_photo': reply(
    { vi: 'Xin hình ảnh', en: 'Ask for a photo' },
    AGENT,
    'Xin {{citizenName}} gửi thêm một hoặc hai hình ảnh hiện trường để cơ quan chức năng kiểm tra nhanh hơn. Vui lòng không chụp giấy tờ tùy thân.',
  ),
  'reply.received': reply(
    { vi: 'Đã ghi nhận', en: 'Noted' },
    AGENT,
    `Tổng đài 1022 đã ghi nhận phản ánh của {{citizenName}}.
Mã phiếu: {{caseCode}}
Chúng tôi sẽ chuyển cơ quan có thẩm quyền và trả lời Quý ông/bà trong thời hạn quy định.`,
  ),
  'reply.wait': reply(
    { vi: 'Xin chờ trong giây lát', en: 'One moment please' },
    AGENT,
    'Xin {{citizenName}} chờ trong giây lát, tôi đang tra cứu thông tin.',
  ),
  'reply.documents': reply(
    { vi: 'Cách nộp hồ sơ trực tuyến', en: 'How to apply online' },
    AGENT,
    `Chào {{citizenName}}, Quý ông/bà có thể nộp hồ sơ trực tuyến tại Cổng Dịch vụ công quốc gia https://dichvucong.gov.vn (đăng nhập bằng tài khoản VNeID), hoặc nộp trực tiếp tại Trung tâm Phục vụ hành chính công cấp xã nơi thuận tiện.`,
  ),
  'reply.emergency': reply(
    { vi: 'Việc khẩn cấp', en: 'Emergency' },
    AGENT,
    'Nếu đang có nguy hiểm, xin gọi ngay: 113 (công an), 114 (cháy, cứu nạn), 115 (cấp cứu). Tổng đài 1022 không thay thế các số khẩn cấp này.',
  ),
  'reply.denunciation': reply(
    { vi: 'Khiếu nại, tố cáo', en: 'Complaint, denunciation' },
    AGENT,
    'Nội dung khiếu nại, tố cáo được giải quyết theo Luật Khiếu nại và Luật Tố cáo, không qua Tổng đài 1022. Quý ông/bà gửi đơn đến người có thẩm quyền hoặc Ban Tiếp công dân. Thông tin của Quý ông/bà được giữ bí mật.',
  ),
  'reply.thanks': reply(
    { vi: 'Cảm ơn và kết thúc', en: 'Thanks and goodbye' },
    AGENT,
    'Cảm ơn {{citizenName}} đã liên hệ Tổng đài 1022. Khi cần hỗ trợ thêm, Quý ông/bà có thể nhắn tại đây hoặc gọi 1022.',
  ),
  'answer.done': answer(
    { vi: 'Đã xử lý xong', en: 'Dealt with' },
    OFFICER,
    `{{unit}} đã kiểm tra và xử lý nội dung phản ánh. Kết quả như sau:

- Tình trạng khi kiểm tra: …
- Đã thực hiện: …
- Thời điểm hoàn thành: …

{{unit}} cảm ơn Quý ông/bà đã phản ánh.`,
  ),
  'answer.planned': answer(
    { vi: 'Đã có kế hoạch xử lý', en: 'Planned' },
    OFFICER,
    `{{unit}} đã kiểm tra nội dung phản ánh. Việc xử lý cần thời gian vì: …

{{unit}} sẽ thực hiện như sau:
- Công việc: …
- Bắt đầu: …
- Hoàn thành dự kiến: …

Trong thời gian chờ, đề nghị Quý ông/bà lưu ý an toàn khi đi qua khu vực.`,
  ),
  'answer.procedure': answer(
    { vi: 'Hướng dẫn thủ tục', en: 'Advice on a procedure' },
    OFFICER,
    `{{unit}} hướng dẫn Quý ông/bà như sau:

1. Hồ sơ gồm: …
2. Nơi nộp: …
3. Thời hạn giải quyết: …
4. Lệ phí: …
5. Căn cứ: …

Cần hỏi thêm, Quý ông/bà liên hệ: …`,
  ),
  'answer.explained': answer(
    { vi: 'Giải thích quy định', en: 'Explaining a rule' },
    OFFICER,
    `{{unit}} trả lời nội dung Quý ông/bà phản ánh như sau:

- Nội dung phản ánh: …
- Quy định áp dụng: …
- Kết luận: …`,
  ),
};

/** Channels on which a ready text of the release is offered; none named = all. */
export const REPLY_CHANNELS: Partial<Record<string, readonly ChannelKind[]>> = {
  'reply.greeting': ['livechat', 'zalo', 'messenger'],
  'reply.wait': ['livechat', 'zalo', 'messenger', 'phone'],
};
