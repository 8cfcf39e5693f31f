import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { REPLY_MARKER, splitReply } from './quoting.ts';
import { splitHtmlReply } from './quoting-html.ts';

const ANSWER = 'Tôi gửi thêm hình.\nCột đèn số 12.';
const OLD = 'Kính gửi ông Nguyễn Văn A,\nTổng đài đã nhận phản ánh.';
const quote = (text: string) =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

const QUOTED: Record<string, string> = {
  'Gmail, Vietnamese': `Vào Th 2, 3 thg 11, 2025 vào lúc 14:05 Tổng đài 1022 <hotro@tinh.example> đã viết:\n\n${quote(OLD)}`,
  'Gmail, wrapped over two lines': `Vào Th 2, 3 thg 11, 2025 vào lúc 14:05 Tổng đài 1022 <\nhotro@tinh.example> đã viết:\n\n${quote(OLD)}`,
  'Apple Mail, three lines': `Vào ngày 3 thg 11, 2025, lúc 14:05,\nTổng đài 1022 Đồng Tháp\n<hotro@tinh.example> đã viết:\n\n${quote(OLD)}`,
  'Thunderbird, Vietnamese': `Vào lúc 14:05 ngày 03/11/2025, Tổng đài 1022 đã viết:\n${quote(OLD)}`,
  'Zimbra without marks': `Ngày 03/11/2025 14:05, Tổng đài 1022 đã viết:\n${OLD}`,
  English: `On Mon, Nov 3, 2025 at 2:05 PM 1022 <hotro@tinh.example> wrote:\n\n${quote(OLD)}`,
  'Outlook, Vietnamese': `Từ: Tổng đài 1022 <hotro@tinh.example>\nĐã gửi: Thứ Hai, 3 tháng 11 2025 14:05\nTới: A <a@thu.example>\nChủ đề: [1022-251103-0001] Đèn hỏng\n\n${OLD}`,
  'Outlook, English, with a line': `________________________________\nFrom: 1022 <hotro@tinh.example>\nSent: Monday, November 3, 2025\nTo: A\nSubject: x\n\n${OLD}`,
  'Outlook Express': `----- Original Message -----\nFrom: 1022\n${OLD}`,
  'original letter, Vietnamese': `-------- Thư gốc --------\n${OLD}`,
  'our own marker': `${REPLY_MARKER}\n${OLD}`,
  German: `Am 3. Nov. 2025 um 14:05 schrieb 1022 <hotro@tinh.example>:\n\n${quote(OLD)}`,
};

for (const [name, quoted] of Object.entries(QUOTED)) {
  test(`the quote is folded: ${name}`, () => {
    const split = splitReply(`${ANSWER}\n\n${quoted}`);
    assert.equal(split.visible, ANSWER);
    assert.ok(split.quoted.includes('Tổng đài đã nhận phản ánh.'));
  });
}

test('an answer below the quote and answers in between stay visible', () => {
  const below = splitReply(`Vào lúc 14:05 ngày 03/11/2025, 1022 đã viết:\n${quote(OLD)}\n\n${ANSWER}`);
  assert.equal(below.visible, ANSWER);
  const between = splitReply(`> Ông ở đâu?\nẤp 3.\n> Số điện thoại?\nKhông có.`);
  assert.equal(between.visible, 'Ấp 3.\nKhông có.');
});

test('signatures are folded, closings with a name are not', () => {
  const mobile = splitReply(`${ANSWER}\n\nGửi từ iPhone của tôi`);
  assert.deepEqual(mobile, { visible: ANSWER, quoted: '', signature: 'Gửi từ iPhone của tôi' });
  const dashes = splitReply(`${ANSWER}\n-- \nNguyễn Văn A\nCông ty B`);
  assert.deepEqual(dashes, { visible: ANSWER, quoted: '', signature: '-- \nNguyễn Văn A\nCông ty B' });
  assert.match(splitReply(`${ANSWER}\n\nTrân trọng,\nNguyễn Văn A`).visible, /Nguyễn Văn A$/u);
});

test('a signature between answer and quote', () => {
  const split = splitReply(`${ANSWER}\n-- \nVăn A\n\nVào lúc 14:05 ngày 03/11/2025, 1022 đã viết:\n${quote(OLD)}`);
  assert.equal(split.visible, ANSWER);
  assert.equal(split.signature, '-- \nVăn A');
  assert.match(split.quoted, /đã viết:/u);
});

test('a citizen’s own words are not taken for a quote or a signature', () => {
  for (const text of [
    'Vào tháng trước tôi đã viết:\nđường hỏng, chưa ai sửa.',
    'Từ: chợ đến trường học đường rất xấu.\nMong sửa.',
    `Phần một.\n---\n${'Phần hai dài. '.repeat(150)}`,
    'Ngày 5/10 tôi gọi mà không ai nghe máy:\n- lần 1\n- lần 2',
    'Gửi từ đơn vị khác sang nhưng không thấy trả lời',
  ]) {
    assert.equal(splitReply(text).visible, text.trim());
  }
});

