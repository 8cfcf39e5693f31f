/** What the telephone leaves behind: space, recordings, messages, prompts, refused orders. */
import { asWritten, type Said } from '../../platform/said.ts';
import { type HotlineFacts, type Line, line, NOTHING } from './lines.ts';

const GIGABYTE = 1024 ** 3;
const DAY = 86_400_000;

function size(bytes: number): Said {
  if (bytes < GIGABYTE) return asWritten(`${Math.round(bytes / 1024 ** 2)} MB`);
  const en = `${(bytes / GIGABYTE).toFixed(1)} GB`;
  return { vi: en.replace('.', ','), en };
}

function paceWords(days: number): Said {
  return days > 3650
    ? {
        vi: ', đủ cho khoảng hơn 10 năm với nhịp tuần qua',
        en: ', enough for more than 10 years at the pace of the last week',
      }
    : {
        vi: `, đủ cho khoảng ${days} ngày với nhịp tuần qua`,
        en: `, enough for about ${days} days at the pace of the last week`,
      };
}

/** Space, and for how long it lasts. */
export function disk({ disk: d }: HotlineFacts): Line {
  const left = d.perDay > 0 ? Math.floor(d.free / d.perDay) : null;
  const pace = left === null ? NOTHING : paceWords(left);
  const found = {
    vi: `Còn ${size(d.free).vi} trống${pace.vi}; ghi âm đang chiếm ${size(d.recordings).vi}.`,
    en: `${size(d.free).en} free${pace.en}; recordings take ${size(d.recordings).en}.`,
  };
  const advice = {
    vi: 'Thêm đĩa cho DATA_DIR, hoặc giảm số ngày lưu ở trang Thiết lập. Đầy đĩa thì cơ sở dữ liệu dừng.',
    en: 'Give DATA_DIR more disk, or keep recordings for fewer days on the page Settings. A full disk stops the database.',
  };
  if (d.free < GIGABYTE || (left !== null && left < 7)) return line('disk', 'bad', found, advice);
  if (d.free < 5 * GIGABYTE || (left !== null && left < 30)) return line('disk', 'watch', found, advice);
  return line('disk', 'good', found);
}

/** Recordings whose sound never came. */
export function lost({ lost: n }: HotlineFacts): Line {
  if (n === 0)
    return line('lost', 'good', {
      vi: 'Bảy ngày qua không thiếu bản ghi âm nào.',
      en: 'No recording was lost in the last seven days.',
    });
  return line(
    'lost',
    'watch',
    { vi: `Bảy ngày qua thiếu ${n} bản ghi âm.`, en: `${n} recordings are missing from the last seven days.` },
    {
      vi: 'Mở trang Ghi âm, lọc “Thiếu”. Nếu còn tăng, xem đĩa và nhật ký của Asterisk.',
      en: 'Open the page Recordings and filter by “Missing”. If it grows, look at the disk and the log of Asterisk.',
    },
  );
}

/** Messages left while nobody of us was there. */
export function messages({ messages: n }: HotlineFacts): Line | null {
  if (n === null) return null;
  if (n === 0)
    return line('messages', 'good', {
      vi: 'Không có lời nhắn nào để lại lúc bảo trì đang chờ.',
      en: 'No message left during maintenance waits.',
    });
  return line(
    'messages',
    'watch',
    {
      vi: `${n} lời nhắn để lại lúc bảo trì chưa được lấy vào.`,
      en: `${n} messages left during maintenance have not been fetched.`,
    },
    {
      vi: 'Hệ thống lấy vào khi nối lại với Asterisk. Nếu đang nối mà số này không giảm, xem nhật ký tiến trình hotline.',
      en: 'They are fetched when Asterisk is connected again. If it is connected and the number does not fall, see the log of the process hotline.',
    },
  );
}

/** Prompts without a sound. */
export function prompts({ missingPrompts: n }: HotlineFacts): Line | null {
  if (n === null) return null;
  if (n === 0) return line('prompts', 'good', { vi: 'Đủ các lời nhắc.', en: 'All prompts are there.' });
  return line(
    'prompts',
    'bad',
    { vi: `Thiếu ${n} lời nhắc: người gọi nghe khoảng lặng.`, en: `${n} prompts are missing: callers hear silence.` },
    {
      vi: 'Chạy lại npm run hotline, hoặc đọc lại các lời nhắc ở trang Lời nhắc.',
      en: 'Run npm run hotline again, or speak the prompts again on the page Prompts.',
    },
  );
}

/** Orders that Asterisk refused. */
export function orders({ refusedOrders: r }: HotlineFacts, now: Date): Line {
  if (r.count === 0)
    return line('orders', 'good', {
      vi: 'Không có lệnh nào bị Asterisk từ chối trong 24 giờ qua.',
      en: 'Asterisk refused no order in the last 24 hours.',
    });
  const recent = r.at !== null && now.getTime() - r.at.getTime() < DAY / 24;
  return line(
    'orders',
    recent && r.count >= 20 ? 'bad' : 'watch',
    {
      vi: `${r.count} lệnh bị Asterisk từ chối trong 24 giờ qua${r.last ? `; gần nhất: ${r.last}` : ''}.`,
      en: `Asterisk refused ${r.count} orders in the last 24 hours${r.last ? `; the last: ${r.last}` : ''}.`,
    },
    {
      vi: 'Vài lần khi người gọi vừa gác máy là bình thường. Nếu tăng nhanh, gửi nhật ký cho người vận hành.',
      en: 'A few are normal when a caller has just hung up. If it grows fast, send the log to whoever runs the system.',
    },
    r.at,
  );
}
