import type { Said } from '../../platform/said.ts';
import { numberOf, object, stringOf } from '../shared/values.ts';
import { webUrl } from './read-attachments.ts';

/** A comment, or a post of a visitor, on the page. */
export type FeedItem = {
  what: 'comment';
  /** Whom the private answer is for: `comment_id` or `post_id` of the Send API. */
  target: 'comment' | 'post';
  commentId: string;
  postId: string;
  verb: 'add' | 'edited' | 'remove';
  fromId: string | null;
  fromName: string | null;
  text: string;
  photo: string | null;
  writtenAt: Date | null;
};

type Meaning = FeedItem | { what: 'ignored'; reason: string } | { what: 'broken'; why: Said };

/** Posts that somebody can answer; likes and reactions on the page say nothing to us. */
const POSTS = new Set(['post', 'status', 'photo', 'video', 'share']);

/** Reads a change of the page's feed. Pure. */
export function readFeed(value: Record<string, unknown>): Meaning {
  const item = stringOf(value.item) ?? '';
  const verb = stringOf(value.verb) ?? '';
  if (item !== 'comment' && !POSTS.has(item)) return { what: 'ignored', reason: 'not_followed' };
  if (verb !== 'add' && verb !== 'edited' && verb !== 'remove') return { what: 'ignored', reason: 'not_followed' };
  const target = item === 'comment' ? 'comment' : 'post';
  const postId = stringOf(value.post_id);
  const commentId = target === 'comment' ? stringOf(value.comment_id) : postId;
  if (!commentId || !postId)
    return { what: 'broken', why: { vi: 'bình luận không có mã', en: 'a comment without id' } };
  const from = object(value.from);
  return {
    what: 'comment',
    target,
    commentId,
    postId,
    verb,
    fromId: stringOf(from.id) ?? stringOf(value.sender_id) ?? null,
    fromName: stringOf(from.name) ?? stringOf(value.sender_name) ?? null,
    text: stringOf(value.message) ?? '',
    photo: webUrl(value.photo ?? (item === 'photo' ? value.link : undefined)) ?? null,
    writtenAt: timeOf(value.created_time),
  };
}

/** Seconds since 1970, or ISO 8601. */
function timeOf(value: unknown): Date | null {
  const seconds = numberOf(value);
  if (seconds !== undefined) return seconds > 1e8 && seconds < 1e11 ? new Date(seconds * 1000) : null;
  const at = Date.parse(stringOf(value) ?? '');
  return Number.isNaN(at) ? null : new Date(at);
}
