import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  parse,
} from 'graphql';
import {
  GraphqlQueryInvalid,
  GraphqlQueryTooDeep,
  GraphqlQueryTooLarge,
  GraphqlTooManyAliases,
} from './catalog.errors';

/**
 * What a document may hold. The introspection query of GraphiQL and other tools has 2 KB, 163 tokens,
 * 170 selections with its fragments spread out and 15 levels; no query of the catalog needs more than half of it.
 */
export const DOCUMENT_LIMITS = {
  bytes: 16_384,
  tokens: 1_000,
  /** Fields, fragments and spreads, fragments counted at each place where they are spread. */
  selections: 500,
  depth: 15,
  aliases: 15,
  directives: 30,
  /** Fragments and operations. */
  definitions: 30,
  /** How often one field may stand at one place of the response: GraphQL compares each of them with each other. */
  repetitions: 10,
} as const;

/** How often the fields at one place of the response were named, by their names there. */
type Place = Map<string, { times: number; readonly below: Place }>;

/**
 * Parses a document and refuses it as soon as it is too large, before anything is done whose work is more than
 * proportional to it: GraphQL's own validation compares fields of one name in pairs.
 * @throws GraphqlQueryTooLarge, GraphqlQueryTooDeep, GraphqlTooManyAliases; GraphqlQueryInvalid when it is no GraphQL
 */
export function parseWithinLimits(source: string): DocumentNode {
  assertAtMost('bytes', Buffer.byteLength(source));
  const document = parsed(source);
  new DocumentWalk(document).run();
  return document;
}

function parsed(source: string): DocumentNode {
  try {
    return parse(source, { maxTokens: DOCUMENT_LIMITS.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.includes('Parsing aborted')) throw tooLarge('tokens');
    throw new GraphqlQueryInvalid({ params: { reason: error.message }, cause: error });
  }
}

/** Visits every selection with the fragments spread out, and stops at the first limit that is passed. */
export class DocumentWalk {
  /** How many selections were visited: never more than one beyond the limit. */
  visited = 0;
  private aliases = 0;
  private directives = 0;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The fragments that are being visited: one that spreads itself is refused by validation. */
  private readonly open = new Set<string>();

  constructor(private readonly document: DocumentNode) {
    this.fragments = new Map(
      document.definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment]),
    );
  }

  /** @throws GraphqlQueryTooLarge, GraphqlQueryTooDeep, GraphqlTooManyAliases */
  run(): void {
    assertAtMost('definitions', this.document.definitions.length);
    for (const definition of this.document.definitions) {
      if (!isExecutable(definition)) continue;
      const variables = 'variableDefinitions' in definition ? definition.variableDefinitions : [];
      for (const node of [definition, ...(variables ?? [])]) this.count(node.directives);
      this.walk(definition.selectionSet, new Map(), 0);
    }
  }

  private walk(set: SelectionSetNode | undefined, place: Place, depth: number): void {
    for (const selection of set?.selections ?? []) {
      this.visited += 1;
      assertAtMost('selections', this.visited);
      this.count(selection.directives);
      this.enter(selection, place, depth);
    }
  }

  private enter(selection: SelectionNode, place: Place, depth: number): void {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      this.walk(selection.selectionSet, place, depth);
      return;
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      this.spread(selection.name.value, place, depth);
      return;
    }
    if (selection.alias) this.aliases += 1;
    if (this.aliases > DOCUMENT_LIMITS.aliases) {
      throw new GraphqlTooManyAliases({ params: { max: DOCUMENT_LIMITS.aliases } });
    }
    if (depth >= DOCUMENT_LIMITS.depth) {
      throw new GraphqlQueryTooDeep({ params: { max: DOCUMENT_LIMITS.depth } });
    }
    const name = (selection.alias ?? selection.name).value;
    const field = place.get(name) ?? { times: 0, below: new Map() };
    field.times += 1;
    assertAtMost('repetitions', field.times);
    place.set(name, field);
    this.walk(selection.selectionSet, field.below, depth + 1);
  }

  private spread(name: string, place: Place, depth: number): void {
    if (this.open.has(name)) return;
    this.open.add(name);
    this.walk(this.fragments.get(name)?.selectionSet, place, depth);
    this.open.delete(name);
  }

  private count(directives: readonly unknown[] | undefined): void {
    this.directives += directives?.length ?? 0;
    assertAtMost('directives', this.directives);
  }
}

function assertAtMost(limit: keyof typeof DOCUMENT_LIMITS, count: number): void {
  if (count > DOCUMENT_LIMITS[limit]) throw tooLarge(limit);
}

function tooLarge(limit: keyof typeof DOCUMENT_LIMITS): GraphqlQueryTooLarge {
  const max = DOCUMENT_LIMITS[limit];
  return new GraphqlQueryTooLarge({ params: { limit, max }, extensions: { limit, max } });
}

function isFragment(definition: DefinitionNode): definition is FragmentDefinitionNode {
  return definition.kind === Kind.FRAGMENT_DEFINITION;
}

function isExecutable(
  definition: DefinitionNode,
): definition is FragmentDefinitionNode | OperationDefinitionNode {
  return isFragment(definition) || definition.kind === Kind.OPERATION_DEFINITION;
}
