import assert from 'node:assert/strict';
import { test } from 'node:test';
import { legacyFont, repairFontRuns } from './font-runs.ts';

test('a font attribute or a style names the encoding of its run, and only of its run', () => {
  const html =
    '<p><font face=".VnTime">§­êng háng</font> – tại <b style="font-family:\'VNI-Times\',serif">Haø Noäi</b> &amp; Huế</p>';
  assert.deepEqual(repairFontRuns(html), {
    html: '<p><font face=".VnTime">Đường hỏng</font> – tại <b style="font-family:\'VNI-Times\',serif">Hà Nội</b> &amp; Huế</p>',
    encoding: 'vni',
  });
});

test('letters written as entities are read as well, and markup characters stay escaped', () => {
  const html = '<span style="font-family:&quot;.VnTime&quot;">&sect;&#173;&ecirc;ng &lt;b&gt; h&aacute;ng</span>';
  assert.equal(repairFontRuns(html).html, '<span style="font-family:&quot;.VnTime&quot;">Đường &lt;b&gt; hỏng</span>');
});

test('capital fonts give capitals', () => {
  assert.equal(repairFontRuns('<font face=".VnTimeH">céng hoµ</font>').html, '<font face=".VnTimeH">CỘNG HOÀ</font>');
});

test('a class or tag rule of the style sheet counts, and a nested ordinary font ends it', () => {
  const html =
    '<style>p.MsoNormal, li.MsoNormal {margin:0; font-size:12pt; font-family:".VnTime";} td{font-family:Arial}</style>' +
    '<p class=MsoNormal>§Ò nghÞ <span style="font-family:Arial">Đồng Tháp</span><br>xö lý</p><p>Hà Nội</p>';
  const repaired = repairFontRuns(html);
  assert.match(repaired.html, /Đề nghị <span[^>]*>Đồng Tháp<\/span><br>xử lý<\/p><p>Hà Nội/u);
  assert.equal(repaired.encoding, 'tcvn3');
});

test('ordinary mail is returned as it is', () => {
  for (const html of ['<p style="font-family:Arial">Đường hỏng</p>', '', '<<<>>>', '<p>email .Vn', 'VNI-']) {
    assert.deepEqual(repairFontRuns(html), { html, encoding: null });
  }
  assert.equal(legacyFont('Times New Roman, .VnTime'), null);
});

test('hostile markup costs linear time', () => {
  const started = performance.now();
  repairFontRuns(`.VnTime ${'<a "'.repeat(200_000)}`);
  repairFontRuns(`.VnTime ${'<b face=".VnTime">x'.repeat(50_000)}`);
  repairFontRuns(`.VnTime ${'<'.repeat(500_000)}`);
  repairFontRuns(`.VnTime <style>${'{font:'.repeat(100_000)}</style>`);
  assert.ok(performance.now() - started < 4000, `took ${Math.round(performance.now() - started)} ms`);
});
