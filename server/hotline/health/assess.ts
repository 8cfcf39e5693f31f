/** What is wrong with the telephone and what to do: values in, sentences out. */
import type { HealthLine, HotlineHealth } from '../../../contract/hotline-health.ts';

type Line = HotlineHealth['lines'][number];
type State = Line['state'];

/** Everything that was looked at. */
export interface HotlineFacts {
  configured: boolean;
  /** The process that holds the connection to Asterisk, as it last said itself. */
  link: { connected: boolean; since: Date; why: string | null } | null;
  /** What Asterisk answered to this process just now. */
  asterisk: { version: string; runningSince: Date | null } | { failed: string } | null;
  trunk: 'online' | 'offline' | 'unknown' | 'none' | null;
  phones: { registered: number; onDuty: number; withoutPhone: readonly string[] };
  calls: { total: number; waiting: number; talking: number };
  /** Bytes; days until the disk is full at the pace of the last week, null when nothing was recorded. */
  disk: { free: number; recordings: number; perDay: number };
  lost: number;
  messages: number | null;
  missingPrompts: number | null;
  refusedOrders: { count: number; last: string | null; at: Date | null };
}

const GIGABYTE = 1024 ** 3;
const DAY = 86_400_000;

/** One line per thing, in the order of the page. */
export function assessHotline(f: HotlineFacts, now: Date): Line[] {
  const lines = [
    link(f),
    asterisk(f),
    trunk(f),
    phones(f),
    calls(f),
    disk(f),
    lost(f),
    messages(f),
    prompts(f),
    orders(f, now),
  ];
  return lines.filter((one) => one !== null);
}

function line(name: HealthLine, state: State, found: string, advice: string | null = null, since?: Date | null): Line {
  return { line: name, state, found, advice, since: since ? since.toISOString() : null };
}

function link({ link: at, configured }: HotlineFacts): Line {
  if (!configured)
    return line(
      'link',
      'off',
      'Chưa có tổng đài Asterisk nào được khai báo.',
      'Chạy “npm run hotline” trên máy chủ, hoặc đặt ARI_URL tới Asterisk của tỉnh. Chưa có tổng đài thì ghi cuộc gọi bằng tay hoặc qua CTI.',
    );
  if (!at)
    return line(
      'link',
      'bad',
      'Chưa tiến trình nào nối tới Asterisk.',
      'Cho một tiến trình chạy với vai trò hotline (ROLES=hotline).',
    );
  if (at.connected) return line('link', 'good', 'Đang nối với Asterisk.', null, at.since);
  return line(
    'link',
    'bad',
    `Mất kết nối với Asterisk${at.why ? ` (${at.why})` : ''}. Người gọi đến nghe thông báo bảo trì và để lại lời nhắn.`,
    'Xem Asterisk còn chạy không (npm run hotline), rồi xem tiến trình vai trò hotline. Khi được, hệ thống tự nối lại.',
    at.since,
  );
}

function asterisk({ asterisk: said }: HotlineFacts): Line | null {
  if (!said) return null;
  if ('failed' in said)
    return line(
      'asterisk',
      'bad',
      `Asterisk không trả lời: ${said.failed}.`,
      'Kiểm tra địa chỉ, tường lửa và mật khẩu ARI.',
    );
  const major = Number(/(\d+)\./.exec(said.version)?.[1] ?? 0);
  const found = `Asterisk ${said.version}`;
  if (major < 22)
    return line('asterisk', 'watch', found, 'Nâng lên Asterisk 22: bản cũ hơn chưa được thử với hệ thống này.');
  return line('asterisk', 'good', found, null, said.runningSince);
}

function trunk({ trunk: state }: HotlineFacts): Line | null {
  if (state === null) return null;
  if (state === 'online') return line('trunk', 'good', 'Đường trung kế tới nhà mạng thông.');
  if (state === 'none')
    return line(
      'trunk',
      'watch',
      'Chưa khai báo đường trung kế: người dân chưa gọi vào được từ mạng điện thoại.',
      'Đặt HOTLINE_TRUNK_HOST rồi chạy lại npm run hotline (docs/hotline.md).',
    );
  if (state === 'unknown')
    return line(
      'trunk',
      'watch',
      'Chưa biết đường trung kế có thông không.',
      'Đợi một phút; nếu vẫn vậy, hỏi nhà mạng xem tổng đài của họ có trả lời OPTIONS không.',
    );
  return line(
    'trunk',
    'bad',
    'Đường trung kế không thông: không gọi vào và không gọi ra được.',
    'Kiểm tra mạng tới nhà mạng, rồi báo nhà mạng.',
  );
}

