import type { HealthState, Trouble } from '../../../contract/channel-accounts.ts';
import { type Said, saidWith } from '../../platform/said.ts';
import { type HourCount, silenceOf } from './silence.ts';

const HOUR = 3_600_000;

/** All that is known of one account of one channel. */
export interface ChannelFacts {
  channel: string;
  account: string;
  name: string;
  enabled: boolean;
  /** What is missing before it can work, in words; null: nothing. */
  problem: Said | null;
  access: 'unknown' | 'ok' | 'reauth_required' | 'blocked';
  accessDetail: Said | null;
  accessSince: Date | null;
  tokenExpiresAt: Date | null;
  /** Channels that hold a connection open (mail, PBX): since when it is broken, and why. */
  disconnected: { since: Date; detail: Said } | null;
  lastInAt: Date | null;
  lastOutAt: Date | null;
  lastErrorAt: Date | null;
  lastError: Said | null;
  errorsInRow: number;
  day: { received: number; sent: number; failed: number; refused: number; duplicates: number };
  hourRefused: number;
  unhandled: number;
  waiting: number;
  firstSeen: Date | null;
  counts: readonly HourCount[];
}

export interface Finding {
  what: Trouble;
  detail: Said;
  /** What the administrator does about it. */
  advice: Said;
  since: Date | null;
  /** `bad`: people cannot reach us, or we them. */
  level: 'watch' | 'bad';
}

/** Errors in a row from which on a channel counts as broken, and refusals in an hour that are no accident. */
const ERRORS = 5;
const REFUSALS = 20;
/** A connection that comes back by itself within this time is nobody's business. */
const PATIENCE = 5 * 60_000;

/** What is wrong with a channel, worst first. Pure. */
export function assess(f: ChannelFacts, now: Date): { state: HealthState; findings: Finding[] } {
  if (!f.enabled) return { state: 'off', findings: [] };
  const findings = [
    notConfigured(f),
    access(f, now),
    disconnected(f, now),
    errors(f),
    silence(f, now),
    refused(f),
    unhandled(f),
  ].filter((one) => one !== null);
  findings.sort((a, b) => Number(b.level === 'bad') - Number(a.level === 'bad'));
  const state = findings.some((one) => one.level === 'bad') ? 'bad' : findings.length > 0 ? 'watch' : 'good';
  return { state, findings };
}

function notConfigured(f: ChannelFacts): Finding | null {
  if (f.problem === null) return null;
  return {
    what: 'not_configured',
    detail: f.problem,
    advice: {
      vi: 'Mở thiết lập của kênh, điền phần còn thiếu rồi bấm "Thử kết nối".',
      en: 'Open the settings of the channel, fill in what is missing, then press “Test the connection”.',
    },
    since: null,
    level: 'bad',
  };
}

const NO_SIGN_IN: Said = {
  vi: 'Nhà cung cấp không cho hệ thống đăng nhập nữa.',
  en: 'The provider no longer lets the system sign in.',
};
const still = (left: number): Said => ({
  vi: `Tin vẫn gửi được khoảng ${hoursText(left).vi} nữa.`,
  en: `Messages still go out for about ${hoursText(left).en}.`,
});

function access(f: ChannelFacts, now: Date): Finding | null {
  const left = f.tokenExpiresAt ? f.tokenExpiresAt.getTime() - now.getTime() : null;
  if (f.access === 'reauth_required') {
    const known = f.accessDetail ?? NO_SIGN_IN;
    const detail =
      left !== null && left > 0 ? saidWith(known, (text, language) => `${text} ${still(left)[language]}`) : known;
    return {
      what: 'reauth',
      detail,
      advice: {
        vi: 'Bấm "Kết nối lại" ở thiết lập của kênh và đồng ý bằng tài khoản quản trị của đơn vị.',
        en: 'Press “Connect again” in the settings of the channel and agree with the administrator account of the organisation.',
      },
      since: f.accessSince,
      level: 'bad',
    };
  }
  if (f.access === 'blocked') {
    return {
      what: 'blocked',
      detail: f.accessDetail ?? {
        vi: 'Nhà cung cấp đang chặn tài khoản.',
        en: 'The provider has blocked the account.',
      },
      advice: {
        vi: 'Sửa điều nhà cung cấp nêu trên trang quản trị của họ, rồi bấm "Thử kết nối" để mở lại.',
        en: 'Mend what the provider names on their administration page, then press “Test the connection” to open it again.',
      },
      since: f.accessSince,
      level: 'bad',
    };
  }
  if (left !== null && left <= HOUR) {
    return {
      what: 'token_ending',
      detail:
        left > 0
          ? {
              vi: `Khóa truy cập chỉ còn ${hoursText(left).vi} mà chưa làm mới được.`,
              en: `The access token has only ${hoursText(left).en} left and could not be renewed.`,
            }
          : { vi: 'Khóa truy cập đã hết hạn.', en: 'The access token has expired.' },
      advice: {
        vi: 'Xem nhật ký máy chủ; nếu không tự làm mới được trong ít phút, bấm "Kết nối lại".',
        en: 'See the log of the server; if it does not renew itself in a few minutes, press “Connect again”.',
      },
      since: null,
      level: left > 0 ? 'watch' : 'bad',
    };
  }
  return null;
}

