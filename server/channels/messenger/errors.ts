/**
 * What to do about an error of the Graph API. `retry`: soon again, a few times. `backoff`: the rate was passed. `token`:
 * the page's token is dead. `person`: this citizen cannot be reached until he writes again. `message`: this message will
 * never go. `account`: an administrator must act. `replied`: the comment has its one private answer already.
 */
export type ErrorAction = 'retry' | 'backoff' | 'token' | 'person' | 'message' | 'account' | 'replied';

export interface GraphError {
  action: ErrorAction;
  /** For the person who wrote the message: what happened and what to do. */
  advice: string;
}

/** Code and subcode as `code` or `code-subcode`. */
export function errorKey(code: number, subcode: number | null): string {
  return subcode === null ? `${code}` : `${code}-${subcode}`;
}

const OTHER_WAY = 'Hãy gọi điện hoặc gửi thư điện tử cho người dân.';
const ADMIN = 'Báo quản trị viên kiểm tra kênh Messenger.';

const CLOSED: GraphError = {
  action: 'person',
  advice: `Facebook không cho gửi vì đã quá thời gian trả lời từ tin cuối của người dân. ${OTHER_WAY}`,
};
const UNAVAILABLE: GraphError = {
  action: 'person',
  advice: `Người dân không nhận được tin Messenger (đã chặn trang hoặc khóa tài khoản). ${OTHER_WAY}`,
};
const BUSY: GraphError = { action: 'backoff', advice: 'Facebook tạm chặn vì gửi quá nhanh; hệ thống tự gửi lại.' };
const PASSING: GraphError = { action: 'retry', advice: 'Facebook đang trục trặc; hệ thống tự gửi lại.' };

/** Source: Meta's page of Messenger error codes (docs/channels/messenger.md). The longer key decides first. */
const CODES: Record<string, GraphError> = {
  '1': PASSING,
  '2': PASSING,
  '1200': PASSING,
  '4': BUSY,
  '32': BUSY,
  '613': BUSY,
  '80006': BUSY,
  '613-2018338': {
    action: 'person',
    advice: `Facebook cảnh báo việc gửi ngoài giờ cho người này. Chờ người dân nhắn lại. ${OTHER_WAY}`,
  },
  '10-2018278': CLOSED,
  '10-2534022': CLOSED,
  '10-2018065': CLOSED,
  '10-2018108': { action: 'person', advice: `Người dân hiện không nhận tin từ trang. ${OTHER_WAY}` },
  '10-1893063': { action: 'account', advice: `Facebook đang tạm hạn chế trang. ${ADMIN}` },
  '10': { action: 'account', advice: `Ứng dụng chưa được cấp quyền nhắn tin (pages_messaging). ${ADMIN}` },
  '200': { action: 'account', advice: `Ứng dụng thiếu quyền hoặc chưa được Meta duyệt. ${ADMIN}` },
  '200-2018028': {
    action: 'account',
    advice: `Ứng dụng chưa ở chế độ hoạt động nên chỉ nhắn được người có vai trò trong ứng dụng. ${ADMIN}`,
  },
  '200-1545041': UNAVAILABLE,
  '551': UNAVAILABLE,
  '100': { action: 'message', advice: 'Facebook không nhận nội dung này (tham số không hợp lệ). Sửa tin rồi gửi lại.' },
  '100-2018001': { action: 'person', advice: `Facebook không tìm thấy người nhận này. ${OTHER_WAY}` },
  '100-33': { action: 'account', advice: `Trang không tồn tại hoặc ứng dụng không có quyền với trang. ${ADMIN}` },
  '100-2018008': { action: 'message', advice: 'Facebook không tải được tệp. Gửi lại tệp khác.' },
  '100-2018047': { action: 'message', advice: 'Loại tệp không hợp với cách gửi. Đổi định dạng rồi gửi lại.' },
  '100-2018109': { action: 'message', advice: 'Tệp vượt giới hạn 25 MB của Facebook. Thu nhỏ rồi gửi lại.' },
  '100-2018294': { action: 'message', advice: 'Video quá dài để Facebook xử lý. Cắt ngắn rồi gửi lại.' },
  '100-2018074': { action: 'retry', advice: 'Tệp đã hết hạn trên Facebook; hệ thống tải lên lại.' },
  '190': {
    action: 'token',
    advice: `Mã truy cập của trang Facebook không còn hiệu lực. Báo quản trị viên nhập mã mới ở trang Kênh.`,
  },
  '2018300': {
    action: 'person',
    advice:
      'Hộp thư Facebook hoặc ứng dụng khác đang giữ cuộc trò chuyện này; trả lời ở đó, hoặc chờ người dân nhắn lại.',
  },
  '2018321': { action: 'retry', advice: 'Trả lời tự động của trang đang chạy; hệ thống tự gửi lại.' },
  '9000001': { action: 'message', advice: 'Tin được trả lời đã bị người dân gỡ.' },
  '10900': { action: 'replied', advice: 'Bình luận này đã được trả lời riêng một lần; Facebook không cho gửi thêm.' },
};

/** What an error means; an unknown one is tried again a few times and then shown as it came. */
export function errorOf(code: number, subcode: number | null, text: string): GraphError {
  // Some subcodes come under several codes.
  const known =
    CODES[errorKey(code, subcode)] ?? (subcode === null ? undefined : CODES[`${subcode}`]) ?? CODES[`${code}`];
  if (known) return known;
  if (subcode === 1545041) return UNAVAILABLE;
  return {
    action: 'retry',
    advice: `Facebook báo lỗi ${errorKey(code, subcode)}${text ? ` (${text.slice(0, 120)})` : ''}.`,
  };
}

/** What was noted by `errorKey`, in words again. */
export function adviceFor(key: string): string {
  const [code, subcode] = key.split('-');
  return errorOf(Number(code), subcode === undefined ? null : Number(subcode), '').advice;
}

/** All errors with a meaning of ours, for the tests and the documentation. */
export const KNOWN_ERRORS: readonly string[] = Object.keys(CODES);
