/**
 * What callers hear, in words. Made into sound by espeak-ng at set-up; each may be replaced by a studio recording in
 * administration. Names are those under which Asterisk plays them (`sound:<name>`).
 */
export const PROMPTS = {
  greeting:
    'Xin chào quý khách. Đây là Tổng đài thông tin dịch vụ công 1 0 2 2. Để nâng cao chất lượng phục vụ, cuộc gọi này được ghi âm.',
  menu: 'Bấm phím 1 để hỏi thông tin và thủ tục hành chính. Bấm phím 2 để phản ánh hiện trường. Bấm phím 3 để biết kết quả xử lý. Bấm phím 0 để gặp tổng đài viên. Bấm phím sao để nghe lại.',
  'menu-invalid': 'Phím vừa bấm không có trong danh mục.',
  'please-wait': 'Xin quý khách vui lòng giữ máy. Tổng đài đang kết nối tới tổng đài viên.',
  'position-next': 'Quý khách là người tiếp theo.',
  'position-before': 'Quý khách đang ở vị trí thứ',
  'wait-under-minute': 'Thời gian chờ dự kiến dưới một phút.',
  'wait-minutes-before': 'Thời gian chờ dự kiến khoảng',
  'wait-minutes-after': 'phút.',
  'callback-offer': 'Nếu không muốn chờ, quý khách bấm phím 9. Chúng tôi sẽ gọi lại theo đúng thứ tự của quý khách.',
  'callback-kept': 'Chúng tôi đã ghi nhận và sẽ gọi lại cho quý khách. Xin cảm ơn.',
  'after-hours':
    'Hiện đã ngoài giờ làm việc của tổng đài viên. Xin quý khách để lại lời nhắn sau tiếng bíp, kết thúc bằng phím thăng.',
  'voicemail-leave': 'Xin quý khách để lại lời nhắn sau tiếng bíp, kết thúc bằng phím thăng.',
  'voicemail-thanks': 'Lời nhắn đã được ghi nhận. Tổng đài sẽ trả lời quý khách. Xin cảm ơn.',
  'queue-full':
    'Hiện có rất nhiều cuộc gọi. Xin quý khách gọi lại sau ít phút, hoặc gửi phản ánh qua cổng thông tin 1 0 2 2.',
  overload: 'Tổng đài đang quá tải. Xin quý khách vui lòng gọi lại sau ít phút.',
  incident: 'Tổng đài đã nhận được thông tin về sự cố đang xảy ra và các đơn vị đang khắc phục.',
  emergency: 'Nếu là trường hợp khẩn cấp, xin gọi 113 công an, 114 cứu hỏa, 115 cấp cứu.',
  transferring: 'Xin quý khách giữ máy, tổng đài đang chuyển cuộc gọi.',
  'returned-to-queue': 'Kết nối với tổng đài viên bị gián đoạn. Quý khách đang được ưu tiên kết nối lại.',
  'record-paused': 'Việc ghi âm đã tạm dừng.',
  'agent-consult': 'Cuộc gọi tham vấn từ Tổng đài 1 0 2 2.',
  'rate-call': 'Quý khách có hài lòng với câu trả lời không? Bấm phím 1 nếu hài lòng, phím 2 nếu không hài lòng.',
  goodbye: 'Cảm ơn quý khách đã gọi Tổng đài 1 0 2 2. Xin chào.',
  fallback:
    'Hệ thống đang được bảo trì trong ít phút. Xin quý khách để lại lời nhắn sau tiếng bíp, kết thúc bằng phím thăng. Chúng tôi sẽ gọi lại.',
  survey:
    'Tổng đài 1 0 2 2 xin hỏi ý kiến quý khách về việc phục vụ vừa qua. Bấm phím 1 nếu hài lòng, phím 2 nếu không hài lòng, phím 0 để gặp tổng đài viên.',
  ...Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`number-${index + 1}`, String(index + 1)])),
} as const satisfies Record<string, string>;

export type PromptName = Extract<keyof typeof PROMPTS, string>;
