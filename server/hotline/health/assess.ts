/** What is wrong with the telephone and what to do: values in, sentences out. */

import type { HealthLine, HotlineHealth } from '../../../contract/hotline-health.ts';
import { asWritten, type Said } from '../../platform/said.ts';

type Line = Omit<HotlineHealth['lines'][number], 'found' | 'advice'> & { found: Said; advice: Said | null };
type State = Line['state'];

/** Everything that was looked at. */
export interface HotlineFacts {
  configured: boolean;
  /** The process that holds the connection to Asterisk, as it last said itself. */
  link: { connected: boolean; since: Date; why: Said | null } | null;
  /** What Asterisk answered to this process just now. */
  asterisk: { version: string; runningSince: Date | null } | { failed: Said } | null;
  trunk: 'online' | 'offline' | 'unknown' | 'none' | null;
  phones: { registered: number; onDuty: number; withoutPhone: readonly string[] };
  calls: { total: number; waiting: number; talking: number };
  /** Bytes; days until the disk is full at the pace of the last week, null when nothing was recorded. */
  disk: { free: number; recordings: number; perDay: number };
  lost: number;
  messages: number | null;
  missingPrompts: number | null;
  /** Incidents with words for the telephone that callers do not hear; null when none has any. */
  unsaidIncidents: number | null;
  refusedOrders: { count: number; last: string | null; at: Date | null };
}

const GIGABYTE = 1024 ** 3;
const DAY = 86_400_000;
const NOTHING: Said = { vi: '', en: '' };

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
    incidents(f),
    orders(f, now),
  ];
  return lines.filter((one) => one !== null);
}

function line(name: HealthLine, state: State, found: Said, advice: Said | null = null, since?: Date | null): Line {
  return { line: name, state, found, advice, since: since ? since.toISOString() : null };
}

function link({ link: at, configured }: HotlineFacts): Line {
  if (!configured)
    return line(
      'link',
      'off',
      { vi: 'Chưa có tổng đài Asterisk nào được khai báo.', en: 'No Asterisk is configured.' },
      {
        vi: 'Chạy “npm run hotline” trên máy chủ, hoặc đặt ARI_URL tới Asterisk của tỉnh. Chưa có tổng đài thì ghi cuộc gọi bằng tay hoặc qua CTI.',
        en: 'Run “npm run hotline” on the server, or set ARI_URL to the province’s Asterisk. Without one, write calls down by hand or take them in by CTI.',
      },
    );
  if (!at)
    return line(
      'link',
      'bad',
      { vi: 'Chưa tiến trình nào nối tới Asterisk.', en: 'No process is connected to Asterisk.' },
      {
        vi: 'Cho một tiến trình chạy với vai trò hotline (ROLES=hotline).',
        en: 'Let a process run in the role hotline (ROLES=hotline).',
      },
    );
  if (at.connected)
    return line('link', 'good', { vi: 'Đang nối với Asterisk.', en: 'Connected to Asterisk.' }, null, at.since);
  return line(
    'link',
    'bad',
    {
      vi: `Mất kết nối với Asterisk${at.why ? ` (${at.why.vi})` : ''}. Người gọi đến nghe thông báo bảo trì và để lại lời nhắn.`,
      en: `The connection to Asterisk is lost${at.why ? ` (${at.why.en})` : ''}. Callers hear the announcement of maintenance and leave a message.`,
    },
    {
      vi: 'Xem Asterisk còn chạy không (npm run hotline), rồi xem tiến trình vai trò hotline. Khi được, hệ thống tự nối lại.',
      en: 'See whether Asterisk still runs (npm run hotline), then the process in the role hotline. It connects again by itself.',
    },
    at.since,
  );
}

function asterisk({ asterisk: said }: HotlineFacts): Line | null {
  if (!said) return null;
  if ('failed' in said)
    return line(
      'asterisk',
      'bad',
      { vi: `Asterisk không trả lời: ${said.failed.vi}.`, en: `Asterisk does not answer: ${said.failed.en}.` },
      { vi: 'Kiểm tra địa chỉ, tường lửa và mật khẩu ARI.', en: 'Check address, firewall and password of ARI.' },
    );
  const major = Number(/(\d+)\./.exec(said.version)?.[1] ?? 0);
  const found = `Asterisk ${said.version}`;
  if (major < 22)
    return line('asterisk', 'watch', asWritten(found), {
      vi: 'Nâng lên Asterisk 22: bản cũ hơn chưa được thử với hệ thống này.',
      en: 'Upgrade to Asterisk 22: older ones were not tried with this system.',
    });
  return line('asterisk', 'good', asWritten(found), null, said.runningSince);
}

