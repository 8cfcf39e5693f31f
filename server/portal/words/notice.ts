import type { Lang } from '../view.ts';

/** Which wording somebody agreed to. Change it together with the text. */
export const NOTICE_VERSION = '2026-01';

export interface Notice {
  title: string;
  lead: string;
  parts: { heading: string; lines: string[] }[];
}

const vi = (province: string): Notice => ({
  title: 'Thông báo về dữ liệu cá nhân',
  lead: 'Theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 và Nghị định 356/2025/NĐ-CP.',
  parts: [
    { heading: 'Ai xử lý', lines: [`Tổng đài Thông tin dịch vụ công 1022 tỉnh ${province}.`] },
    {
      heading: 'Dữ liệu nào, để làm gì',
      lines: [
        'Nội dung, ảnh, địa điểm: để giải quyết phản ánh.',
        'Họ tên, điện thoại, email, nếu bạn cung cấp: để trả lời bạn và hỏi thêm khi cần.',
        'Địa chỉ mạng: chỉ để hạn chế gửi tự động hàng loạt, dưới dạng đã mã hóa một chiều, xóa sau khoảng một ngày.',
      ],
    },
    {
      heading: 'Ai được xem',
      lines: [
        'Tổng đài viên và lãnh đạo có thẩm quyền.',
        'Cơ quan xử lý chỉ thấy nội dung, không thấy tên và liên hệ của bạn; khi thật cần, việc mở xem được ghi lại.',
        'Phản ánh về hành vi công chức: đơn vị bị nêu tên không xem được.',
        'Chỉ công khai khi bạn đồng ý, sau khi đã che thông tin cá nhân và có người kiểm tra.',
      ],
    },
    {
      heading: 'Quyền của bạn',
      lines: [
        'Xem, sửa, rút lại đồng ý, yêu cầu xóa hoặc hạn chế xử lý, khiếu nại: gọi 1022. Rút lại đồng ý không ảnh hưởng những gì đã làm trước đó.',
        'Bạn có thể gửi ẩn danh: khi đó họ tên, điện thoại, email không được lưu.',
      ],
    },
    {
      heading: 'Bánh quy (cookie)',
      lines: [
        'Một cookie nhớ cỡ chữ và độ tương phản; một cookie giữ phiếu bạn đang xem trong một giờ. Không có cookie theo dõi.',
      ],
    },
  ],
});

const en = (province: string): Notice => ({
  title: 'Privacy notice',
  lead: 'Under the Personal Data Protection Law 91/2025/QH15 and Decree 356/2025/NĐ-CP.',
  parts: [
    {
      heading: 'Who processes your data',
      lines: [`The 1022 Public Service Information Line of ${province} Province.`],
    },
    {
      heading: 'Which data, and what for',
      lines: [
        'Message, photos, place: to handle your report.',
        'Name, phone, e-mail, if you give them: to answer you and to ask back.',
        'Network address: only to slow down mass submissions, as a one-way hash, erased after about a day.',
      ],
    },
    {
      heading: 'Who sees it',
      lines: [
        'Agents of the centre and the leaders in charge.',
        'The office that handles the report sees the message, not your name or contact; if these are needed, the access is logged.',
        'Reports on conduct are hidden from the office that you name.',
        'Nothing is published without your wish, and only after personal data has been removed and a person has checked it.',
      ],
    },
    {
      heading: 'Your rights',
      lines: [
        'To see and correct your data, withdraw consent, ask for erasure or restriction, or complain: call 1022. Withdrawal does not affect what was done before.',
        'You may send anonymously: then name, phone and e-mail are not kept.',
      ],
    },
    {
      heading: 'Cookies',
      lines: [
        'One cookie remembers letter size and contrast; one keeps the report you are reading for an hour. Nothing tracks you.',
      ],
    },
  ],
});

export function notice(lang: Lang, province: string): Notice {
  return lang === 'en' ? en(province) : vi(province);
}
