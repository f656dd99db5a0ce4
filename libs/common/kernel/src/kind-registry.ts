/** What every kind of something says: its word, and the classes of what is sent and returned about it. */
export interface Kind {
  /** The word for it on the wire and in storage. */
  readonly kind: string;
  readonly shapes: object;
}

/** The kinds that one thing comes in. */
export interface KindRegistry<K extends Kind> {
  /** In the order in which they were listed. */
  readonly all: readonly K[];
  /** The kind that a value names. @throws Error for one that was stored by a kind that is gone */
  of(value: { readonly kind: string }): K;
  /** One of the shapes of every kind, by the word of the kind: what `OneOf` takes. */
  shapesOf<Part extends keyof K['shapes']>(part: Part): Readonly<Record<string, K['shapes'][Part]>>;
}

/**
 * Lists the kinds of one thing, once.
 * @param thing in the singular, for the errors
 * @throws Error when two kinds have the same word
 * @example export const PETS = registryOf<PetKind>('pet', [cat, dog]);
 */
export function registryOf<K extends Kind>(thing: string, kinds: readonly K[]): KindRegistry<K> {
  const byWord = new Map(kinds.map((kind) => [kind.kind, kind]));
  if (byWord.size < kinds.length) throw new Error(`Two kinds of ${thing} have the same word`);
  return {
    all: kinds,
    of: ({ kind }) => {
      const known = byWord.get(kind);
      if (!known) throw new Error(`There is no kind of ${thing} "${kind}"`);
      return known;
    },
    shapesOf: <Part extends keyof K['shapes']>(part: Part) =>
      Object.fromEntries(
        kinds.map(({ kind, shapes }): [string, K['shapes'][Part]] => [
          kind,
          (shapes as K['shapes'])[part],
        ]),
      ),
  };
}
