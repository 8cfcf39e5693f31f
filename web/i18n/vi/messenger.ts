import type { MessengerSecretName } from '../../../contract/messenger.ts';

const secret: Record<MessengerSecretName, string> = {
  pageToken: 'Mã truy cập của trang (Page access token)',
  appSecret: 'Khóa bí mật của ứng dụng (App Secret)',
  verifyToken: 'Mã xác minh webhook (tự đặt)',
};

export const messenger = {
  connect: 'Kết nối Facebook',
  add: 'Kết nối trang Facebook',
  edit: (name: string) => `Thiết lập ${name}`,
  pageId: 'Mã trang (Page ID)',
  appId: 'Mã ứng dụng (App ID)',
  secret,
  addresses: 'Điền vào trang nhà phát triển của Meta',
  needsPublic: 'Facebook chỉ gọi được địa chỉ https công khai: đặt PUBLIC_URL của máy chủ trước khi điền.',
  test: 'Thử kết nối',
  page: (name: string) => `Trang: ${name}`,
  saved: 'Đã lưu thiết lập trang Facebook',
  tokenDead: (at: string) => `Facebook từ chối mã truy cập từ ${at}. Nhập mã mới, lưu, rồi bấm "Thử kết nối".`,
  unsubscribed: (at: string) => `Trang không gửi sự kiện cho hệ thống từ ${at}. Bấm "Thử kết nối" để đăng ký lại.`,
  humanAgent: 'Meta đã cấp quyền Human Agent: cán bộ được trả lời đến 7 ngày',
  comments: 'Đưa bình luận trên trang vào hộp thư, trả lời riêng',
  more: 'Thiết lập nâng cao',
  graphVersion: 'Phiên bản Graph API',
  apiUrl: 'Địa chỉ Graph API (trống: của Meta)',
  appSecretProof: 'Gửi kèm appsecret_proof',
};
