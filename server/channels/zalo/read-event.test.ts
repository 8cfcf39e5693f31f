import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseExactJson } from '../accounts/index.ts';
import { oaOf, readEvent } from './read-event.ts';

const OA = '388613280878808645';
const USER = '246845883529197922';
const base = { app_id: '1', timestamp: '1764000000000', sender: { id: USER }, recipient: { id: OA } };
const user = (name: string, message: object) => readEvent({ ...base, event_name: name, message }, OA);
const message = (name: string, content: object) => {
  const e = user(name, { msg_id: 'm1', ...content });
  if (e.what !== 'message') throw new Error(`read as ${e.what}`);
  return e;
};
const attached = (type: string, payload: object) => message(`user_send_${type}`, { attachments: [{ type, payload }] });

test('a text with a quotation', () => {
  const e = message('user_send_text', { text: 'Xin hỏi 👨‍👩‍👧 𠮷', quote_msg_id: 'q1' });
  assert.deepEqual(
    [e.userId, e.msgId, e.text, e.quotedMsgId, e.at.getTime()],
    [USER, 'm1', 'Xin hỏi 👨‍👩‍👧 𠮷', 'q1', 1764000000000],
  );
});

test('ids that come as numbers keep every digit', () => {
  const raw = `{"app_id":1,"event_name":"user_send_text","timestamp":1764000000000,"sender":{"id":${USER}},"recipient":{"id":${OA}},"message":{"msg_id":9007199254740993,"text":"a"}}`;
  const e = readEvent(parseExactJson(raw), OA);
  assert.equal(e.what === 'message' && e.userId, USER);
  assert.equal(e.what === 'message' && e.msgId, '9007199254740993');
  assert.equal(oaOf(parseExactJson(raw)), OA);
});

test('pictures and files: where they lie, under which name, how large', () => {
  assert.deepEqual(attached('image', { thumbnail: 'https://t', url: 'https://a.zdn.vn/1' }).files, [
    { kind: 'image', url: 'https://a.zdn.vn/1', name: 'anh.jpg', size: null },
  ]);
  assert.deepEqual(attached('FILE', { url: 'https://a/2', size: '233947', name: 'đơn', type: 'docx' }).files, [
    { kind: 'file', url: 'https://a/2', name: 'đơn.docx', size: 233947 },
  ]);
  assert.equal(attached('gif', { url: 'https://a/3' }).files[0]?.kind, 'gif');
  assert.equal(attached('audio', { url: 'https://a/3.amr' }).files[0]?.kind, 'audio');
  assert.equal(attached('photo', { url: 'https://a/3' }).files[0]?.kind, 'image');
});

test('attachments beside the message instead of in it', () => {
  const e = readEvent(
    {
      ...base,
      event_name: 'user_send_image',
      message: { msg_id: 'm' },
      attachments: [{ type: 'image', payload: { url: 'https://a/1' } }],
    },
    OA,
  );
  assert.equal(e.what === 'message' && e.files.length, 1);
});

test('stickers, places, links, business cards', () => {
  assert.deepEqual(attached('sticker', { id: '1', url: 'https://s/1' }).parts, [
    { kind: 'sticker', label: '{"vi":"Nhãn dán Zalo","en":"Zalo sticker"}', url: 'https://s/1' },
  ]);
  assert.deepEqual(attached('location', { coordinates: { latitude: '10.45', longitude: '105.63' } }).parts, [
    { kind: 'location', lat: 10.45, lng: 105.63 },
  ]);
  assert.equal(
    attached('location', { coordinates: { latitude: '1000', longitude: 'x' } }).parts[0]?.kind,
    'unsupported',
  );
  assert.deepEqual(attached('link', { url: 'https://dongthap.gov.vn', description: 'Cổng' }).parts, [
    { kind: 'link', url: 'https://dongthap.gov.vn', title: 'Cổng' },
  ]);
  assert.deepEqual(attached('link', { description: '{"phone":"0901234567","qrCodeUrl":"https://q"}' }).parts, [
    { kind: 'contact', name: '{"vi":"Danh thiếp Zalo","en":"Zalo business card"}', phone: '0901234567' },
  ]);
  assert.equal(attached('link', { url: 'javascript:alert(1)' }).parts[0]?.kind, 'unsupported');
  assert.equal(attached('hologram', {}).parts[0]?.kind, 'unsupported');
  assert.equal(message('user_send_video_note', {}).parts[0]?.kind, 'unsupported');
});

test('what the OA itself sent is an echo, whatever the event is called', () => {
  const oa = { sender: { id: OA, admin_id: '77' }, recipient: { id: USER } };
  const e = readEvent({ ...base, ...oa, event_name: 'oa_send_text', message: { msg_id: 'x', text: 'Chào' } }, OA);
  assert.deepEqual(e.what === 'echo' && [e.userId, e.adminId, e.msgId], [USER, '77', 'x']);
  assert.equal(readEvent({ ...base, ...oa, event_name: 'user_send_text', message: { msg_id: 'x' } }, OA).what, 'echo');
  assert.equal(oaOf({ ...base, ...oa, event_name: 'oa_send_image' }), OA);
});