function trunk({ trunk: state }: HotlineFacts): Line | null {
  if (state === null) return null;
  if (state === 'online')
    return line('trunk', 'good', { vi: 'Đường trung kế tới nhà mạng thông.', en: 'The trunk to the operator works.' });
  if (state === 'none')
    return line(
      'trunk',
      'watch',
      {
        vi: 'Chưa khai báo đường trung kế: người dân chưa gọi vào được từ mạng điện thoại.',
        en: 'No trunk is configured: citizens cannot call in from the telephone network yet.',
      },
      {
        vi: 'Đặt HOTLINE_TRUNK_HOST rồi chạy lại npm run hotline (docs/hotline.md).',
        en: 'Set HOTLINE_TRUNK_HOST and run npm run hotline again (docs/hotline.md).',
      },
    );
  if (state === 'unknown')
    return line(
      'trunk',
      'watch',
      { vi: 'Chưa biết đường trung kế có thông không.', en: 'It is not known yet whether the trunk works.' },
      {
        vi: 'Đợi một phút; nếu vẫn vậy, hỏi nhà mạng xem tổng đài của họ có trả lời OPTIONS không.',
        en: 'Wait a minute; if it stays so, ask the operator whether their exchange answers OPTIONS.',
      },
    );
  return line(
    'trunk',
    'bad',
    {
      vi: 'Đường trung kế không thông: không gọi vào và không gọi ra được.',
      en: 'The trunk does not work: no calls in and none out.',
    },
    { vi: 'Kiểm tra mạng tới nhà mạng, rồi báo nhà mạng.', en: 'Check the network to the operator, then tell them.' },
  );
}

function phones({ phones: p }: HotlineFacts): Line {
  const found: Said = {
    vi: `${p.registered} điện thoại đã đăng ký, ${p.onDuty} tổng đài viên đang trực.`,
    en: `${p.registered} telephones registered, ${p.onDuty} agents on duty.`,
  };
  if (p.withoutPhone.length === 0)
    return line(
      'phones',
      p.onDuty === 0 ? 'watch' : 'good',
      found,
      p.onDuty === 0
        ? {
            vi: 'Không ai đang trực: cuộc gọi sẽ chờ hoặc vào lời nhắn.',
            en: 'Nobody is on duty: calls wait or become messages.',
          }
        : null,
    );
  const names = p.withoutPhone.slice(0, 5).join(', ');
  const rest = p.withoutPhone.length - 5;
  const more = rest > 0 ? { vi: ` và ${rest} người khác`, en: ` and ${rest} more` } : NOTHING;
  return line(
    'phones',
    'watch',
    {
      vi: `${found.vi} Đang trực mà chưa có điện thoại: ${names}${more.vi}.`,
      en: `${found.en} On duty without a telephone: ${names}${more.en}.`,
    },
    {
      vi: 'Nhờ họ mở bàn làm việc, cho phép micro và bật điện thoại; cuộc gọi không được mời tới người không có điện thoại.',
      en: 'Ask them to open the desk, allow the microphone and switch the telephone on; calls are not offered to people without a telephone.',
    },
  );
}

function calls({ calls: c }: HotlineFacts): Line {
  return line('calls', 'good', {
    vi: `${c.total} cuộc gọi lúc này: ${c.talking} đang nói chuyện, ${c.waiting} đang chờ.`,
    en: `${c.total} calls at this moment: ${c.talking} talking, ${c.waiting} waiting.`,
  });
}

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

function disk({ disk: d }: HotlineFacts): Line {
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

function lost({ lost: n }: HotlineFacts): Line {
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

function messages({ messages: n }: HotlineFacts): Line | null {
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

function prompts({ missingPrompts: n }: HotlineFacts): Line | null {
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

function incidents({ unsaidIncidents: n }: HotlineFacts): Line | null {
  if (n === null) return null;
  if (n === 0)
    return line('incidents', 'good', {
      vi: 'Người gọi nghe được mọi sự cố chung có lời đọc.',
      en: 'Callers hear every incident that has words for the telephone.',
    });
  return line(
    'incidents',
    'bad',
    {
      vi: `${n} sự cố chung chưa đọc được cho người gọi.`,
      en: `Callers do not hear of ${n} ${n === 1 ? 'incident' : 'incidents'}.`,
    },
    {
      vi: 'Trang Sự cố chung nói rõ vì sao và có nút Thử lại.',
      en: 'The page Incidents says why, with a button to try again.',
    },
  );
}

function orders({ refusedOrders: r }: HotlineFacts, now: Date): Line {
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
