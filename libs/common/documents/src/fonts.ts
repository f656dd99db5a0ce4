import path from 'node:path';

/** A family of fonts from a package of npm, as its license (OFL) lets us pass it on. */
interface FontFamily {
  readonly name: string;
  readonly package: string;
  readonly weights: readonly string[];
}

/**
 * In the order in which a character is looked for. Together they have the scripts of most users: Latin with Vietnamese,
 * Greek, Cyrillic, Arabic, Hebrew, Devanagari, Thai, Chinese, Japanese, Korean, and emoji.
 */
const FAMILIES: readonly FontFamily[] = [
  family('Noto Sans', '@expo-google-fonts/noto-sans', ['400Regular', '700Bold']),
  family('Noto Sans Arabic', '@expo-google-fonts/noto-sans-arabic', ['400Regular', '700Bold']),
  family('Noto Sans Hebrew', '@expo-google-fonts/noto-sans-hebrew'),
  family('Noto Sans Devanagari', '@expo-google-fonts/noto-sans-devanagari'),
  family('Noto Sans Thai', '@expo-google-fonts/noto-sans-thai'),
  family('Noto Sans SC', '@expo-google-fonts/noto-sans-sc'),
  family('NanumGothic', '@expo-google-fonts/nanum-gothic'),
  family('Noto Emoji', '@expo-google-fonts/noto-emoji'),
];

function family(name: string, from: string, weights = ['400Regular']): FontFamily {
  return { name, package: from, weights };
}

/** The names of the families, for a document. */
export const FONT_NAMES = FAMILIES.map(({ name }) => name);

/** The folders that hold the font files. */
export function fontFolders(): string[] {
  return FAMILIES.flatMap(({ package: from, weights }) => {
    const folder = path.dirname(require.resolve(`${from}/package.json`));
    return weights.map((weight) => path.join(folder, weight));
  });
}
