/** What is wrong with the telephone and what to do: values in, sentences out. */

import { asWritten, type Said } from '../../platform/said.ts';
import { disk, lost, messages, orders, prompts } from './assess-upkeep.ts';
import { type HotlineFacts, type Line, line, NOTHING } from './lines.ts';

export type { HotlineFacts } from './lines.ts';

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

function link({ link: at, configured, asterisk: said }: HotlineFacts): Line {
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
  const why = at.why ? { vi: ` (${at.why.vi})`, en: ` (${at.why.en})` } : NOTHING;
  // Without us Asterisk takes messages; where it is away itself, nobody answers at all.
  const dead = said !== null && 'failed' in said;
  return line(
    'link',
    'bad',
    dead
      ? {
          vi: `Mất kết nối với Asterisk${why.vi}, và Asterisk không trả lời: người dân gọi đến không được.`,
          en: `The connection to Asterisk is lost${why.en}, and Asterisk does not answer: citizens cannot get through.`,
        }
      : {
          vi: `Mất kết nối với Asterisk${why.vi}. Người gọi đến nghe thông báo bảo trì và để lại lời nhắn.`,
          en: `The connection to Asterisk is lost${why.en}. Callers hear the announcement of maintenance and leave a message.`,
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
