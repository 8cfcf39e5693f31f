import type { SystemLineKey } from '../../../contract/system.ts';

type V = Record<string, string>;

/** The system's state: what each line is, what was found, what to do. */
export const system = {
  title: 'Tình trạng hệ thống',
  text: 'Điều cần làm đứng trước. Trang tự xem lại sau mỗi nửa phút; lệnh bin/1022 doctor kiểm tra cùng những mục này khi dịch vụ đã dừng.',
  lookAgain: 'Xem lại ngay',
  lookedAt: 'xem lúc',
  allWell: 'Mọi mục đều ổn',
  troubles: (problems: number, warnings: number) => `${problems} mục hỏng, ${warnings} mục cần chú ý`,
  couldNotLook: 'Không xem được mục này; nhật ký máy chủ ghi rõ lỗi.',
  state: { ok: 'Ổn', warning: 'Chú ý', problem: 'Hỏng' },
  line: {
    version: 'Phiên bản phần mềm',
    node: 'Node.js',
    pages: 'Trang bàn làm việc',
    folder: 'Thư mục dữ liệu',
    disk: 'Ổ đĩa',
    key: 'Khóa mã hóa',
    database: 'Cơ sở dữ liệu',
    schema: 'Cấu trúc dữ liệu',
    connections: 'Kết nối cơ sở dữ liệu',
    clock: 'Đồng hồ',
    sequencer: 'Nối chuỗi sự kiện',
    readers: 'Bộ đọc sự kiện',
    jobs: 'Việc chạy nền',
    mail: 'Thư và tin gửi đi',
    channels: 'Kênh tiếp nhận',
    chain: 'Chuỗi nhật ký',
    backup: 'Sao lưu',
    people: 'Quản trị viên',
    desks: 'Bàn làm việc đang mở',
    address: 'Địa chỉ công khai',
  } satisfies Record<SystemLineKey, string> as Record<SystemLineKey, string>,
  found: {
    version: (v: V) => `${v.version}, vai trò ${v.roles}, chạy từ`,
    node: (v: V) => `Node ${v.version}`,
    pages: () => 'Đã tạo',
    folder: (v: V) => `${v.folder}`,
    disk: (v: V) => `Còn ${v.free} GB trong ${v.total} GB`,
    key: (v: V) =>
      v.trouble === 'wrong'
        ? `${v.where} không phải là khóa`
        : v.trouble === 'open'
          ? `${v.where} người khác đọc được`
          : v.where === 'settings'
            ? 'Lấy từ thiết lập'
            : `${v.where}`,
    database: (v: V) => `PostgreSQL ${v.version}, dung lượng ${v.size}`,
    schema: (v: V) => (v.pending === '0' ? `${v.n} bước, mới nhất ${v.last}` : `${v.pending} bước chưa chạy`),
    connections: (v: V) => `Đang dùng ${v.used} trong ${v.most}; ${v.waiting} yêu cầu đang đợi`,
    clock: (v: V) =>
      v.moved
        ? `Đã dời ${v.moved} phút (bản trình diễn); bây giờ là`
        : `Lệch máy chủ dữ liệu ${v.seconds} giây; bây giờ là`,
    sequencer: (v: V) =>
      v.n === '0' ? `Không có gì chờ, dòng cuối ${v.head}` : `${v.n} sự kiện chờ, lâu nhất ${v.seconds} giây`,
    readers: (v: V) =>
      v.skipped === '0' ? `${v.n} bộ đọc, ${v.behind} đang chậm` : `${v.skipped} sự kiện bị bỏ lại, cần thử lại`,
    jobs: (v: V) =>
      `${v.waiting} đang chờ, ${v.active} đang chạy, ${v.failed} hỏng${v.minutes === '0' ? '' : `; lâu nhất đã chờ ${v.minutes} phút`}`,
    mail: (v: V) =>
      `${v.out} tin chờ gửi${v.minutes === '0' ? '' : ` (lâu nhất ${v.minutes} phút)`}, ${v.unread} thư không đọc được`,
    channels: (v: V) => (v.names ? `Cần xem: ${v.names}` : `${v.n} kênh, đều hoạt động`),
    chain: (v: V) =>
      v.broken ? `Bị đứt ở dòng ${v.broken}, kiểm tra` : v.at ? `Đã kiểm tới dòng ${v.seq},` : 'Chưa kiểm tra lần nào',
    backup: (v: V) => (v.at ? `Bản gần nhất ${v.megabytes} MB,` : 'Chưa có bản sao lưu nào'),
    people: (v: V) => `${v.n} người đang hoạt động`,
    desks: (v: V) => `${v.n} người`,
    address: (v: V) => v.url || 'Chưa đặt PUBLIC_URL',
  } satisfies Record<SystemLineKey, (v: V) => string> as Record<SystemLineKey, (v: V) => string>,
  advice: {
    version: '',
    node: 'Khởi động bằng npm start hoặc bin/1022, là những lệnh dùng Node của chính dự án.',
    pages: 'Chạy npm start một lần; lệnh này tạo những gì còn thiếu.',
    folder: 'Giao thư mục cho tài khoản chạy dịch vụ (chown) hoặc đặt DATA_DIR sang thư mục ghi được.',
    disk: 'Dọn bớt hoặc chuyển DATA_DIR sang ổ lớn hơn; ổ đầy làm dừng cơ sở dữ liệu.',
    key: 'Chạy chmod 600 trên tệp khóa, hoặc lấy lại secret.key từ bản sao lưu.',
    database: 'Cần PostgreSQL 15 trở lên.',
    schema: 'Sao lưu, rồi chạy bin/1022 migrate hoặc khởi động lại.',
    connections: 'Tăng max_connections của PostgreSQL hoặc bớt số tiến trình.',
    clock: 'Bật đồng bộ giờ (NTP) trên cả máy chủ ứng dụng lẫn máy chủ dữ liệu.',
    sequencer: 'Tìm giao dịch chạy quá lâu trong PostgreSQL (pg_stat_activity) và kết thúc nó.',
    readers: 'Xem lỗi ở mục “Việc hỏng” bên dưới rồi thử lại; nếu vẫn hỏng, gửi dòng lỗi cho người phát triển.',
    jobs: 'Thử lại việc hỏng bên dưới. Nếu việc chờ lâu, kiểm tra có tiến trình nào mang vai trò worker không.',
    mail: 'Kiểm tra hộp thư và máy chủ gửi; thư không đọc được nằm ở trang cùng tên.',
    channels: 'Mở trang Kênh: mỗi sự cố có cách xử lý.',
    chain: 'Mở trang Nhật ký và bấm “Kiểm tra chuỗi”. Chuỗi bị đứt nghĩa là dữ liệu đã bị sửa ngoài phần mềm.',
    backup: 'Chạy bin/1022 backup hằng ngày (cron) và cất tệp sang máy khác.',
    people: 'Cấp thêm một quản trị viên để không ai bị khóa ngoài.',
    desks: '',
    address: 'Đặt PUBLIC_URL bắt đầu bằng https:// để thư có đường dẫn đúng và phiên đăng nhập được bảo vệ.',
  } satisfies Record<SystemLineKey, string> as Record<SystemLineKey, string>,
  failedWork: 'Việc hỏng',
  retry: 'Thử lại',
  retryJob: (name: string) => `Thử lại việc ${name}`,
  retryEvent: (reader: string, seq: number) => `Thử lại sự kiện ${seq} cho ${reader}`,
  retried: 'Đã thử lại',
  skipped: (type: string, seq: number) => `bỏ lại sự kiện ${type} ở dòng ${seq}`,
  queues: 'Hàng việc chạy nền',
  queuesEmpty: 'Không có việc nào đang chờ, đang chạy hay hỏng.',
  queueName: 'Loại việc',
  waiting: 'Chờ',
  active: 'Đang chạy',
  failed: 'Hỏng',
  oldest: 'Chờ lâu nhất',
  readers: 'Bộ đọc sự kiện',
  cursor: (seq: string, behind: string) => `đã đọc đến dòng ${seq}, còn ${behind}`,
};
