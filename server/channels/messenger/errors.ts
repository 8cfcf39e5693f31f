import type { Said } from '../../platform/said.ts';

/**
 * What to do about an error of the Graph API. `retry`: soon again, a few times. `backoff`: the rate was passed. `token`:
 * the page's token is dead. `person`: this citizen cannot be reached until he writes again. `message`: this message will
 * never go. `account`: an administrator must act. `replied`: the comment has its one private answer already.
 */
export type ErrorAction = 'retry' | 'backoff' | 'token' | 'person' | 'message' | 'account' | 'replied';

export interface GraphError {
  action: ErrorAction;
  /** For the person who wrote the message: what happened and what to do. */
  advice: Said;
}

/** Code and subcode as `code` or `code-subcode`. */
export function errorKey(code: number, subcode: number | null): string {
  return subcode === null ? `${code}` : `${code}-${subcode}`;
}

const OTHER_WAY: Said = {
  vi: 'Hãy gọi điện hoặc gửi thư điện tử cho người dân.',
  en: 'Call, or send the citizen a mail.',
};
const ADMIN: Said = {
  vi: 'Báo quản trị viên kiểm tra kênh Messenger.',
  en: 'Ask an administrator to look at the channel Messenger.',
};

const CLOSED: GraphError = {
  action: 'person',
  advice: {
    vi: `Facebook không cho gửi vì đã quá thời gian trả lời từ tin cuối của người dân. ${OTHER_WAY.vi}`,
    en: `Facebook does not let us write: too much time has passed since the citizen's last message. ${OTHER_WAY.en}`,
  },
};
const UNAVAILABLE: GraphError = {
  action: 'person',
  advice: {
    vi: `Người dân không nhận được tin Messenger (đã chặn trang hoặc khóa tài khoản). ${OTHER_WAY.vi}`,
    en: `The citizen does not get Messenger messages (blocked the page, or the account is locked). ${OTHER_WAY.en}`,
  },
};
const BUSY: GraphError = {
  action: 'backoff',
  advice: {
    vi: 'Facebook tạm chặn vì gửi quá nhanh; hệ thống tự gửi lại.',
    en: 'Facebook holds us back for sending too fast; it is sent again by itself.',
  },
};
const PASSING: GraphError = {
  action: 'retry',
  advice: {
    vi: 'Facebook đang trục trặc; hệ thống tự gửi lại.',
    en: 'Facebook has trouble; it is sent again by itself.',
  },
};

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
    advice: {
      vi: `Facebook cảnh báo việc gửi ngoài giờ cho người này. Chờ người dân nhắn lại. ${OTHER_WAY.vi}`,
      en: `Facebook warns against writing to this person outside the allowed time. Wait for the citizen to write. ${OTHER_WAY.en}`,
    },
  },
  '10-2018278': CLOSED,
  '10-2534022': CLOSED,
  '10-2018065': CLOSED,
  '10-2018108': {
    action: 'person',
    advice: {
      vi: `Người dân hiện không nhận tin từ trang. ${OTHER_WAY.vi}`,
      en: `The citizen takes no messages from the page at present. ${OTHER_WAY.en}`,
    },
  },
  '10-1893063': {
    action: 'account',
    advice: {
      vi: `Facebook đang tạm hạn chế trang. ${ADMIN.vi}`,
      en: `Facebook has restricted the page for now. ${ADMIN.en}`,
    },
  },
  '10': {
    action: 'account',
    advice: {
      vi: `Ứng dụng chưa được cấp quyền nhắn tin (pages_messaging). ${ADMIN.vi}`,
      en: `The application has not been granted messaging (pages_messaging). ${ADMIN.en}`,
    },
  },
  '200': {
    action: 'account',
    advice: {
      vi: `Ứng dụng thiếu quyền hoặc chưa được Meta duyệt. ${ADMIN.vi}`,
      en: `The application lacks a permission or was not reviewed by Meta yet. ${ADMIN.en}`,
    },
  },
  '200-2018028': {
    action: 'account',
    advice: {
      vi: `Ứng dụng chưa ở chế độ hoạt động nên chỉ nhắn được người có vai trò trong ứng dụng. ${ADMIN.vi}`,
      en: `The application is not live yet, so it can write only to people with a role in it. ${ADMIN.en}`,
    },
  },
  '200-1545041': UNAVAILABLE,
  '551': UNAVAILABLE,
  '100': {
    action: 'message',
    advice: {
      vi: 'Facebook không nhận nội dung này (tham số không hợp lệ). Sửa tin rồi gửi lại.',
      en: 'Facebook does not take this content (a parameter is not valid). Change the message and send it again.',
    },
  },
  '100-2018001': {
    action: 'person',
    advice: {
      vi: `Facebook không tìm thấy người nhận này. ${OTHER_WAY.vi}`,
      en: `Facebook does not find this recipient. ${OTHER_WAY.en}`,
    },
  },
  '100-33': {
    action: 'account',
    advice: {
      vi: `Trang không tồn tại hoặc ứng dụng không có quyền với trang. ${ADMIN.vi}`,
      en: `The page does not exist, or the application has no right to it. ${ADMIN.en}`,
    },
  },
  '100-2018008': {
    action: 'message',
    advice: {
      vi: 'Facebook không tải được tệp. Gửi lại tệp khác.',
      en: 'Facebook could not load the file. Send another file.',
    },
  },
  '100-2018047': {
    action: 'message',
    advice: {
      vi: 'Loại tệp không hợp với cách gửi. Đổi định dạng rồi gửi lại.',
      en: 'The kind of file does not fit the way of sending. Convert it and send it again.',
    },
  },
  '100-2018109': {
    action: 'message',
    advice: {
      vi: 'Tệp vượt giới hạn 25 MB của Facebook. Thu nhỏ rồi gửi lại.',
      en: 'The file is larger than the 25 MB that Facebook takes. Make it smaller and send it again.',
    },
  },
  '100-2018294': {
    action: 'message',
    advice: {
      vi: 'Video quá dài để Facebook xử lý. Cắt ngắn rồi gửi lại.',
      en: 'The video is too long for Facebook. Cut it and send it again.',
    },
  },
  '100-2018074': {
    action: 'retry',
    advice: {
      vi: 'Tệp đã hết hạn trên Facebook; hệ thống tải lên lại.',
      en: 'The file has expired at Facebook; it is uploaded again by itself.',
    },
  },
  '190': {
    action: 'token',
    advice: {
      vi: `Mã truy cập của trang Facebook không còn hiệu lực. Báo quản trị viên nhập mã mới ở trang Kênh.`,
      en: `The access token of the Facebook page is no longer valid. Ask an administrator to enter a new one on the page Channels.`,
    },
  },
  '2018300': {
    action: 'person',
    advice: {
      vi: 'Hộp thư Facebook hoặc ứng dụng khác đang giữ cuộc trò chuyện này; trả lời ở đó, hoặc chờ người dân nhắn lại.',
      en: 'The Facebook inbox or another application has this conversation; answer there, or wait for the citizen to write.',
    },
  },
  '2018321': {
    action: 'retry',
    advice: {
      vi: 'Trả lời tự động của trang đang chạy; hệ thống tự gửi lại.',
      en: 'The automatic answer of the page is running; it is sent again by itself.',
    },
  },
  '9000001': {
    action: 'message',
    advice: {
      vi: 'Tin được trả lời đã bị người dân gỡ.',
      en: 'The citizen has removed the message that was answered.',
    },
  },
  '10900': {
    action: 'replied',
    advice: {
      vi: 'Bình luận này đã được trả lời riêng một lần; Facebook không cho gửi thêm.',
      en: 'This comment had its one private answer; Facebook allows no more.',
    },
  },
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
    advice: {
      vi: `Facebook báo lỗi ${errorKey(code, subcode)}${text ? ` (${text.slice(0, 120)})` : ''}.`,
      en: `Facebook reports error ${errorKey(code, subcode)}${text ? ` (${text.slice(0, 120)})` : ''}.`,
    },
  };
}

/** What was noted by `errorKey`, in words again. */
export function adviceFor(key: string): Said {
  const [code, subcode] = key.split('-');
  return errorOf(Number(code), subcode === undefined ? null : Number(subcode), '').advice;
}

/** All errors with a meaning of ours, for the tests and the documentation. */
export const KNOWN_ERRORS: readonly string[] = Object.keys(CODES);

/** The same with whom to tell. */
export const tellAdmin = (said: Said): Said => ({
  vi: `${said.vi} Báo quản trị viên.`,
  en: `${said.en} Tell an administrator.`,
});
