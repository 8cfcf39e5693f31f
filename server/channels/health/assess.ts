import type { HealthState, Trouble } from '../../../contract/channel-accounts.ts';
import { type HourCount, silenceOf } from './silence.ts';

const HOUR = 3_600_000;

/** All that is known of one account of one channel. */
export interface ChannelFacts {
  channel: string;
  account: string;
  name: string;
  enabled: boolean;
  /** What is missing before it can work, in words; null: nothing. */
  problem: string | null;
  access: 'unknown' | 'ok' | 'reauth_required' | 'blocked';
  accessDetail: string | null;
  accessSince: Date | null;
  tokenExpiresAt: Date | null;
  /** Channels that hold a connection open (mail, PBX): since when it is broken, and why. */
  disconnected: { since: Date; detail: string } | null;
  lastInAt: Date | null;
  lastOutAt: Date | null;
  lastErrorAt: Date | null;
  lastError: string | null;
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
  detail: string;
  /** What the administrator does about it. */
  advice: string;
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
    advice: 'Mở thiết lập của kênh, điền phần còn thiếu rồi bấm "Thử kết nối".',
    since: null,
    level: 'bad',
  };
}

function access(f: ChannelFacts, now: Date): Finding | null {
  const left = f.tokenExpiresAt ? f.tokenExpiresAt.getTime() - now.getTime() : null;
  if (f.access === 'reauth_required') {
    const still = left !== null && left > 0 ? ` Tin vẫn gửi được khoảng ${hoursText(left)} nữa.` : '';
    return {
      what: 'reauth',
      detail: `${f.accessDetail ?? 'Nhà cung cấp không cho hệ thống đăng nhập nữa.'}${still}`,
      advice: 'Bấm "Kết nối lại" ở thiết lập của kênh và đồng ý bằng tài khoản quản trị của đơn vị.',
      since: f.accessSince,
      level: 'bad',
    };
  }
  if (f.access === 'blocked') {
    return {
      what: 'blocked',
      detail: f.accessDetail ?? 'Nhà cung cấp đang chặn tài khoản.',
      advice: 'Sửa điều nhà cung cấp nêu trên trang quản trị của họ, rồi bấm "Thử kết nối" để mở lại.',
      since: f.accessSince,
      level: 'bad',
    };
  }
  if (left !== null && left <= HOUR) {
    return {
      what: 'token_ending',
      detail: left > 0 ? `Khóa truy cập chỉ còn ${hoursText(left)} mà chưa làm mới được.` : 'Khóa truy cập đã hết hạn.',
      advice: 'Xem nhật ký máy chủ; nếu không tự làm mới được trong ít phút, bấm "Kết nối lại".',
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
    advice: 'Kiểm tra máy chủ của kênh, mạng và mật khẩu. Hệ thống tự nối lại khi được.',
    since: f.disconnected.since,
    level: 'bad',
  };
}

function errors(f: ChannelFacts): Finding | null {
  if (f.errorsInRow < ERRORS) return null;
  return {
    what: 'errors',
    detail: `${f.errorsInRow} lần gửi gần nhất đều lỗi${f.lastError ? `: ${f.lastError}` : ''}.`,
    advice: 'Bấm "Thử kết nối". Nếu nhà cung cấp đang gặp sự cố, tin đang chờ sẽ tự gửi lại.',
    since: f.lastErrorAt,
    level: 'bad',
  };
}

function silence(f: ChannelFacts, now: Date): Finding | null {
  const s = silenceOf({ now, lastInAt: f.lastInAt, firstSeen: f.firstSeen, counts: f.counts });
  if (!s.silent) return null;
  return {
    what: 'silent',
    detail: `Im lặng ${hoursText(s.hours * HOUR)}, trong khi thường có khoảng ${s.expected} tin.`,
    advice: 'Nhắn thử một tin từ ngoài. Nếu không tới, kiểm tra địa chỉ webhook trên trang quản trị của nhà cung cấp.',
    since: f.lastInAt,
    level: 'watch',
  };
}

function refused(f: ChannelFacts): Finding | null {
  if (f.hourRefused < REFUSALS) return null;
  return {
    what: 'refused',
    detail: `${f.hourRefused} lần gọi webhook trong một giờ bị từ chối vì sai chữ ký hoặc quá cũ.`,
    advice: 'So khóa ký webhook trong thiết lập với trang quản trị của nhà cung cấp. Nếu khớp, có thể có kẻ giả mạo.',
    since: null,
    level: 'watch',
  };
}

function unhandled(f: ChannelFacts): Finding | null {
  if (f.unhandled === 0) return null;
  return {
    what: 'unhandled',
    detail: `${f.unhandled} sự kiện hệ thống không hiểu, đang chờ người xem.`,
    advice: 'Mở "Sự kiện chờ người xem" bên dưới.',
    since: null,
    level: 'watch',
  };
}

function hoursText(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 90) return `${minutes} phút`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} giờ` : `${Math.round(hours / 24)} ngày`;
}