function phones({ phones: p }: HotlineFacts): Line {
  const found = `${p.registered} điện thoại đã đăng ký, ${p.onDuty} tổng đài viên đang trực.`;
  if (p.withoutPhone.length === 0)
    return line(
      'phones',
      p.onDuty === 0 ? 'watch' : 'good',
      found,
      p.onDuty === 0 ? 'Không ai đang trực: cuộc gọi sẽ chờ hoặc vào lời nhắn.' : null,
    );
  const names = p.withoutPhone.slice(0, 5).join(', ');
  const more = p.withoutPhone.length > 5 ? ` và ${p.withoutPhone.length - 5} người khác` : '';
  return line(
    'phones',
    'watch',
    `${found} Đang trực mà chưa có điện thoại: ${names}${more}.`,
    'Nhờ họ mở bàn làm việc, cho phép micro và bật điện thoại; cuộc gọi không được mời tới người không có điện thoại.',
  );
}

function calls({ calls: c }: HotlineFacts): Line {
  return line('calls', 'good', `${c.total} cuộc gọi lúc này: ${c.talking} đang nói chuyện, ${c.waiting} đang chờ.`);
}

function disk({ disk: d }: HotlineFacts): Line {
  const size = (bytes: number) =>
    bytes >= GIGABYTE ? `${(bytes / GIGABYTE).toFixed(1).replace('.', ',')} GB` : `${Math.round(bytes / 1024 ** 2)} MB`;
  const left = d.perDay > 0 ? Math.floor(d.free / d.perDay) : null;
  const pace = left === null ? '' : `, đủ cho khoảng ${left > 3650 ? 'hơn 10 năm' : `${left} ngày`} với nhịp tuần qua`;
  const found = `Còn ${size(d.free)} trống${pace}; ghi âm đang chiếm ${size(d.recordings)}.`;
  const advice = 'Thêm đĩa cho DATA_DIR, hoặc giảm số ngày lưu ở trang Thiết lập. Đầy đĩa thì cơ sở dữ liệu dừng.';
  if (d.free < GIGABYTE || (left !== null && left < 7)) return line('disk', 'bad', found, advice);
  if (d.free < 5 * GIGABYTE || (left !== null && left < 30)) return line('disk', 'watch', found, advice);
  return line('disk', 'good', found);
}

function lost({ lost: n }: HotlineFacts): Line {
  if (n === 0) return line('lost', 'good', 'Bảy ngày qua không thiếu bản ghi âm nào.');
  return line(
    'lost',
    'watch',
    `Bảy ngày qua thiếu ${n} bản ghi âm.`,
    'Mở trang Ghi âm, lọc “Thiếu”. Nếu còn tăng, xem đĩa và nhật ký của Asterisk.',
  );
}

function messages({ messages: n }: HotlineFacts): Line | null {
  if (n === null) return null;
  if (n === 0) return line('messages', 'good', 'Không có lời nhắn nào để lại lúc bảo trì đang chờ.');
  return line(
    'messages',
    'watch',
    `${n} lời nhắn để lại lúc bảo trì chưa được lấy vào.`,
    'Hệ thống lấy vào khi nối lại với Asterisk. Nếu đang nối mà số này không giảm, xem nhật ký tiến trình hotline.',
  );
}

function prompts({ missingPrompts: n }: HotlineFacts): Line | null {
  if (n === null) return null;
  if (n === 0) return line('prompts', 'good', 'Đủ các lời nhắc.');
  return line(
    'prompts',
    'bad',
    `Thiếu ${n} lời nhắc: người gọi nghe khoảng lặng.`,
    'Chạy lại npm run hotline, hoặc đọc lại các lời nhắc ở trang Lời nhắc.',
  );
}

function orders({ refusedOrders: r }: HotlineFacts, now: Date): Line {
  if (r.count === 0) return line('orders', 'good', 'Không có lệnh nào bị Asterisk từ chối trong 24 giờ qua.');
  const recent = r.at !== null && now.getTime() - r.at.getTime() < DAY / 24;
  return line(
    'orders',
    recent && r.count >= 20 ? 'bad' : 'watch',
    `${r.count} lệnh bị Asterisk từ chối trong 24 giờ qua${r.last ? `; gần nhất: ${r.last}` : ''}.`,
    'Vài lần khi người gọi vừa gác máy là bình thường. Nếu tăng nhanh, gửi nhật ký cho người vận hành.',
    r.at,
  );
}
