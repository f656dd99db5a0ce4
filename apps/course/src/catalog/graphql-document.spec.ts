import { buildSchema, getIntrospectionQuery, parse, specifiedRules, validate } from 'graphql';
import { DomainError } from '@course-plateform/common/kernel';
import { DOCUMENT_LIMITS, DocumentWalk, parseWithinLimits } from './graphql-document';

const SCHEMA = buildSchema(`
  type Instructor { id: ID name: String course: Course }
  type Course { id: ID title: String price: Float instructor: Instructor }
  type Page { items: [Course] total: Int }
  type Query { courses(limit: Int): Page course(id: ID): Course }
`);

const many = (count: number, each: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => each(n)).join(' ');

function refusal(source: string): unknown {
  try {
    parseWithinLimits(source);
    return undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.occurrence.extensions?.['limit'] ?? error.code;
  }
}

/** A chain of fragments, each of which spreads the next one twice. */
const doubling = (count: number) =>
  `{ ...F0 } ${many(count, (n) => `fragment F${n} on Query { ${n + 1 < count ? `a { ...F${n + 1} } b { ...F${n + 1} }` : 'c'} }`)}`;

describe('a GraphQL document', () => {
  it.each([
    ['a field repeated without aliases', `{ courses { ${many(1000, () => 'total')} } }`, 'tokens'],
    ['fewer of them', `{ courses { ${many(400, () => 'total')} } }`, 'repetitions'],
    ['__typename 20,000 times', `{ ${many(20_000, () => '__typename')} }`, 'bytes'],
    ['__typename a thousand times', `{ ${many(990, () => '__typename')} }`, 'repetitions'],
    ['5,000 aliases', `{ ${many(5_000, (n) => `a${n}: __typename`)} }`, 'bytes'],
    [
      'a hundred aliases',
      `{ ${many(100, (n) => `a${n}: __typename`)} }`,
      'graphql.too_many_aliases',
    ],
    [
      'many directives',
      `{ courses { total ${many(31, () => '@skip(if: false)')} } }`,
      'directives',
    ],
    [
      'many directives on variables',
      `query (${many(31, (n) => `$v${n}: Int @a`)}) { __typename }`,
      'directives',
    ],
    [
      'many fragments',
      `{ __typename } ${many(30, (n) => `fragment F${n} on Query { __typename }`)}`,
      'definitions',
    ],
    ['fragments that double what they spread', doubling(13), 'selections'],
    [
      'inline fragments in each other',
      `{ ${'... { '.repeat(300)} __typename ${'} '.repeat(300)} }`,
      undefined,
    ],
    ['many fields', `{ ${many(501, (n) => `f${n}`)} }`, 'selections'],
    [
      'fields in each other',
      `{ ${'a { '.repeat(15)} b ${'} '.repeat(15)} }`,
      'graphql.query_too_deep',
    ],
    [
      "a document of Mercurius' own form",
      JSON.stringify(parse('{ __typename }')),
      'graphql.query_invalid',
    ],
    ['no GraphQL', '{ word ', 'graphql.query_invalid'],
    [
      'a fragment that spreads itself',
      '{ ...F } fragment F on Query { __typename ...F }',
      undefined,
    ],
    ['the question of editors about the schema', getIntrospectionQuery(), undefined],
  ])('is rejected before validation, or accepted: %s', (_what, source, expected) => {
    expect(refusal(source)).toBe(expected);
  });

  it('is visited no further than its limit', () => {
    const walk = new DocumentWalk(parse(doubling(13)));
    expect(() => walk.run()).toThrow();
    expect(walk.visited).toBe(DOCUMENT_LIMITS.selections + 1);
  });

  it.each([
    [
      'repeated fields with arguments',
      `{ ${many(10, () => `course(id: "${'x'.repeat(500)}") { id title price }`)} }`,
    ],
    [
      'repeated fields in each other',
      `{ ${many(5, () => 'course { instructor { id name } instructor { id name } title }')} }`,
    ],
    [
      'fragments that repeat fields',
      `{ ${many(5, () => 'course { ...A ...B }')} } fragment A on Course { title instructor { id name } } fragment B on Course { title instructor { id name } }`,
    ],
    ['many fields that do not exist', `{ courses { ${many(490, (n) => `f${n}`)} } }`],
    [
      'a chain of fragments',
      `{ course { ...F0 } } ${many(20, (n) => `fragment F${n} on Course { f${n} ...F${n + 1} }`)} fragment F20 on Course { id }`,
    ],
  ])('within its limits is validated in linear time: %s', (_what, source) => {
    const document = parseWithinLimits(source);
    const reads = countReads(document);
    validate(SCHEMA, document, specifiedRules, { maxErrors: 10 });
    // Validation reads each node a few hundred times for its rules; in pairs it would be ten times as often.
    expect(reads()).toBeLessThan(200_000);
  });
});

/** Counts how often the names of fields are read. */
function countReads(root: object): () => number {
  let count = 0;
  const watch = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'loc') continue;
      watch(value);
      if (key !== 'name') continue;
      Object.defineProperty(node, key, {
        enumerable: true,
        get: () => {
          count += 1;
          return value;
        },
      });
    }
  };
  watch(root);
  return () => count;
}