test('a mail that is only a quote is shown whole; a forwarded mail keeps its content', () => {
  const only = quote(OLD);
  assert.deepEqual(splitReply(only), { visible: only, quoted: '', signature: '' });
  const forwarded = `Nhờ xem giúp.\n\n---------- Forwarded message ---------\nTừ: B <b@x.vn>\nDate: hôm qua\nSubject: y\nTo: A\n\nNội dung`;
  assert.match(splitReply(forwarded, true).visible, /Nội dung$/u);
  assert.equal(splitReply(forwarded).visible, 'Nhờ xem giúp.');
});

test('property: no line is ever lost', () => {
  const line = fc.constantFrom(
    ...ANSWER.split('\n'),
    ...Object.values(QUOTED).join('\n').split('\n'),
    '-- ',
    '',
    '> x',
    '---',
    'Sent from my iPhone',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), fc.boolean(), (lines, forwarded) => {
      const text = lines.join('\n');
      const split = splitReply(text, forwarded);
      const words = (value: string) => value.split(/\s+/u).filter(Boolean).sort();
      assert.deepEqual(words(`${split.visible}\n${split.quoted}\n${split.signature}`), words(text));
      if (text.trim()) assert.notEqual(split.visible, '');
    }),
    { numRuns: 1000, seed: 1022 },
  );
});

test('hostile text costs little time', () => {
  const hostile = [
    'Vào '.repeat(1500),
    'On a\n'.repeat(1200),
    '\n'.repeat(6000),
    'Op schreef\n'.repeat(500),
    ' > '.repeat(2000),
    'From: <'.repeat(800),
    'De: [\n'.repeat(900),
    'Op \n'.repeat(1400),
    '\n \n'.repeat(1900),
    'W dniu x\n'.repeat(600),
    '-- \n'.repeat(100_000),
    '>\n'.repeat(500_000),
    'Vào\n'.repeat(300_000),
    'Từ: a\n'.repeat(200_000),
    '在\n'.repeat(2000),
    'ср, 1\n'.repeat(900),
    '20260/\n'.repeat(800),
    `${'1'.repeat(480)}\n`.repeat(12),
    'Den skrev \n'.repeat(500),
  ];
  for (const text of hostile) {
    const started = performance.now();
    splitReply(text);
    const took = performance.now() - started;
    assert.ok(took < 1500, `${JSON.stringify(text.slice(0, 12))} took ${Math.round(took)} ms`);
  }
});

const HTML: Record<string, string> = {
  Gmail:
    '<div dir="ltr">{A}</div><br><div class="gmail_quote gmail_quote_container"><div class="gmail_attr">Vào … đã viết:<br></div><blockquote class="gmail_quote">{Q}<div>x</div></blockquote></div>',
  'Apple Mail': '<div>{A}</div><div><br><blockquote type="cite"><div>{Q}</div></blockquote></div>',
  Thunderbird:
    '<p>{A}</p><div class="moz-cite-prefix">Vào lúc … đã viết:</div><blockquote type="cite" cite="mid:x">{Q}</blockquote>',
  'Outlook web':
    '<div>{A}</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Từ:</b> x</div><div>{Q}</div>',
  'Outlook desktop':
    "<p class=MsoNormal>{A}</p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt'><p>From: x</p></div></div><p>{Q}</p>",
  Yahoo: '<div>{A}</div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>{Q}</div></div>',
  Proton: '<div>{A}</div><div class="protonmail_quote">Vào …<blockquote>{Q}</blockquote></div>',
  'own marker': `<p>{A}</p><p>${REPLY_MARKER}</p><p>{Q}</p>`,
};

for (const [name, template] of Object.entries(HTML)) {
  test(`the quote is cut out of HTML: ${name}`, () => {
    const split = splitHtmlReply(template.replace('{A}', 'câu trả lời mới').replace('{Q}', 'thư cũ'));
    assert.match(split.visible, /câu trả lời mới/u);
    assert.doesNotMatch(split.visible, /thư cũ/u);
    assert.match(split.quoted ?? '', /thư cũ/u);
  });
}

test('HTML below a quote stays, a mail that is all quote stays whole, a forwarded mail is not cut', () => {
  assert.match(splitHtmlReply('<blockquote type=cite>cũ</blockquote><p>mới</p>').visible, /mới/u);
  const all = '<style>p{color:red}</style><div class="gmail_quote">cũ</div>&nbsp;';
  assert.deepEqual(splitHtmlReply(all), { visible: all, quoted: null });
  const forwarded =
    '<p>xem giúp</p><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------</div>nội dung</div>';
  assert.equal(splitHtmlReply(forwarded).quoted, null);
});

test('hostile HTML costs little time', () => {
  for (const html of [
    '<blockquote type=cite>'.repeat(40_000),
    '<div class="gmail_quote">'.repeat(40_000),
    '<'.repeat(1_000_000),
  ]) {
    const started = performance.now();
    splitHtmlReply(html);
    assert.ok(performance.now() - started < 2000);
  }
});