test('receipts: one or many; those of template messages are another product', () => {
  const oa = { sender: { id: OA }, recipient: { id: USER } };
  const read = (name: string, m: object) => readEvent({ ...base, ...oa, event_name: name, message: m }, OA);
  assert.deepEqual(read('user_seen_message', { msg_ids: ['a', 'b'] }), {
    name: 'user_seen_message',
    at: new Date(1764000000000),
    what: 'receipt',
    state: 'read',
    userId: USER,
    msgIds: ['a', 'b'],
  });
  const received = read('user_received_message', { msg_id: 'a' });
  assert.equal(received.what === 'receipt' && received.state, 'delivered');
  assert.equal(read('user_received_message', { msg_id: 'a', delivery_time: '1', tracking_id: 't' }).what, 'ignored');
});

test('the shared form in its two shapes', () => {
  const read = (info: object) => {
    const e = readEvent({ ...base, event_name: 'user_submit_info', info }, OA);
    return e.what === 'shared' ? e.info : null;
  };
  const full = { user_city: 'Đồng Tháp', user_ward: 'Phường Cao Lãnh', user_address: '12 Nguyễn Huệ' };
  assert.deepEqual(
    read({ name: 'Nguyễn A', phone: '84912345678', user_dob: '30/10/1999', gender: 'Nam', full_address: full }),
    {
      name: 'Nguyễn A',
      phone: '84912345678',
      birthday: '30/10/1999',
      gender: 'Nam',
      address: '12 Nguyễn Huệ, Phường Cao Lãnh, Đồng Tháp',
    },
  );
  assert.deepEqual(read({ name: 'B', phone: 84912345678, address: '5', city: 'Đồng Tháp' }), {
    name: 'B',
    phone: '84912345678',
    birthday: null,
    gender: null,
    address: '5, Đồng Tháp',
  });
});

const kinds: [name: string, more: object, what: string][] = [
  ['follow', { oa_id: OA, follower: { id: USER }, source: 'oa_profile' }, 'follow'],
  ['unfollow', { oa_id: OA, follower: { id: USER } }, 'follow'],
  ['user_click_chatnow', { oa_id: OA, user_id: USER }, 'touch'],
  ['user_reacted_message', { message: { msg_id: 'm', react_icon: '/-heart' } }, 'reaction'],
  ['user_withdraw', { user_id: USER }, 'withdraw'],
  ['oa_send_consent', { phone: '84912345678', request_type: 'SENT' }, 'consent'],
  ['user_reply_consent', { user_consent: 'ALLOW' }, 'consent'],
  ['user_call_oa', { call_id: 'c', talk_time: '12' }, 'call'],
  ['anonymous_send_text', { message: { msg_id: 'm', text: 'a', conversation_id: 'c' } }, 'message'],
  ['anonymous_send_text', { message: { msg_id: 'm', text: 'a' } }, 'broken'],
  [
    'oa_send_anonymous_text',
    { sender: { id: OA }, recipient: { id: 'a' }, message: { msg_id: 'm', text: 'a' } },
    'echo',
  ],
  ['add_user_to_tag', {}, 'ignored'],
  ['user_send_group_text', {}, 'ignored'],
  ['brand_new_kind', {}, 'unknown'],
  ['user_send_text', { message: { text: 'không có mã' } }, 'broken'],
  ['user_send_text', { message: { msg_id: 'm', text: 'a' }, sender: {} }, 'broken'],
  ['', {}, 'broken'],
  ['user_send_text', { message: { msg_id: 'm' }, timestamp: 'mai' }, 'broken'],
];
for (const [name, more, what] of kinds)
  test(`${name || '(no name)'} ${JSON.stringify(more).slice(0, 50)} → ${what}`, () => {
    assert.equal(readEvent({ ...base, event_name: name, ...more }, OA).what, what);
  });

test('no JSON whatever makes the reading throw', () => {
  const names = fc.constantFrom(
    'user_send_text',
    'follow',
    'user_seen_message',
    'user_submit_info',
    'oa_send_list',
    'x',
  );
  fc.assert(
    fc.property(names, fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (event_name, message, sender, info) => {
      const e = readEvent({ event_name, timestamp: '1764000000000', message, sender, info, attachments: info }, OA);
      oaOf({ event_name, sender, recipient: message });
      assert.ok(e.what.length > 0);
    }),
    { numRuns: 300 },
  );
  for (const one of [null, 1, 'a', [], [1], true]) assert.equal(readEvent(one, OA).what, 'broken');
});
