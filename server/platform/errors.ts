import type { Said } from './said.ts';

/**
 * The one table of errors: code → HTTP status and the words for the person who caused it. A code is part of the
 * public face (RFC 9457 `code`); titles may be reworded freely.
 */
export const ERRORS = {
  bad_request: { status: 400, title: { vi: 'Yêu cầu không hợp lệ', en: 'The request is not valid' } },
  malformed_json: {
    status: 400,
    title: { vi: 'Nội dung gửi lên không phải JSON hợp lệ', en: 'What was sent is not valid JSON' },
  },
  not_signed_in: {
    status: 401,
    title: { vi: 'Bạn chưa đăng nhập hoặc phiên đã hết hạn', en: 'You are not signed in, or your session has ended' },
  },
  wrong_credentials: {
    status: 401,
    title: { vi: 'Sai tên đăng nhập hoặc mật khẩu', en: 'Wrong user name or password' },
  },
  session_expired: { status: 401, title: { vi: 'Phiên trò chuyện đã hết hạn', en: 'The chat session has ended' } },
  identity_invalid: {
    status: 401,
    title: { vi: 'Không nhận biết được người dùng', en: 'The user could not be recognised' },
  },
  forbidden: { status: 403, title: { vi: 'Bạn không có quyền làm việc này', en: 'You may not do this' } },
  cross_site: {
    status: 403,
    title: { vi: 'Yêu cầu đến từ trang khác nên bị từ chối', en: 'The request came from another site and was refused' },
  },
  origin_not_allowed: {
    status: 403,
    title: { vi: 'Trang này chưa được phép hiện cửa sổ trò chuyện', en: 'This site may not show the chat window' },
  },
  password_change_required: {
    status: 403,
    title: {
      vi: 'Bạn cần đổi mật khẩu lần đầu trước khi tiếp tục',
      en: 'You must change your first password before going on',
    },
  },
  not_found: { status: 404, title: { vi: 'Không tìm thấy', en: 'Not found' } },
  method_not_allowed: {
    status: 405,
    title: { vi: 'Phương thức không được hỗ trợ', en: 'This method is not supported' },
  },
  conflict: {
    status: 409,
    title: { vi: 'Dữ liệu đã thay đổi trong lúc bạn thao tác', en: 'The data changed while you were working' },
  },
  already_exists: { status: 409, title: { vi: 'Đã tồn tại', en: 'It exists already' } },
  not_now: {
    status: 409,
    title: { vi: 'Trạng thái hiện tại không cho phép thao tác này', en: 'This cannot be done in the present state' },
  },
  conversation_closed: { status: 409, title: { vi: 'Cuộc trò chuyện đã kết thúc', en: 'The conversation has ended' } },
  duplicate_client_id_mismatch: {
    status: 409,
    title: {
      vi: 'Mã tin này đã dùng cho một nội dung khác',
      en: 'This message number was already used for other content',
    },
  },
  too_large: { status: 413, title: { vi: 'Dữ liệu gửi lên quá lớn', en: 'What was sent is too large' } },
  unsupported_media: {
    status: 415,
    title: { vi: 'Loại tệp không được chấp nhận', en: 'This kind of file is not accepted' },
  },
  range_not_satisfiable: { status: 416, title: { vi: 'Không có đoạn này trong tệp', en: 'The file has no such part' } },
  invalid: { status: 422, title: { vi: 'Một số trường chưa đúng', en: 'Some fields are not right' } },
  too_many_requests: {
    status: 429,
    title: { vi: 'Bạn thao tác quá nhanh, vui lòng đợi', en: 'You are going too fast; please wait' },
  },
  internal: {
    status: 500,
    title: { vi: 'Hệ thống gặp lỗi; sự việc đã được ghi lại', en: 'The system failed; this has been recorded' },
  },
  unavailable: {
    status: 503,
    title: {
      vi: 'Hệ thống đang khởi động hoặc quá tải, vui lòng thử lại',
      en: 'The system is starting or overloaded; please try again',
    },
  },
  offline_only: {
    status: 503,
    title: { vi: 'Hiện chưa có người trực; xin để lại lời nhắn', en: 'Nobody is on duty now; please leave a message' },
  },
  // Not HTTP: commands and start-up.
  bad_setting: { status: 500, title: { vi: 'Thiết lập chưa đúng', en: 'A setting is not right' } },
  bad_input: { status: 422, title: { vi: 'Dữ liệu nhập chưa đúng', en: 'The input is not right' } },
} as const satisfies Record<string, { status: number; title: Said }>;

export type ErrorCode = keyof typeof ERRORS;

/** One wrong field: JSON path, what is wrong in words, and the machine's name of it. */
export interface FieldProblem {
  path: string;
  message: Said;
  code: string;
}

export interface ErrorExtra {
  /** One sentence for the reader: what happened and what to do. */
  detail?: Said;
  fields?: FieldProblem[];
  /** Further members of the problem document (never personal data). */
  data?: Record<string, unknown>;
  /** Seconds after which a retry makes sense; becomes `Retry-After`. */
  retryAfter?: number;
  cause?: unknown;
}

/** A refusal or failure with a stable code. Everything else that is thrown becomes `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly extra: ErrorExtra;
  /** What it tells the reader; `message` is the same in Vietnamese. */
  readonly said: Said;

  constructor(code: ErrorCode, extra: ErrorExtra = {}) {
    const said = extra.detail ?? ERRORS[code].title;
    super(said.vi, { cause: extra.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = ERRORS[code].status;
    this.extra = extra;
    this.said = said;
  }
}

/** A 422 about one field. */
export function invalidField(path: string, message: Said, code = 'invalid'): AppError {
  return new AppError('invalid', { detail: message, fields: [{ path, message, code }] });
}
