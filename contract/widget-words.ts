/** Figures and closed lists of the chat window; without schemas, so that the window loads nothing it does not need. */

/** Start values; the server enforces them, the window tells of them before one sends. */
export const WIDGET_LIMITS = {
  /** Characters as people count them (code points). */
  text: 4_000,
  files: 5,
  fileBytes: 10_000_000,
  /** Seconds between two signs of typing, and after which one is forgotten. */
  typingEvery: 3,
  typingLife: 6,
  /** Seconds between pings. */
  ping: 25,
  /** Bytes of one frame to the server. */
  frame: 8_192,
  /** Events in one page of a replay. */
  page: 200,
  /** Days in which a rating may be changed. */
  ratingDays: 14,
} as const;

export const LANGUAGES = ['vi', 'en'] as const;
export type WidgetLanguage = (typeof LANGUAGES)[number];

/** A wording of the consent that was agreed to. Change it together with the text in web/widget/frame/words. */
export const CONSENT_VERSION = '2026-01-chat';

/** Whether one can chat now. `closed`: outside hours; `nobody`: no agent is there. */
export const AVAILABILITY = ['open', 'closed', 'nobody'] as const;
export type Availability = (typeof AVAILABILITY)[number];

/** Close codes: as the HTTP statuses they resemble. 1012 = the server restarts. */
export const WIDGET_CLOSE = {
  badFrame: 4400,
  notKnown: 4401,
  origin: 4403,
  noHello: 4408,
  superseded: 4409,
  tooSlow: 4413,
  tooFast: 4429,
  restart: 1012,
} as const;
