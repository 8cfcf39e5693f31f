import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messengerSettings } from '../../../contract/messenger.ts';
import { adviceFor, errorOf, KNOWN_ERRORS } from './errors.ts';
import { isPublicAddress, mayFetch } from './media.ts';
import { planParts, planPrivateReply } from './plan-parts.ts';
import { readEvent } from './read-event.ts';
import { appSecretProof, signatureFits } from './signature.ts';
import { splitDelivery } from './split-delivery.ts';
import { commentWindow, type WindowFacts, windowOf } from './window.ts';

const HOUR = 3_600_000;
const NOW = new Date('2026-11-24T02:00:00Z');
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR);

test('the signature is over the bytes as they came', () => {
  const raw =
    '{"object":"page","entry":[{"id":"111","time":1764000000000,"messaging":[{"sender":{"id":"222"},"recipient":{"id":"111"},"timestamp":1763999999000,"message":{"mid":"m_1","text":"\\u0110\\u01b0\\u1eddng h\\u1ecfng"}}]}]}';
  const right = 'sha256=760454f92e838c718b692a2f8104b43a3f10a652f952a709e7f704833029090c';
  const table: [string, string | undefined, string, boolean][] = [
    [raw, right, 'test-app-secret', true],
    [raw, right.toUpperCase().replace('SHA256', 'sha256'), 'test-app-secret', true],
    [JSON.stringify(JSON.parse(raw)), right, 'test-app-secret', false],
    [`${raw} `, right, 'test-app-secret', false],
    [raw, right, 'test-app-secret2', false],
    [raw, right.slice(0, -1), 'test-app-secret', false],
    [raw, right.replace('sha256=', ''), 'test-app-secret', false],
    [raw, `${right},${right}`, 'test-app-secret', false],
    [raw, '', 'test-app-secret', false],
    [raw, undefined, 'test-app-secret', false],
  ];
  for (const [body, header, key, fits] of table) assert.equal(signatureFits(Buffer.from(body), header, key), fits);
  assert.equal(
    appSecretProof('test-app-secret', 'PAGE_TOKEN'),
    'a66c4ab41cbf7adf4054dffa89d430bc6922b7d446bc99958742d5ceea8a8418',
  );
});

test('windows: 24 hours for everything, seven days for a person where Facebook allows it, nothing afterwards', () => {
  const facts: WindowFacts = {
    now: NOW,
    lastInteractionAt: ago(1),
    humanAgent: true,
    refused: null,
    otherAppAt: null,
    privateReplySent: false,
  };
  const phase = (more: Partial<WindowFacts>) => windowOf({ ...facts, ...more }).phase;
  assert.equal(phase({}), 'free');
  assert.equal(phase({ lastInteractionAt: ago(24) }), 'free');
  assert.equal(phase({ lastInteractionAt: ago(24.01) }), 'human');
  assert.equal(phase({ lastInteractionAt: ago(168) }), 'human');
  assert.equal(phase({ lastInteractionAt: ago(168.01) }), 'closed');
  assert.equal(phase({ lastInteractionAt: ago(30), humanAgent: false }), 'closed');
  assert.equal(phase({ lastInteractionAt: null }), 'closed');
  assert.equal(phase({ refused: { code: '551', at: NOW } }), 'closed');
  assert.equal(phase({ refused: { code: '551', at: ago(2) } }), 'free', 'he has written since');
  const comment = { created_at: ago(2), removed_at: null, replied_at: null };
  assert.equal(commentWindow(NOW, [comment]).canReply, true);
  assert.equal(commentWindow(NOW, [{ ...comment, replied_at: ago(1) }]).canReply, false);
  assert.equal(commentWindow(NOW, [{ ...comment, removed_at: ago(1) }]).canReply, false);
  assert.equal(commentWindow(NOW, [{ ...comment, created_at: ago(169) }]).canReply, false);
});

