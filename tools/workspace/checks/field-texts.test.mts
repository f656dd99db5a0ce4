import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { SERVICES } from '../../../libs/types/platform/src/services.ts';
import { ROOT } from '../shared/paths.mts';
import { type FieldsDocument, fieldTextProblems } from './field-texts.mts';

const REF = '#/components/schemas/';

describe('fields', () => {
  for (const { name } of SERVICES) {
    it(`of ${name} are described`, () => {
      const file = path.join(ROOT, 'apps', name, 'openapi.json');
      const document = JSON.parse(readFileSync(file, 'utf8')) as FieldsDocument;
      assert.deepEqual(fieldTextProblems(document), []);
    });
  }
});

describe('the field check', () => {
  const schemas = (...entries: [string, object][]): FieldsDocument => ({
    paths: {},
    components: { schemas: Object.fromEntries(entries) },
  });

  it('reports undescribed properties and parameters, unless the name is self-explanatory', () => {
    const document: FieldsDocument = {
      paths: {
        '/desks': {
          get: {
            parameters: [
              { name: 'q', schema: {} },
              { name: 'id', schema: {} },
            ],
          },
        },
      },
      components: {
        schemas: { Desk: { properties: { id: { example: 1 }, width: { example: 2 } } } },
      },
    };
    assert.deepEqual(fieldTextProblems(document), [
      'Desk.width has no description',
      'GET /desks: q has no description',
    ]);
  });

  it('accepts a bare reference to a described schema', () => {
    const desk = { properties: { shape: { $ref: `${REF}Shape` }, legs: { $ref: `${REF}Legs` } } };
    const document = schemas(
      ['Desk', desk],
      ['Shape', { description: 'How it looks' }],
      ['Legs', {}],
    );
    assert.deepEqual(fieldTextProblems(document), ['Desk.legs has no description']);
  });

  it('reports a description that only repeats the name', () => {
    const properties = {
      paidAt: { description: 'The paid at', example: 1 },
      title: { description: 'The title of the newest edition', example: 'Oak' },
    };
    assert.deepEqual(fieldTextProblems(schemas(['Desk', { properties }])), [
      'Desk.paidAt is described by its name',
    ]);
  });

  it('reports a pattern that needs a flag', () => {
    const properties = {
      code: { description: 'On its back', example: 'é', pattern: '^\\p{L}+$' },
      mark: { description: 'Below it', example: 'a', pattern: '^[a-z]+$' },
    };
    assert.deepEqual(fieldTextProblems(schemas(['Desk', { properties }])), [
      'Desk.code needs the flag u',
    ]);
  });

  it('reports missing and placeholder examples where none can be derived', () => {
    const properties = {
      wood: { description: 'What it is made of' },
      note: { description: 'Whatever there is to say', example: 'text' },
      tags: { description: 'Where it is found', example: ['string'] },
      top: { description: 'What is on it', allOf: [{ $ref: `${REF}Top` }] },
      drawers: { description: 'From above', items: { $ref: `${REF}Top` } },
      size: { description: 'Of all', allOf: [{ $ref: `${REF}Size` }] },
    };
    const size = { enum: ['small'], description: '- `small`: Fits a hand' };
    const document = schemas(['Desk', { properties }], ['Top', {}], ['Size', size]);
    assert.deepEqual(fieldTextProblems(document), [
      'Desk.wood has no example',
      'Desk.note has no example',
      'Desk.tags has no example',
      'Desk.size has no example',
    ]);
  });

  it('reports an undescribed enum value', () => {
    const size = { enum: ['small', 'large'], description: '- `small`: Fits a hand' };
    assert.deepEqual(fieldTextProblems(schemas(['Size', size])), [
      'Size does not say what large means',
    ]);
  });
});
