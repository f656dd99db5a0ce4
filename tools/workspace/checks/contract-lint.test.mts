import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readContracts } from '../contract/document.mts';
import { lintContracts } from '../contract/lint.mts';
import { locationProblems } from '../contract/shown.mts';
import {
  CREATE,
  type Change,
  JSON_200,
  LIST,
  SCHEMAS,
  UPDATE,
  notesContract,
} from './fixtures.mts';

describe('the contract lint', () => {
  it('reports a Location that no operation serves', () => {
    const located = [[...CREATE, 'x-location'], '/api/v1/notes/{id}'] as const;
    assert.deepEqual(locationProblems([notesContract(located)]), []);
    assert.deepEqual(locationProblems([notesContract()]), [
      'POST /api/v1/notes names nothing as its result',
    ]);
  });

  it('reports nothing in the documents of the services', async () => {
    assert.deepEqual(await lintContracts(readContracts()), []);
  });

  it('reports nothing in a valid document', async () => {
    assert.deepEqual(await lintContracts([notesContract()]), []);
  });

  const text = [...SCHEMAS, 'NoteCreateDto', 'properties', 'text'] as const;
  const cases: readonly (readonly [title: string, change: Change, problem: RegExp])[] = [
    ['an operation without a summary', [[...LIST, 'summary']], /operation-summary/],
    [
      'an operation that never succeeds',
      [[...UPDATE, 'responses', '200']],
      /PATCH .* never succeeds/,
    ],
    [
      'a success in the words of the summary',
      [[...LIST, 'responses', '200', 'description'], 'List the notes'],
      /GET .*: 200 says what is done instead of what comes back/,
    ],
    [
      'a success without a whole example',
      [[...LIST, ...JSON_200, 'examples']],
      /GET .*: 200 has no example of its body/,
    ],
    [
      'a placeholder in an example',
      [
        [
          ...[...CREATE, 'responses', '409', 'content', 'application/problem+json'],
          ...['examples', 'note.exists', 'value', 'detail'],
        ],
        'There are {count} notes.',
      ],
      /POST .*: 409: note.exists has the placeholder \{count\}/,
    ],
    [
      'a pattern that needs a flag',
      [[...text, 'pattern'], '^\\p{L}{1,5}$'],
      /NoteCreateDto\/text has a pattern that needs the flag u/,
    ],
    [
      'a file of any type',
      [
        [...CREATE, 'requestBody', 'content', 'application/octet-stream'],
        { schema: { type: 'string', format: 'binary', maxLength: 10 } },
      ],
      /POST .* takes application\/octet-stream, which is no type of a file/,
    ],
    ['a property without an example', [[...text, 'example']], /NoteCreateDto\/text has no example/],
    ['a tag that nobody describes', [['tags'], [{ name: 'notes' }]], /tag-description/],
    ['an operation without a name', [[...LIST, 'operationId']], /operation-operationId/],
    [
      'two operations of one name',
      [[...CREATE, 'operationId'], 'listNotes'],
      /listNotes is an operation of notes and of notes/,
    ],
    ['an operation without security', [[...LIST, 'security']], /GET .* has no security/],
    [
      'security that does not fit the permission',
      [[...CREATE, 'security'], [{}]],
      /POST .* is note:write, but its security says otherwise/,
    ],
    [
      'a GET that gives out a secret',
      [[...SCHEMAS, 'NoteResponse', 'properties', 'accessToken'], { type: 'string' }],
      /GET .* gives out "accessToken"/,
    ],
    [
      'a POST without an Idempotency-Key',
      [[...CREATE, 'parameters'], []],
      /POST .* does not take an Idempotency-Key/,
    ],
    [
      'a PATCH without If-Match',
      [[...UPDATE, 'parameters', 1, 'required'], false],
      /PATCH .* does not require If-Match/,
    ],
    [
      'a version that is never stale',
      [[...UPDATE, 'responses', '412']],
      /PATCH .* requires a version but does not declare 412/,
    ],
    [
      'a page that says more than its items',
      [[...SCHEMAS, 'NotePageResponse', 'properties', 'total'], { type: 'integer' }],
      /GET .* returns \{ items, page, total \} instead of \{ items, page \}/,
    ],
    [
      'a page described in other words',
      [
        [...SCHEMAS, 'NotePageResponse', 'properties', 'page', '$ref'],
        '#/components/schemas/Problem',
      ],
      /describes its pages by something else than CursorDto/,
    ],
    [
      'a bare list',
      [
        [...LIST, ...JSON_200, 'schema'],
        { type: 'array', items: { $ref: '#/components/schemas/NoteResponse' } },
      ],
      /returns a list without pages/,
    ],
    [
      'a body without a name',
      [[...UPDATE, ...JSON_200, 'schema'], { type: 'object', properties: {} }],
      /PATCH .*: 200 has a schema without a name/,
    ],
    [
      'a member without a name',
      [[...SCHEMAS, 'NoteResponse', 'properties', 'author'], { type: 'object', properties: {} }],
      /NoteResponse\/author has a schema without a name/,
    ],
    [
      'an input of any length',
      [[...text, 'maxLength']],
      /NoteCreateDto\/text may be of any length/,
    ],
    [
      'a list of any length as input',
      [[...SCHEMAS, 'NoteCreateDto', 'properties', 'tags', 'maxItems']],
      /NoteCreateDto\/tags may be of any length/,
    ],
    [
      'an example that is not valid',
      [[...text, 'example'], ''],
      /text shows an example that .*fewer than 1/,
    ],
    [
      'an example in another format',
      [[...SCHEMAS, 'NoteResponse', 'properties', 'dueAt', 'example'], 'tomorrow'],
      /dueAt shows an example that .*date-time/,
    ],
    [
      'a problem that is not one',
      [
        [
          ...CREATE,
          'responses',
          '409',
          'content',
          'application/problem+json',
          'examples',
          'note.exists',
          'value',
          'status',
        ],
        '409',
      ],
      /POST .*: 409: note.exists shows an example that .*integer/,
    ],
    [
      'one shape under two names',
      [[...SCHEMAS, 'Twin'], notesContract().document.components.schemas['CursorDto']],
      /CursorDto and Twin are the same under two names/,
    ],
    [
      'a reference to nothing',
      [
        [...SCHEMAS, 'NoteUpdateDto', 'properties', 'kind'],
        { $ref: '#/components/schemas/Nothing' },
      ],
      /no-unresolved-refs/,
    ],
    ['a schema nobody uses', [[...SCHEMAS, 'Lonely'], { type: 'string' }], /no-unused-components/],
    [
      'a path that is there twice',
      [
        ['paths', '/api/v1/notes/{number}'],
        { delete: notesContract().document.paths['/api/v1/notes/{id}']?.['patch'] },
      ],
      /no-identical-paths/,
    ],
  ];
  for (const [title, change, problem] of cases) {
    it(`finds ${title}`, async () => {
      assert.match((await lintContracts([notesContract(change)])).join('\n'), problem);
    });
  }

  it('reports a schema name with two meanings', async () => {
    const other = notesContract([[...SCHEMAS, 'CursorDto', 'properties', 'limit', 'maximum'], 100]);
    const problems = await lintContracts([notesContract(), { ...other, service: 'others' }]);
    assert.ok(problems.includes('CursorDto is not the same in notes and others'));
  });
});