function disconnected(f: ChannelFacts, now: Date): Finding | null {
  if (!f.disconnected || now.getTime() - f.disconnected.since.getTime() < PATIENCE) return null;
  return {
    what: 'disconnected',
    detail: f.disconnected.detail,
    advice: {
      vi: 'Kiểm tra máy chủ của kênh, mạng và mật khẩu. Hệ thống tự nối lại khi được.',
      en: 'Check the server of the channel, the network and the password. The system connects again by itself.',
    },
    since: f.disconnected.since,
    level: 'bad',
  };
}

function errors(f: ChannelFacts): Finding | null {
  if (f.errorsInRow < ERRORS) return null;
  return {
    what: 'errors',
    detail: {
      vi: `${f.errorsInRow} lần gửi gần nhất đều lỗi${f.lastError ? `: ${f.lastError.vi}` : ''}.`,
      en: `The last ${f.errorsInRow} attempts to send all failed${f.lastError ? `: ${f.lastError.en}` : ''}.`,
    },
    advice: {
      vi: 'Bấm "Thử kết nối". Nếu nhà cung cấp đang gặp sự cố, tin đang chờ sẽ tự gửi lại.',
      en: 'Press “Test the connection”. If the provider has trouble, waiting messages go out by themselves later.',
    },
    since: f.lastErrorAt,
    level: 'bad',
  };
}

function silence(f: ChannelFacts, now: Date): Finding | null {
  const s = silenceOf({ now, lastInAt: f.lastInAt, firstSeen: f.firstSeen, counts: f.counts });
  if (!s.silent) return null;
  return {
    what: 'silent',
    detail: {
      vi: `Im lặng ${hoursText(s.hours * HOUR).vi}, trong khi thường có khoảng ${s.expected} tin.`,
      en: `Silent for ${hoursText(s.hours * HOUR).en}, when about ${s.expected} messages are usual.`,
    },
    advice: {
      vi: 'Nhắn thử một tin từ ngoài. Nếu không tới, kiểm tra địa chỉ webhook trên trang quản trị của nhà cung cấp.',
      en: 'Send a message from outside. If it does not arrive, check the webhook address on the provider’s administration page.',
    },
    since: f.lastInAt,
    level: 'watch',
  };
}

function refused(f: ChannelFacts): Finding | null {
  if (f.hourRefused < REFUSALS) return null;
  return {
    what: 'refused',
    detail: {
      vi: `${f.hourRefused} lần gọi webhook trong một giờ bị từ chối vì sai chữ ký hoặc quá cũ.`,
      en: `${f.hourRefused} webhook calls within an hour were refused for a wrong signature or being too old.`,
    },
    advice: {
      vi: 'So khóa ký webhook trong thiết lập với trang quản trị của nhà cung cấp. Nếu khớp, có thể có kẻ giả mạo.',
      en: 'Compare the signing key of the webhook with the provider’s administration page. If they match, somebody may be forging.',
    },
    since: null,
    level: 'watch',
  };
}

function unhandled(f: ChannelFacts): Finding | null {
  if (f.unhandled === 0) return null;
  return {
    what: 'unhandled',
    detail: {
      vi: `${f.unhandled} sự kiện hệ thống không hiểu, đang chờ người xem.`,
      en: `${f.unhandled} events were not understood and wait for somebody to look.`,
    },
    advice: { vi: 'Mở "Sự kiện chờ người xem" bên dưới.', en: 'Open “Events that wait for a person” below.' },
    since: null,
    level: 'watch',
  };
}

function hoursText(milliseconds: number): Said {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 90) return { vi: `${minutes} phút`, en: `${minutes} minutes` };
  const hours = Math.round(minutes / 60);
  const days = Math.round(hours / 24);
  return hours < 48 ? { vi: `${hours} giờ`, en: `${hours} hours` } : { vi: `${days} ngày`, en: `${days} days` };
}
