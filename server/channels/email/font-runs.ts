import { attributeOf, scanHtml, VOID_ELEMENTS } from './html-scan.ts';
import type { LegacyEncoding } from './legacy-encodings.ts';
import { readAs } from './legacy-encodings.ts';

/** The old encoding that a font stands for; `upper` for the .Vn…H fonts, whose small letters look like capitals. */
type LegacyFont = { encoding: LegacyEncoding; upper: boolean } | null;

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', shy: '\u00ad' };
// The Latin-1 entities in code order from 160; mail programs write letters of the old fonts as these names.
const LATIN1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
LATIN1.split(' ').forEach((name, index) => {
  NAMED[name] = String.fromCharCode(160 + index);
});

/** Which old encoding a font name means, or null for an ordinary font. Decisive: nobody uses these fonts otherwise. */
export function legacyFont(family: string): LegacyFont {
  const first = (family.split(',')[0] ?? '').replace(/["'\s]|&quot;/gu, '');
  if (/^\.Vn[A-Z]/u.test(first)) return { encoding: 'tcvn3', upper: first.endsWith('H') };
  if (/^VNI-/iu.test(first)) return { encoding: 'vni', upper: false };
  return null;
}

/**
 * Reads every run of HTML that is set in an old Vietnamese font (`.VnTime`, `VNI-Times` …) in that font's encoding,
 * also when the font comes from a class or tag rule in `<style>`. Runs in other fonts stay as they are.
 * Returns the same string and null when no such font is used.
 */
export function repairFontRuns(html: string): { html: string; encoding: LegacyEncoding | null } {
  if (!/\.Vn[A-Z]|VNI-/iu.test(html)) return { html, encoding: null };
  const rules = styleRules(html);
  const stack: { name: string; font: LegacyFont }[] = [];
  const out: string[] = [];
  let encoding: LegacyEncoding | null = null;
  let from = 0;
  for (const token of scanHtml(html)) {
    const font = stack.at(-1)?.font ?? null;
    if (token.kind === 'text') {
      const source = html.slice(token.start, token.end);
      if (font && !/^(?:style|script)$/u.test(stack.at(-1)?.name ?? '')) {
        out.push(html.slice(from, token.start), escapeText(readRun(source, font)));
        from = token.end;
        // Only a run with something to repair counts as evidence for the rest of the mail.
        if (/[^\s\w.,:;!?()-]/u.test(source)) encoding = font.encoding;
      }
    } else if (token.kind === 'open') {
      if (VOID_ELEMENTS.has(token.name) || token.selfClosing || stack.length > 1000) continue;
      const own = fontOf(html.slice(token.start, token.end), token.name, rules);
      stack.push({ name: token.name, font: own === undefined ? font : own });
    } else {
      const at = stack.findLastIndex((open) => open.name === token.name);
      if (at >= 0) stack.length = at;
    }
  }
  out.push(html.slice(from));
  return encoding ? { html: out.join(''), encoding } : { html, encoding: null };
}

/** undefined = the element says nothing about its font and inherits. */
function fontOf(tag: string, name: string, rules: Map<string, LegacyFont>): LegacyFont | undefined {
  const style = attributeOf(tag, 'style').replaceAll('&quot;', '"');
  const family = fontFamily(style) ?? (name === 'font' ? attributeOf(tag, 'face') : '');
  if (family) return legacyFont(family);
  for (const cls of attributeOf(tag, 'class').split(/\s+/u)) {
    const rule = cls ? rules.get(`.${cls}`) : undefined;
    if (rule !== undefined) return rule;
  }
  return rules.get(name);
}

function fontFamily(style: string): string | undefined {
  return /(?:^|[;\s{])font(?:-family)?\s*:\s*(?:[^;]{0,80}?(?=\.Vn|VNI-))?([^;}]{1,200})/iu.exec(style)?.[1];
}

/** Class and tag rules of the mail's own style sheet that set a font; the last part of each selector counts. */
function styleRules(html: string): Map<string, LegacyFont> {
  const rules = new Map<string, LegacyFont>();
  const start = html.search(/<style/iu);
  const end = start < 0 ? -1 : html.toLowerCase().lastIndexOf('</style');
  if (end < 0) return rules;
  for (const rule of html.slice(start, Math.min(end, start + 200_000)).split('}')) {
    const brace = rule.lastIndexOf('{');
    const family = brace < 0 ? undefined : fontFamily(rule.slice(brace));
    if (!family) continue;
    const font = legacyFont(family);
    for (const selector of rule.slice(Math.max(0, brace - 500), brace).split(',')) {
      const last = /(\.[\w-]+|[a-z][a-z0-9]*)\s*$/iu.exec(selector)?.[1];
      if (last) rules.set(last.startsWith('.') ? last : last.toLowerCase(), font);
    }
  }
  return rules;
}

function readRun(source: string, font: NonNullable<LegacyFont>): string {
  const plain = source.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]+\d{0,2}));?/giu, (all, dec, hex, name) => {
    if (name !== undefined) return NAMED[name] ?? all;
    const code = dec ? Number(dec) : Number.parseInt(hex, 16);
    return code > 0 && code < 0x10ffff ? String.fromCodePoint(code) : '';
  });
  const text = readAs(font.encoding, plain);
  return font.upper ? text.toLocaleUpperCase('vi') : text;
}

function escapeText(text: string): string {
  return text.replace(/[&<>]/gu, (char) => (char === '&' ? '&amp;' : char === '<' ? '&lt;' : '&gt;'));
}
