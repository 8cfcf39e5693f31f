/**
 * The one table of errors: code → HTTP status and the words for the person who caused it. A code is part of the
 * public face (RFC 9457 `code`); titles may be reworded freely.
 */
export const ERRORS = {
  bad_request: { status: 400, title: 'Yêu cầu không hợp lệ' },
  malformed_json: { status: 400, title: 'Nội dung gửi lên không phải JSON hợp lệ' },
  not_signed_in: { status: 401, title: 'Bạn chưa đăng nhập hoặc phiên đã hết hạn' },
  wrong_credentials: { status: 401, title: 'Sai tên đăng nhập hoặc mật khẩu' },
  session_expired: { status: 401, title: 'Phiên trò chuyện đã hết hạn' },
  identity_invalid: { status: 401, title: 'Không nhận biết được người dùng' },
  forbidden: { status: 403, title: 'Bạn không có quyền làm việc này' },
  cross_site: { status: 403, title: 'Yêu cầu đến từ trang khác nên bị từ chối' },
  origin_not_allowed: { status: 403, title: 'Trang này chưa được phép hiện cửa sổ trò chuyện' },
  password_change_required: { status: 403, title: 'Bạn cần đổi mật khẩu lần đầu trước khi tiếp tục' },
  not_found: { status: 404, title: 'Không tìm thấy' },
  method_not_allowed: { status: 405, title: 'Phương thức không được hỗ trợ' },
  conflict: { status: 409, title: 'Dữ liệu đã thay đổi trong lúc bạn thao tác' },
  already_exists: { status: 409, title: 'Đã tồn tại' },
  not_now: { status: 409, title: 'Trạng thái hiện tại không cho phép thao tác này' },
  conversation_closed: { status: 409, title: 'Cuộc trò chuyện đã kết thúc' },
  duplicate_client_id_mismatch: { status: 409, title: 'Mã tin này đã dùng cho một nội dung khác' },
  too_large: { status: 413, title: 'Dữ liệu gửi lên quá lớn' },
  unsupported_media: { status: 415, title: 'Loại tệp không được chấp nhận' },
  range_not_satisfiable: { status: 416, title: 'Không có đoạn này trong tệp' },
  invalid: { status: 422, title: 'Một số trường chưa đúng' },
  too_many_requests: { status: 429, title: 'Bạn thao tác quá nhanh, vui lòng đợi' },
  internal: { status: 500, title: 'Hệ thống gặp lỗi; sự việc đã được ghi lại' },
  unavailable: { status: 503, title: 'Hệ thống đang khởi động hoặc quá tải, vui lòng thử lại' },
  offline_only: { status: 503, title: 'Hiện chưa có người trực; xin để lại lời nhắn' },
  // Not HTTP: commands and start-up.
  bad_setting: { status: 500, title: 'Thiết lập chưa đúng' },
  bad_input: { status: 422, title: 'Dữ liệu nhập chưa đúng' },
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** One wrong field: JSON path, what is wrong in words, and the machine's name of it. */
export interface FieldProblem {
  path: string;
  message: string;
  code: string;
}

export interface ErrorExtra {
  /** One sentence for the reader: what happened and what to do. */
  detail?: string;
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

  constructor(code: ErrorCode, extra: ErrorExtra = {}) {
    super(extra.detail ?? ERRORS[code].title, { cause: extra.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = ERRORS[code].status;
    this.extra = extra;
  }
}

/** A 422 about one field. */
export function invalidField(path: string, message: string, code = 'invalid'): AppError {
  return new AppError('invalid', { detail: message, fields: [{ path, message, code }] });
}
