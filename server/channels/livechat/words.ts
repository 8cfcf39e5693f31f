/** What stands in the window where an administrator has written nothing. */
import type { WidgetLanguage, WidgetTopic } from '../../../contract/widget.ts';

export const DEFAULT_TEXTS: Record<WidgetLanguage, { title(province: string): string; greeting: string }> = {
  vi: {
    title: (province) => `Tổng đài 1022 ${province}`,
    greeting: 'Xin chào! Tổng đài 1022 có thể giúp gì cho ông/bà?',
  },
  en: {
    title: (province) => `1022 ${province}`,
    greeting: 'Hello! How can the 1022 service line help you?',
  },
};

export const DEFAULT_TOPICS: WidgetTopic[] = [
  { code: 'hoi-thong-tin', type: 'inquiry', vi: 'Hỏi thông tin', en: 'A question' },
  { code: 'thu-tuc', type: 'procedure_inquiry', vi: 'Thủ tục hành chính', en: 'Administrative procedures' },
  { code: 'hien-truong', type: 'site_report', vi: 'Phản ánh hiện trường', en: 'Report a problem in a place' },
  { code: 'dich-vu', type: 'service_report', vi: 'Điện, nước, y tế, trường học', en: 'Power, water, health, schools' },
  { code: 'khac', type: 'inquiry', vi: 'Việc khác', en: 'Something else' },
];

/** What the transcript says before and after the conversation. */
export const TRANSCRIPT: Record<WidgetLanguage, { subject: string; head: string; foot: string; you: string }> = {
  vi: {
    subject: 'Nội dung trò chuyện với Tổng đài 1022',
    head: 'Theo yêu cầu của ông/bà, Tổng đài 1022 gửi lại nội dung trò chuyện:',
    foot: 'Nếu ông/bà không yêu cầu thư này, xin bỏ qua.',
    you: 'Ông/bà',
  },
  en: {
    subject: 'Your conversation with the 1022 service line',
    head: 'As you asked, here is your conversation with the 1022 service line:',
    foot: 'If you did not ask for this mail, please ignore it.',
    you: 'You',
  },
};
