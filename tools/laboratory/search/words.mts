/** How many different words courses have. The frequency of each is as in a language: Zipf's law. */
const VOCABULARY = 100_000;
/** Places of the table that words are drawn from: the rarest word has a few of them. */
const DRAWN_FROM = 1 << 22;

/** The words that nearly all courses have, most frequent first. */
const USUAL =
  `the and to of in for with a you learn how course data web your python from guide design complete beginners
   build code programming java development practical modern advanced basics project business music photo cloud
   security network test machine learning science marketing english language drawing excel finance startup mobile
   game server database react docker kubernetes history writing yoga cooking chess physics piano`.split(
    /\s+/,
  );
const ONSETS = 'b c d f g h j k l m n p r s t v w z br cr dr fl gr pl pr st tr sh ch th'.split(' ');
const VOWELS = 'a e i o u ai ea ie io ou'.split(' ');
const ENDS = ['', '', 'n', 'r', 's', 't', 'l', 'm'];
/** What texts in a script without spaces are made of. */
const CHARACTERS = [
  ...'学习编程数据设计音乐摄影语言英文商业管理投资健康瑜伽烹饪历史物理化学数学绘画写作游戏开发',
];

/** The word of each rank, most frequent first. */
export const WORDS: readonly string[] = made();
const DRAWN = drawn();

/** Pronounceable words, each once: frequent ones are short. */
function made(): string[] {
  const words = new Set(USUAL);
  for (let i = 0; words.size < VOCABULARY; i += 1) {
    const next = numbers(i + 1);
    const syllables = 2 + Math.floor(next() * (i < 2_000 ? 2 : 3));
    words.add(
      Array.from({ length: syllables }, (_, at) => {
        const end = at === syllables - 1 ? of(ENDS, next()) : '';
        return of(ONSETS, next()) + of(VOWELS, next()) + end;
      }).join(''),
    );
  }
  return [...words];
}

/** Ranks, each as often as its word is used. */
function drawn(): Uint32Array {
  const total = WORDS.reduce((sum, _, rank) => sum + 1 / (rank + 1), 0);
  const ranks = new Uint32Array(DRAWN_FROM);
  let reached = 0;
  let at = 0;
  for (let rank = 0; rank < VOCABULARY; rank += 1) {
    reached += 1 / (rank + 1);
    const end = Math.round((reached / total) * DRAWN_FROM);
    for (; at < end; at += 1) ranks[at] = rank;
  }
  return ranks;
}

/** Texts of one course: the same each time they are made. */
export class Texts {
  /** A number from 0, below 1. */
  readonly next: () => number;

  constructor(seed: number) {
    this.next = numbers(seed);
  }

  words(count: number): string {
    let text = '';
    for (let n = 0; n < count; n += 1) {
      const rank = DRAWN[Math.floor(this.next() * DRAWN_FROM)] ?? 0;
      text += `${n === 0 ? '' : ' '}${WORDS[rank] ?? ''}`;
    }
    return text;
  }

  characters(count: number): string {
    return Array.from({ length: count }, () => of(CHARACTERS, this.next())).join('');
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }
}

function of(some: readonly string[], part: number): string {
  return some[Math.floor(part * some.length)] ?? '';
}

/** Numbers from 0, below 1, that depend on the seed alone (mulberry32). */
function numbers(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
