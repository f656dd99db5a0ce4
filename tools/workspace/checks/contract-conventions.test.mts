import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { SERVICES } from '../../../libs/types/platform/src/services.ts';
import { conventionProblems, silentPrefixes } from '../contract/conventions.mts';
import {
  type ContractDocument,
  type ContractOperation,
  type Schema,
  readContracts,
} from '../contract/document.mts';

const BASE = '/api/v1/';

/** A document of one operation and the schemas it needs. */
function documentOf(
  method: string,
  path: string,
  operation: Partial<ContractOperation>,
  schemas: Readonly<Record<string, Schema>> = {},
): ContractDocument {
  const whole = { operationId: 'only', responses: {}, ...operation };
  return { openapi: '3.0.0', paths: { [path]: { [method]: whole } }, components: { schemas } };
}

const json = (name: string) => ({
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
});

function problemsOf(document: ContractDocument): string[] {
  return conventionProblems({ service: 'desk', stored: document, document });
}

describe('contract conventions', () => {
  it("hold in every service's document", () => {
    assert.deepEqual(readContracts().flatMap(conventionProblems), []);
  });

  it('reserve no prefix without an operation', () => {
    const documents = new Map(readContracts().map(({ service, document }) => [service, document]));
    const silent = SERVICES.flatMap(({ name, prefixes }) => {
      const document = documents.get(name);
      assert.ok(document);
      return silentPrefixes(
        prefixes.map((prefix) => BASE + prefix),
        document,
      );
    });
    assert.deepEqual(silent, []);
    assert.deepEqual(silentPrefixes(['/desk', '/desks'], documentOf('get', '/desks/{id}', {})), [
      '/desk has no operation',
    ]);
  });

  it('name pages and complete lists', () => {
    const items: Schema = { type: 'array' };
    const returned = (name: string, properties: Readonly<Record<string, Schema>>): string[] =>
      problemsOf(
        documentOf('get', '/desks', { responses: { 200: json(name) } }, { [name]: { properties } }),
      );
    assert.deepEqual(returned('DeskPageResponse', { items, page: {} }), []);
    assert.deepEqual(returned('DeskPageResponse', { items, pagination: {} }), []);
    assert.deepEqual(returned('DeskListResponse', { items }), []);
    assert.deepEqual(returned('OfficeResponse', { items, total: {} }), []);
    assert.deepEqual(returned('DeskPage', { items, page: {} }), [
      'GET /desks returns a DeskPage instead of a …PageResponse',
    ]);
    assert.deepEqual(returned('Desks', { items }), [
      'GET /desks returns a Desks instead of a …ListResponse',
    ]);
  });

  it('name what a decision is about and its options', () => {
    const decided = (name: string, properties: Readonly<Record<string, Schema>>): string[] =>
      problemsOf(
        documentOf(
          'post',
          '/desks/{id}/decisions',
          { requestBody: json(name) },
          {
            [name]: { properties },
            YesOrNo: { enum: ['approve', 'reject'] },
          },
        ),
      );
    const yesOrNo = { allOf: [{ $ref: '#/components/schemas/YesOrNo' }] };
    assert.deepEqual(decided('DeskDecisionCreateDto', { decision: yesOrNo }), []);
    assert.deepEqual(decided('DeskDecisionCreateDto', { action: { enum: ['move', 'burn'] } }), []);
    assert.deepEqual(decided('DecisionCreateDto', { decision: { enum: ['yes', 'no'] } }), [
      'POST /desks/{id}/decisions takes a DecisionCreateDto, which does not say what it decides on',
      'POST /desks/{id}/decisions is decided by neither approve or reject nor an action',
    ]);
    assert.deepEqual(problemsOf(documentOf('post', '/desks/{id}/decisions', {})), [
      'POST /desks/{id}/decisions takes no decision',
    ]);
  });

  it('use q to search, sort to order and ids to read several', () => {
    const requested = (name: string, schema: Schema): string[] =>
      problemsOf(documentOf('get', '/desks', { parameters: [{ name, in: 'query', schema }] }));
    const ids: Schema = { type: 'array', items: { type: 'string', format: 'uuid' } };
    assert.deepEqual(requested('q', { type: 'string' }), []);
    assert.deepEqual(requested('sort', { enum: ['newest', 'width', '-width'] }), []);
    assert.deepEqual(requested('ids', ids), []);
    assert.deepEqual(requested('query', { type: 'string' }), ['GET /desks calls its q query']);
    assert.deepEqual(requested('orderBy', { enum: [] }), ['GET /desks calls its sort orderBy']);
    assert.deepEqual(requested('sort', { enum: ['width_desc', '+width'] }), [
      'GET /desks sorts by width_desc',
      'GET /desks sorts by +width',
    ]);
    assert.deepEqual(requested('deskIds', ids), ['GET /desks calls its ids deskIds']);
  });
});
