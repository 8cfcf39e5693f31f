/**
 * Is this word a possible Vietnamese syllable? Used to judge whether a change of encoding turned noise into language.
 * The rules are those of the written language: onset + rhyme + at most one tone, the spelling of c/k, g/gh, ng/ngh
 * before front vowels, and only sắc or nặng on syllables that end in a stop.
 */

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;

const ONSETS = [...'ngh ch gh gi kh ng nh ph qu th tr b c d đ g h k l m n p r s t v x'.split(' '), ''];

const RHYMES = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
   e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
   i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
   o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oc oi om on ong ooc oong
   op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
   u ua uân uâng uât uây uc ui um un ung uôc uôi uôm uôn uông uôt up ut uê uêch uên uênh uêu uơ uy uya uych uyên uyêt
   uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
   y yêm yên yêng yêt yêu`
    .split(/\s+/u)
    .filter(Boolean),
);

const FRONT = /^[eêiy]/u;

/**
 * True when `word` (any case, any normalisation) is spelt like a Vietnamese syllable.
 * Loan words and abbreviations are not syllables; the caller works with proportions, never with single words.
 */
export function isVietnameseSyllable(word: string): boolean {
  const decomposed = word.toLowerCase().normalize('NFD');
  const tones = decomposed.match(TONES) ?? [];
  if (tones.length > 1) return false;
  const base = decomposed.replace(TONES, '').normalize('NFC');
  if (base.length > 7) return false;
  for (const onset of ONSETS) {
    if (base.startsWith(onset) && fits(onset, base.slice(onset.length), tones[0])) return true;
  }
  return false;
}

function fits(onset: string, rhyme: string, tone: string | undefined): boolean {
  if (!RHYMES.has(rhyme)) return false;
  const front = FRONT.test(rhyme);
  if ((onset === 'c' || onset === 'ng') && front) return false;
  if ((onset === 'k' || onset === 'gh' || onset === 'ngh') && !front) return false;
  if (onset === 'g' && front && !rhyme.startsWith('i')) return false;
  if (onset === 'qu' && /^[uưô]/u.test(rhyme)) return false;
  const stopped = /(?:c|ch|p|t)$/u.test(rhyme);
  return !stopped || tone === '\u0301' || tone === '\u0323';
}

/** How Vietnamese a text looks, counting only words that carry a letter outside ASCII. */
export type VietnameseScore = { marked: number; valid: number };

/**
 * Counts marked words (with at least one non-ASCII letter) and how many of them are possible syllables.
 * The first 20,000 words are enough for a judgement and keep the cost bounded.
 */
export function scoreVietnamese(text: string): VietnameseScore {
  const words =
    text
      .slice(0, 200_000)
      .normalize('NFC')
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  let marked = 0;
  let valid = 0;
  for (const word of words.slice(0, 20_000)) {
    if (!/\P{ASCII}/u.test(word)) continue;
    marked += 1;
    if (isVietnameseSyllable(word)) valid += 1;
  }
  return { marked, valid };
}
