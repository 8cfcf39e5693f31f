import type { Said } from '../../platform/said.ts';

/**
 * What to do about an error code of Zalo. `retry`: soon again, a few times. `backoff`: the rate was passed. `renew`: the
 * access token. `upload`: the file lies there no more. `quota`: no messages left. `person`: this citizen cannot be
 * reached (until he writes again). `message`: this message will never go. `account`: an administrator must act.
 */
export type ErrorAction = 'retry' | 'backoff' | 'renew' | 'upload' | 'quota' | 'person' | 'message' | 'account';

export interface ZaloError {
  action: ErrorAction;
  /** For the person who wrote the message: what happened and what to do. */
  advice: Said;
}

const OTHER_WAY: Said = {
  vi: 'Hãy gọi điện hoặc gửi thư điện tử cho người dân.',
  en: 'Call, or send the citizen a mail.',
};
const ADMIN: Said = {
  vi: 'Báo quản trị viên kiểm tra kênh Zalo.',
  en: 'Ask an administrator to look at the channel Zalo.',
};

const CODES: Record<number, ZaloError> = {
  [-32]: {
    action: 'backoff',
    advice: {
      vi: 'Zalo tạm chặn vì gửi quá nhanh; hệ thống tự gửi lại sau một phút.',
      en: 'Zalo holds us back for sending too fast; it is sent again by itself in a minute.',
    },
  },
  [-100]: {
    action: 'upload',
    advice: {
      vi: 'Tệp đã hết hạn trên Zalo; hệ thống tải lên lại.',
      en: 'The file has expired at Zalo; it is uploaded again by itself.',
    },
  },
  [-200]: {
    action: 'retry',
    advice: {
      vi: 'Zalo báo gửi không thành công; hệ thống tự gửi lại.',
      en: 'Zalo reports that sending failed; it is sent again by itself.',
    },
  },
  [-201]: {
    action: 'message',
    advice: {
      vi: 'Zalo không nhận nội dung này (tham số không hợp lệ). Sửa tin rồi gửi lại.',
      en: 'Zalo does not take this content (a parameter is not valid). Change the message and send it again.',
    },
  },
  [-204]: {
    action: 'account',
    advice: {
      vi: `Official Account đã bị vô hiệu hóa. ${ADMIN.vi}`,
      en: `The Official Account was disabled. ${ADMIN.en}`,
    },
  },
  [-205]: {
    action: 'account',
    advice: {
      vi: `Official Account không tồn tại. ${ADMIN.vi}`,
      en: `The Official Account does not exist. ${ADMIN.en}`,
    },
  },
  [-209]: {
    action: 'account',
    advice: {
      vi: `Ứng dụng Zalo chưa được kích hoạt. ${ADMIN.vi}`,
      en: `The Zalo application is not activated. ${ADMIN.en}`,
    },
  },
  [-210]: {
    action: 'message',
    advice: {
      vi: 'Tin vượt giới hạn của Zalo (quá dài hoặc tệp quá lớn). Rút gọn rồi gửi lại.',
      en: 'The message is beyond the limits of Zalo (too long, or a file too large). Shorten it and send it again.',
    },
  },
  [-211]: {
    action: 'quota',
    advice: {
      vi: `Official Account đã hết hạn mức tin. ${ADMIN.vi}`,
      en: `The Official Account has used up its messages. ${ADMIN.en}`,
    },
  },
  [-212]: {
    action: 'account',
    advice: {
      vi: `Ứng dụng chưa đăng ký quyền gửi tin. ${ADMIN.vi}`,
      en: `The application has not registered for sending messages. ${ADMIN.en}`,
    },
  },
  [-213]: {
    action: 'person',
    advice: {
      vi: `Người dân không quan tâm Official Account nên Zalo không cho gửi. ${OTHER_WAY.vi}`,
      en: `The citizen does not follow the Official Account, so Zalo does not let us write. ${OTHER_WAY.en}`,
    },
  },
  [-214]: {
    action: 'retry',
    advice: { vi: 'Zalo đang xử lý; hệ thống tự gửi lại.', en: 'Zalo is working on it; it is sent again by itself.' },
  },
  [-216]: {
    action: 'renew',
    advice: {
      vi: 'Khóa truy cập Zalo không còn hiệu lực; hệ thống đang làm mới.',
      en: 'The access token of Zalo is no longer valid; it is being renewed.',
    },
  },
  [-217]: {
    action: 'person',
    advice: {
      vi: `Người dân đã chặn tin mời của Official Account. ${OTHER_WAY.vi}`,
      en: `The citizen has blocked invitations of the Official Account. ${OTHER_WAY.en}`,
    },
  },
  [-218]: {
    action: 'quota',
    advice: {
      vi: `Đã hết số tin được gửi cho người dân này. Chờ người dân nhắn lại, hoặc gọi điện.`,
      en: `No messages are left for this citizen. Wait for the citizen to write, or call.`,
    },
  },
  [-219]: {
    action: 'account',
    advice: {
      vi: `Ứng dụng Zalo đã bị gỡ hoặc vô hiệu hóa. ${ADMIN.vi}`,
      en: `The Zalo application was removed or disabled. ${ADMIN.en}`,
    },
  },
  [-220]: {
    action: 'renew',
    advice: {
      vi: 'Khóa truy cập Zalo đã hết hạn; hệ thống đang làm mới.',
      en: 'The access token of Zalo has expired; it is being renewed.',
    },
  },
  [-221]: {
    action: 'account',
    advice: {
      vi: `Official Account chưa được xác thực. ${ADMIN.vi}`,
      en: `The Official Account is not verified. ${ADMIN.en}`,
    },
  },
  [-223]: {
    action: 'account',
    advice: {
      vi: `Official Account chưa cấp quyền này cho ứng dụng. ${ADMIN.vi}`,
      en: `The Official Account has not granted this right to the application. ${ADMIN.en}`,
    },
  },
  [-224]: {
    action: 'account',
    advice: {
      vi: `Gói dịch vụ của Official Account không đủ; cần nâng gói. ${ADMIN.vi}`,
      en: `The plan of the Official Account is not enough and must be upgraded. ${ADMIN.en}`,
    },
  },
  [-227]: {
    action: 'person',
    advice: {
      vi: `Tài khoản Zalo của người dân bị khóa hoặc lâu không dùng. ${OTHER_WAY.vi}`,
      en: `The citizen's Zalo account is locked or was not used for long. ${OTHER_WAY.en}`,
    },
  },
  [-230]: {
    action: 'person',
    advice: {
      vi: `Đã quá 7 ngày từ lần tương tác cuối nên Zalo không cho gửi. ${OTHER_WAY.vi}`,
      en: `More than 7 days since the last interaction, so Zalo does not let us write. ${OTHER_WAY.en}`,
    },
  },
  [-232]: {
    action: 'person',
    advice: {
      vi: `Người dân chưa tương tác, hoặc lần tương tác đã hết hạn. ${OTHER_WAY.vi}`,
      en: `The citizen has not interacted yet, or too long ago. ${OTHER_WAY.en}`,
    },
  },
  [-233]: {
    action: 'message',
    advice: { vi: 'Zalo không hỗ trợ loại tin này.', en: 'Zalo does not support this kind of message.' },
  },
  [-234]: {
    action: 'message',
    advice: {
      vi: 'Zalo không cho gửi loại tin này từ 22 giờ đến 6 giờ.',
      en: 'Zalo does not send this kind of message between 22:00 and 6:00.',
    },
  },
  [-235]: {
    action: 'account',
    advice: {
      vi: `Loại Official Account này không dùng được chức năng. ${ADMIN.vi}`,
      en: `This kind of Official Account cannot use the function. ${ADMIN.en}`,
    },
  },
  [-240]: {
    action: 'account',
    advice: {
      vi: `Zalo đã ngừng phiên bản API đang dùng. ${ADMIN.vi}`,
      en: `Zalo has ended the version of the API in use. ${ADMIN.en}`,
    },
  },
  [-242]: {
    action: 'account',
    advice: { vi: `Zalo đòi mã appsecret_proof. ${ADMIN.vi}`, en: `Zalo asks for appsecret_proof. ${ADMIN.en}` },
  },
  [-1241]: {
    action: 'account',
    advice: { vi: `Zalo đòi mã appsecret_proof. ${ADMIN.vi}`, en: `Zalo asks for appsecret_proof. ${ADMIN.en}` },
  },
  [-244]: {
    action: 'person',
    advice: {
      vi: `Người dân đã tắt nhận loại tin này. ${OTHER_WAY.vi}`,
      en: `The citizen has switched off this kind of message. ${OTHER_WAY.en}`,
    },
  },
  [-248]: {
    action: 'message',
    advice: {
      vi: 'Zalo cho rằng nội dung vi phạm quy định nền tảng. Sửa tin rồi gửi lại.',
      en: 'Zalo finds that the content breaks the rules of the platform. Change the message and send it again.',
    },
  },
  [-320]: {
    action: 'account',
    advice: {
      vi: `Official Account cần liên kết Zalo Cloud Account. ${ADMIN.vi}`,
      en: `The Official Account must be linked to a Zalo Cloud Account. ${ADMIN.en}`,
    },
  },
  [-321]: {
    action: 'account',
    advice: {
      vi: `Zalo Cloud Account đã hết tiền. ${ADMIN.vi}`,
      en: `The Zalo Cloud Account has no money left. ${ADMIN.en}`,
    },
  },
  [-124]: {
    action: 'renew',
    advice: {
      vi: 'Khóa truy cập Zalo không còn hiệu lực; hệ thống đang làm mới.',
      en: 'The access token of Zalo is no longer valid; it is being renewed.',
    },
  },
};

/** What an error code means; an unknown one is tried again a few times and then shown as it came. */
export function errorOf(code: number, text: string): ZaloError {
  const known = CODES[code];
  if (known) return known;
  return {
    action: 'retry',
    advice: {
      vi: `Zalo báo lỗi ${code}${text ? ` (${text.slice(0, 120)})` : ''}.`,
      en: `Zalo reports error ${code}${text ? ` (${text.slice(0, 120)})` : ''}.`,
    },
  };
}

/** All codes with a meaning of ours, for the tests and the documentation. */
export const KNOWN_CODES: readonly number[] = Object.keys(CODES).map(Number);

/** The same with whom to tell. */
export const tellAdmin = (said: Said): Said => ({
  vi: `${said.vi} Báo quản trị viên.`,
  en: `${said.en} Tell an administrator.`,
});
