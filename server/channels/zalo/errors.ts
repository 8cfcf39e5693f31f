/**
 * What to do about an error code of Zalo. `retry`: soon again, a few times. `backoff`: the rate was passed. `renew`: the
 * access token. `upload`: the file lies there no more. `quota`: no messages left. `person`: this citizen cannot be
 * reached (until he writes again). `message`: this message will never go. `account`: an administrator must act.
 */
export type ErrorAction = 'retry' | 'backoff' | 'renew' | 'upload' | 'quota' | 'person' | 'message' | 'account';

export interface ZaloError {
  action: ErrorAction;
  /** For the person who wrote the message: what happened and what to do. */
  advice: string;
}

const OTHER_WAY = 'Hãy gọi điện hoặc gửi thư điện tử cho người dân.';
const ADMIN = 'Báo quản trị viên kiểm tra kênh Zalo.';

const CODES: Record<number, ZaloError> = {
  [-32]: { action: 'backoff', advice: 'Zalo tạm chặn vì gửi quá nhanh; hệ thống tự gửi lại sau một phút.' },
  [-100]: { action: 'upload', advice: 'Tệp đã hết hạn trên Zalo; hệ thống tải lên lại.' },
  [-200]: { action: 'retry', advice: 'Zalo báo gửi không thành công; hệ thống tự gửi lại.' },
  [-201]: { action: 'message', advice: 'Zalo không nhận nội dung này (tham số không hợp lệ). Sửa tin rồi gửi lại.' },
  [-204]: { action: 'account', advice: `Official Account đã bị vô hiệu hóa. ${ADMIN}` },
  [-205]: { action: 'account', advice: `Official Account không tồn tại. ${ADMIN}` },
  [-209]: { action: 'account', advice: `Ứng dụng Zalo chưa được kích hoạt. ${ADMIN}` },
  [-210]: { action: 'message', advice: 'Tin vượt giới hạn của Zalo (quá dài hoặc tệp quá lớn). Rút gọn rồi gửi lại.' },
  [-211]: { action: 'quota', advice: `Official Account đã hết hạn mức tin. ${ADMIN}` },
  [-212]: { action: 'account', advice: `Ứng dụng chưa đăng ký quyền gửi tin. ${ADMIN}` },
  [-213]: {
    action: 'person',
    advice: `Người dân không quan tâm Official Account nên Zalo không cho gửi. ${OTHER_WAY}`,
  },
  [-214]: { action: 'retry', advice: 'Zalo đang xử lý; hệ thống tự gửi lại.' },
  [-216]: { action: 'renew', advice: 'Khóa truy cập Zalo không còn hiệu lực; hệ thống đang làm mới.' },
  [-217]: { action: 'person', advice: `Người dân đã chặn tin mời của Official Account. ${OTHER_WAY}` },
  [-218]: {
    action: 'quota',
    advice: `Đã hết số tin được gửi cho người dân này. Chờ người dân nhắn lại, hoặc gọi điện.`,
  },
  [-219]: { action: 'account', advice: `Ứng dụng Zalo đã bị gỡ hoặc vô hiệu hóa. ${ADMIN}` },
  [-220]: { action: 'renew', advice: 'Khóa truy cập Zalo đã hết hạn; hệ thống đang làm mới.' },
  [-221]: { action: 'account', advice: `Official Account chưa được xác thực. ${ADMIN}` },
  [-223]: { action: 'account', advice: `Official Account chưa cấp quyền này cho ứng dụng. ${ADMIN}` },
  [-224]: { action: 'account', advice: `Gói dịch vụ của Official Account không đủ; cần nâng gói. ${ADMIN}` },
  [-227]: { action: 'person', advice: `Tài khoản Zalo của người dân bị khóa hoặc lâu không dùng. ${OTHER_WAY}` },
  [-230]: { action: 'person', advice: `Đã quá 7 ngày từ lần tương tác cuối nên Zalo không cho gửi. ${OTHER_WAY}` },
  [-232]: { action: 'person', advice: `Người dân chưa tương tác, hoặc lần tương tác đã hết hạn. ${OTHER_WAY}` },
  [-233]: { action: 'message', advice: 'Zalo không hỗ trợ loại tin này.' },
  [-234]: { action: 'message', advice: 'Zalo không cho gửi loại tin này từ 22 giờ đến 6 giờ.' },
  [-235]: { action: 'account', advice: `Loại Official Account này không dùng được chức năng. ${ADMIN}` },
  [-240]: { action: 'account', advice: `Zalo đã ngừng phiên bản API đang dùng. ${ADMIN}` },
  [-242]: { action: 'account', advice: `Zalo đòi mã appsecret_proof. ${ADMIN}` },
  [-1241]: { action: 'account', advice: `Zalo đòi mã appsecret_proof. ${ADMIN}` },
  [-244]: { action: 'person', advice: `Người dân đã tắt nhận loại tin này. ${OTHER_WAY}` },
  [-248]: { action: 'message', advice: 'Zalo cho rằng nội dung vi phạm quy định nền tảng. Sửa tin rồi gửi lại.' },
  [-320]: { action: 'account', advice: `Official Account cần liên kết Zalo Cloud Account. ${ADMIN}` },
  [-321]: { action: 'account', advice: `Zalo Cloud Account đã hết tiền. ${ADMIN}` },
  [-124]: { action: 'renew', advice: 'Khóa truy cập Zalo không còn hiệu lực; hệ thống đang làm mới.' },
};

/** What an error code means; an unknown one is tried again a few times and then shown as it came. */
export function errorOf(code: number, text: string): ZaloError {
  const known = CODES[code];
  if (known) return known;
  return { action: 'retry', advice: `Zalo báo lỗi ${code}${text ? ` (${text.slice(0, 120)})` : ''}.` };
}

/** All codes with a meaning of ours, for the tests and the documentation. */
export const KNOWN_CODES: readonly number[] = Object.keys(CODES).map(Number);
