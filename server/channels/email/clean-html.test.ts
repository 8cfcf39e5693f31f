import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanHtml, withAttachmentUrls } from './clean-html.ts';

const clean = (html: string) => cleanHtml(html)?.html ?? '';

test('what mail really uses stays', () => {
  const html =
    '<p style="color:#333;text-align:center">Kính <b>gửi</b> <a href="https://a.example/x">liên kết</a></p><table border="1"><tbody><tr><td colspan="2">ô</td></tr></tbody></table>';
  assert.equal(
    clean(html),
    '<p style="color:#333;text-align:center">Kính <b>gửi</b> <a href="https://a.example/x" target="_blank" rel="noopener noreferrer nofollow">liên kết</a></p><table border="1"><tbody><tr><td colspan="2">ô</td></tr></tbody></table>',
  );
});

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="  java\nscript:alert(1)">x</a>',
  '<svg><script>alert(1)</script></svg>',
  '<math><mi xlink:href="data:x,alert(1)">',
  '<iframe src="https://x.vn"></iframe>',
  '<form action="https://x.vn"><input name=q></form>',
  '<style>body{background:url(https://x.vn/t)}</style>',
  '<p style="position:fixed;top:0">x</p>',
  '<p style="background:url(https://x.vn)">x</p>',
  '<p style="width:expression(alert(1))">x</p>',
  '<link rel=stylesheet href=https://x.vn>',
  '<meta http-equiv=refresh content="0;url=https://x.vn">',
  '<base href="https://x.vn">',
  '<object data="https://x.vn"></object>',
  '<img src="data:text/html;base64,PHNjcmlwdD4=">',
  '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
  '<a href="data:text/html,<script>">x</a>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<<script>script>alert(1)<</script>/script>',
  '<p onclick="alert(1)">x</p>',
  '<a href="vbscript:x">x</a>',
  '<img srcset="https://x.vn/t 1x">',
  '<video src="https://x.vn"></video>',
  '<p class="mantine" id="root">x</p>',
  '<template><img src=x onerror=alert(1)></template>',
  '<img data-src="https://x.vn/forged" src="cid:a">',
];

test('nothing that runs, loads, covers or asks gets through', () => {
  for (const html of HOSTILE) {
    const result = clean(html);
    assert.doesNotMatch(
      result,
      /<(?:script|style|iframe|form|input|svg|math|link|meta|base|object|video|template|noscript)|\son\w+\s*=|javascript:|vbscript:|position|expression|url\(|srcset|\sclass=|\sid=|\ssrc="http|data:text|svg\+xml|forged/iu,
      `${html} → ${result}`,
    );
  }
});

test('remote pictures are switched off and counted, trackers vanish, attached ones keep their mark', () => {
  const result = cleanHtml(
    '<img src="https://x.vn/a.png" alt="a"><img src="//x.vn/b.png"><img src="https://x.vn/t" width=1 height=1><img src="cid:anh%201@x"><img src="CID:anh 1@x"><img src="data:image/png;base64,AA==">',
  );
  assert.equal(result?.remoteImages, 2);
  assert.deepEqual(result?.cids, ['anh 1@x']);
  assert.equal(
    result?.html,
    '<img alt="a" data-src="https://x.vn/a.png" /><img data-src="https://x.vn/b.png" /><img src="cid:anh%201%40x" /><img src="cid:anh%201%40x" /><img src="data:image/png;base64,AA==" />',
  );
});

test('attachment addresses take the place of the marks', () => {
  const html = cleanHtml('<p>cid:la</p><img alt="x" src="cid:a@b"><img src="cid:khong-co">')?.html ?? '';
  assert.equal(
    withAttachmentUrls(html, (cid) => (cid === 'a@b' ? '/api/v1/attachments/7"x' : undefined)),
    '<p>cid:la</p><img alt="x" src="/api/v1/attachments/7%22x" /><img data-missing="1" />',
  );
});

test('HTML that is too long or too deep is not cleaned but refused; the rest is quick', () => {
  assert.equal(cleanHtml('<div>'.repeat(5000)), null);
  assert.equal(cleanHtml('x'.repeat(2_000_000)), null);
  for (const html of [
    '<p>Đường hỏng</p>'.repeat(50_000),
    '<a href=x>'.repeat(190),
    '<'.repeat(1_000_000),
    '&'.repeat(1_000_000),
    '<table><tr><td>'.repeat(60),
  ]) {
    const started = performance.now();
    cleanHtml(html);
    assert.ok(performance.now() - started < 3000);
  }
});
