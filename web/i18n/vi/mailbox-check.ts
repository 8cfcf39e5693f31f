import type { ServerCheck } from '../../../contract/email.ts';

const trouble: Record<NonNullable<ServerCheck['trouble']>, string> = {
  unknown_host: 'Không tìm thấy máy chủ này. Kiểm tra lại tên máy chủ.',
  refused: 'Máy chủ không nhận kết nối ở cổng này. Kiểm tra số cổng.',
  unreachable: 'Không có đường tới máy chủ này. Kiểm tra mạng hoặc tường lửa.',
  silent: 'Máy chủ không trả lời trong 10 giây. Kiểm tra cổng và kiểu bảo mật.',
  closed: 'Máy chủ ngắt kết nối giữa chừng.',
  tls: 'Không lập được kết nối mã hóa. Kiểm tra kiểu bảo mật (TLS hay STARTTLS) và cổng.',
  certificate: 'Chứng thư của máy chủ không hợp lệ (hết hạn, sai tên hoặc tự ký).',
  password: 'Máy chủ từ chối đăng nhập: sai tên hoặc mật khẩu.',
  password_again: 'Hãy nhập lại mật khẩu: mật khẩu đã lưu không dùng cho máy chủ hoặc tên đăng nhập này.',
  folder: 'Đăng nhập được nhưng không mở được hộp thư đến (INBOX).',
  other: 'Không dùng được máy chủ này.',
};

export const mailboxCheck = {
  check: 'Kiểm tra kết nối',
  hint: 'Thử đăng nhập cả hai máy chủ với những gì đang nhập; không lưu gì và không gửi thư.',
  results: 'Kết quả kiểm tra kết nối',
  fine: 'Kết nối và đăng nhập được.',
  said: (text: string) => `Máy chủ trả lời: ${text}`,
  changed: 'Đã sửa sau khi kiểm tra; hãy kiểm tra lại.',
  trouble,
};
