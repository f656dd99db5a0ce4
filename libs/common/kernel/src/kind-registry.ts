/** What every kind has: its name, and the classes of its requests and responses. */
export interface Kind {
  /** Its name in requests, responses and the database. */
  readonly kind: string;
  readonly shapes: object;
}

/** All kinds of one thing, such as of a lesson. */
export interface KindRegistry<K extends Kind> {
  /** In the order of their registration. */
  readonly all: readonly K[];
  /** The kind of a value. @throws Error when the kind was removed after the value was stored */
  of(value: { readonly kind: string }): K;
  /** The same shape of every kind, by the name of the kind, as `OneOf` takes it. */
  shapesOf<Part extends keyof K['shapes']>(part: Part): Readonly<Record<string, K['shapes'][Part]>>;
}

/**
 * Registers the kinds of one thing.
 * @param thing in the singular, for error messages
 * @throws Error when two kinds have the same name
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