test('every known error has an action and advice in words; unknown ones are tried again', () => {
  for (const key of KNOWN_ERRORS) assert.ok(adviceFor(key).vi.length > 20, key);
  const table: [number, number | null, string][] = [
    [10, 2018278, 'person'],
    [10, 999, 'account'],
    [551, 1545041, 'person'],
    [200, 1545041, 'person'],
    [190, 463, 'token'],
    [613, null, 'backoff'],
    [613, 2018338, 'person'],
    [100, 2018109, 'message'],
    [10, 2018300, 'person'],
    [10900, null, 'replied'],
    [987_654, null, 'retry'],
  ];
  for (const [code, subcode, action] of table)
    assert.equal(errorOf(code, subcode, '').action, action, `${code}-${subcode}`);
});

test('files are fetched only by https from known hosts, never from inside of a network', () => {
  const account = { settings: messengerSettings.parse({ apiUrl: 'http://127.0.0.1:4000' }) };
  const table: [string, string][] = [
    ['https://scontent.xx.fbcdn.net/v/a.jpg?x=1', 'host'],
    ['https://cdn.fbsbx.com/a', 'host'],
    ['http://127.0.0.1:4000/media/1', 'origin'],
    ['http://127.0.0.1:4001/media/1', 'no'],
    ['http://scontent.xx.fbcdn.net/a', 'no'],
    ['https://fbcdn.net.evil.example/a', 'no'],
    ['https://evilfbcdn.net/a', 'no'],
    ['https://fbcdn.net@evil.example/a', 'no'],
    ['https://user@x.fbcdn.net/a', 'no'],
    ['https://x.fbcdn.net:8443/a', 'no'],
    ['https://10.0.0.1/a', 'no'],
    ['https://[::1]/a', 'no'],
    ['file:///etc/passwd', 'no'],
    ['nonsense', 'no'],
  ];
  for (const [url, where] of table) assert.equal(mayFetch(account, url), where, url);
  for (const inside of [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '::1',
    'fd00::1',
    'fe80::1',
  ])
    assert.equal(isPublicAddress(inside), false, inside);
  for (const outside of ['157.240.199.35', '2a03:2880:f145:82:face:b00c:0:25de'])
    assert.equal(isPublicAddress(outside), true);
});

test('a message becomes pieces and files within the limits, a private answer one piece or a reason', () => {
  const file = (name: string, mediaType: string, size: number) => ({
    publicId: name,
    sha256: '',
    name,
    mediaType,
    size,
  });
  const plan = planParts(
    {
      text: 'Câu. '.repeat(900),
      attachments: [file('a.jpg', 'image/jpeg', 9e6), file('b.png', 'image/png', 1e6), file('c.mp4', 'video/mp4', 3e7)],
    },
    (one) => `https://x/${one.name}`,
  );
  assert.ok('parts' in plan);
  assert.deepEqual(
    plan.parts.map((part) => part.kind),
    ['text', 'text', 'text', 'file', 'image'],
  );
  for (const part of plan.parts) if (part.kind === 'text') assert.ok([...part.text].length <= 2000);
  assert.ok('impossible' in planParts({ text: '', attachments: [file('c.mp4', 'video/mp4', 3e7)] }, () => null));
  assert.ok('text' in planPrivateReply({ text: '𠮷'.repeat(2000), attachments: [] }, () => null));
  assert.ok('problem' in planPrivateReply({ text: '𠮷'.repeat(2001), attachments: [] }, () => null));
});

test('nothing that is signed can break the reading', () => {
  const shapes: unknown[] = [null, 1, 'a', [], {}, { id: {} }, { mid: [] }, { watermark: 'x' }, { value: 7 }];
  const keys = ['message', 'postback', 'read', 'delivery', 'reaction', 'message_edit', 'referral', 'field', 'value'];
  for (const key of keys)
    for (const shape of shapes)
      for (const list of ['messaging', 'standby', 'changes']) {
        const raw = JSON.stringify({
          object: 'page',
          entry: [{ id: 1, [list]: [{ sender: { id: 5 }, [key]: shape }] }],
        });
        for (const { bytes, key: name } of splitDelivery(Buffer.from(raw))) {
          assert.ok(name.length <= 200);
          readEvent(JSON.parse(bytes.toString()));
        }
      }
  assert.equal(readEvent(null).event.what, 'broken');
});
