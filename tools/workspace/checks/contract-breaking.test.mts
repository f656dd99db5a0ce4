import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { needlessEntries, parseAccepted, withoutAccepted } from '../contract/accepted.mts';
import { breakingChanges } from '../contract/breaking.mts';
import { CREATE, type Change, LIST, SCHEMAS, UPDATE, notesContract } from './fixtures.mts';

/** What breaks when the sound document becomes the changed one. */
function breaks(...changes: readonly Change[]): string[] {
  return breakingChanges(notesContract().document, notesContract(...changes).document);
}

/** What breaks when the changed document becomes the sound one. */
function breaksBack(...changes: readonly Change[]): string[] {
  return breakingChanges(notesContract(...changes).document, notesContract().document);
}

const created = [...SCHEMAS, 'NoteCreateDto'] as const;
const responded = [...SCHEMAS, 'NoteResponse'] as const;
const POST = 'POST /api/v1/notes';
const GET = 'GET /api/v1/notes';
const PATCH = 'PATCH /api/v1/notes/{id}';

describe('a breaking change', () => {
  it('is not reported for an unchanged document', () => {
    assert.deepEqual(breaks(), []);
  });

  const cases: readonly (readonly [title: string, change: Change, found: string])[] = [
    ['a removed route', [[...UPDATE]], `${PATCH} is gone`],
    [
      'a renamed operation',
      [[...LIST, 'operationId'], 'getNotes'],
      `${GET}: the operation listNotes is called getNotes`,
    ],
    [
      'a stricter permission',
      [[...LIST, 'x-permission'], 'note:read'],
      `${GET}: it was for public, now it is for note:read`,
    ],
    ['a removed status', [[...CREATE, 'responses', '409']], `${POST}: 409 is gone`],
    [
      'a removed code',
      [[...CREATE, 'responses', '409', 'content', 'application/problem+json', 'examples'], {}],
      `${POST}: 409 has no code note.exists any more`,
    ],
    [
      'a removed query parameter',
      [
        [...LIST, 'parameters', 1],
        notesContract().document.paths['/api/v1/notes']?.['get']?.parameters?.[0],
      ],
      `${GET}: the query parameter cursor is gone`,
    ],
    [
      'a header that is required now',
      [[...CREATE, 'parameters', 0, 'required'], true],
      `${POST}: the header Idempotency-Key is required now`,
    ],
    [
      'a narrower limit of a parameter',
      [[...LIST, 'parameters', 0, 'schema', 'maximum'], 50],
      `${GET}: the query parameter limit had maximum 100, now 50`,
    ],
    [
      'a new required member of a request',
      [
        [...created, 'required'],
        ['text', 'kind', 'tags'],
      ],
      `${POST}: the body.tags is required now`,
    ],
    [
      'a removed member of a request',
      [[...created, 'properties', 'tags']],
      `${POST}: the body.tags is gone`,
    ],
    [
      'a narrower limit of a request',
      [[...created, 'properties', 'text', 'maxLength'], 100],
      `${POST}: the body.text had maxLength 200, now 100`,
    ],
    [
      'a new limit of a request',
      [[...created, 'properties', 'tags', 'minItems'], 1],
      `${POST}: the body.tags had minItems none, now 1`,
    ],
    [
      'another type',
      [[...created, 'properties', 'text', 'type'], 'integer'],
      `${POST}: the body.text was string, now it is integer`,
    ],
    [
      'a removed member of a response',
      [[...responded, 'properties', 'text']],
      `${POST}: the body of 201.text is gone`,
    ],
    [
      'a member of a response that may be left out',
      [
        [...responded, 'required'],
        ['id', 'text', 'kind'],
      ],
      `${POST}: the body of 201.dueAt may be left out now`,
    ],
    [
      'a response that may be null',
      [[...responded, 'properties', 'text', 'nullable'], true],
      `${POST}: the body of 201.text may be null now`,
    ],
    [
      'another format of a response',
      [[...responded, 'properties', 'id', 'format'], 'uri'],
      `${POST}: the body of 201.id had the format uuid, now uri`,
    ],
    [
      'a value that a request may not have any more',
      [[...SCHEMAS, 'NoteKind', 'enum'], ['idea']],
      `${POST}: the body.kind does not take task any more`,
    ],
    [
      'a value that a response can have now',
      [
        [...SCHEMAS, 'NoteKind', 'enum'],
        ['idea', 'task', 'poem'],
      ],
      `${POST}: the body of 201.kind may be poem now`,
    ],
  ];
  for (const [title, change, found] of cases) {
    it(`is ${title}`, () => {
      const changes = breaks(change);
      assert.ok(changes.includes(found), changes.join('\n') || 'nothing was found');
    });
  }

  it('is found inside lists', () => {
    const found = breaks([[...responded, 'properties', 'text']]);
    assert.ok(found.includes(`${GET}: the body of 200.items[].text is gone`));
  });

  const additions: readonly (readonly [title: string, change: Change])[] = [
    ['a new route', [[...UPDATE]]],
    ['a new status', [[...CREATE, 'responses', '409']]],
    ['a new optional parameter', [[...LIST, 'parameters'], []]],
    ['a new optional member of a request', [[...created, 'properties', 'tags']]],
    ['a wider limit of a request', [[...created, 'properties', 'text', 'maxLength'], 100]],
  ];
  for (const [title, removed] of additions) {
    it(`is not ${title}`, () => {
      assert.deepEqual(breaksBack(removed), []);
    });
  }

  it('is neither a new response property nor a renamed path parameter', () => {
    const author = [...responded, 'properties', 'author'] as const;
    assert.deepEqual(breaks([author, { type: 'string' }]), []);
    const { document } = notesContract();
    const { '/api/v1/notes/{id}': item = {}, ...paths } = document.paths;
    const renamed = { ...document, paths: { ...paths, '/api/v1/notes/{noteId}': item } };
    assert.deepEqual(breakingChanges(document, renamed), []);
  });

  describe('in a union', () => {
    const { NoteResponse = {}, NoteCreateDto = {} } = notesContract().document.components.schemas;
    const reference = (name: string) => `#/components/schemas/${name}`;
    /** The changes that make a schema a union of others, told apart by their names. */
    const union = (name: string, variants: Readonly<Record<string, object>>): Change[] => {
      const names = Object.keys(variants);
      const mapping = Object.fromEntries(names.map((one) => [one, reference(one)]));
      const oneOf = names.map((one) => ({ $ref: reference(one) }));
      return [
        [[...SCHEMAS, name], { oneOf, discriminator: { mapping } }],
        ...Object.entries(variants).map(([one, schema]): Change => [[...SCHEMAS, one], schema]),
      ];
    };
    const between = (before: readonly Change[], after: readonly Change[]) =>
      breakingChanges(notesContract(...before).document, notesContract(...after).document);
    const { text: _text, ...others } = NoteResponse.properties ?? {};
    const textless = { ...NoteResponse, properties: others };

    it('is not a response whose variants all have the properties the object had', () => {
      assert.deepEqual(
        between([], union('NoteResponse', { a: NoteResponse, b: NoteResponse })),
        [],
      );
      const found = between([], union('NoteResponse', { a: NoteResponse, b: textless }));
      assert.ok(found.includes(`${GET}: the body of 200.items[].text is gone`));
    });

    it('is not an added variant, but is a property removed from one', () => {
      const one = union('NoteResponse', { a: NoteResponse });
      assert.deepEqual(between(one, union('NoteResponse', { a: NoteResponse, b: textless })), []);
      const found = between(one, union('NoteResponse', { a: textless }));
      assert.ok(found.includes(`${GET}: the body of 200.items[](a).text is gone`));
    });

    it('is a removed request variant, and a body that becomes a union', () => {
      const two = union('NoteCreateDto', { a: NoteCreateDto, b: NoteCreateDto });
      const gone = between(two, union('NoteCreateDto', { b: NoteCreateDto }));
      assert.deepEqual(gone, [`${POST}: the body takes no a any more`]);
      assert.deepEqual(between([], two), [`${POST}: the body was object, now it is anything`]);
    });
  });

  it('passes when it is accepted with a reason', () => {
    const accepted = parseAccepted(
      JSON.stringify([
        { change: `${PATCH} is gone`, reason: 'Notes are written once and for all' },
      ]),
      'accepted-breaks.json',
    );
    assert.deepEqual(withoutAccepted([`${PATCH} is gone`, `${POST}: 409 is gone`], accepted), [
      `${POST}: 409 is gone`,
    ]);
    const everywhere = [{ change: '*: 409 is gone', reason: 'Nothing conflicts any more' }];
    const found = [`${PATCH} is gone`, `${PATCH}: 409 is gone`, `${POST}: 409 is gone`];
    assert.deepEqual(withoutAccepted(found, everywhere), [`${PATCH} is gone`]);
    assert.throws(() => parseAccepted('[{"change":"a"}]', 'accepted-breaks.json'), /`reason`/);
  });

  it('is listed when it is accepted but does not occur, as after the next commit', () => {
    const reason = 'Notes are written once and for all';
    const entries = [`${PATCH} is gone`, '*: 409 is gone', '*: 410 is gone'];
    const accepted = entries.map((change) => ({ change, reason }));
    const found = [`${PATCH} is gone`, `${POST}: 409 is gone`];
    assert.deepEqual(needlessEntries(found, accepted), ['*: 410 is gone']);
    assert.deepEqual(needlessEntries([], accepted), entries);
  });
});
