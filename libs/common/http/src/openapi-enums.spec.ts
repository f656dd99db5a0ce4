import 'reflect-metadata';
import type { OpenAPIObject } from '@nestjs/swagger';
import { EnumField, describeEnum } from '@course-plateform/types/platform';
import { documentEnums } from './openapi-enums';

enum Shade {
  light = 'light',
  dark = 'dark',
}
enum Sound {
  loud = 'loud',
}

describeEnum(Shade, { light: 'For the day', dark: 'For the night' });

const fields = [
  EnumField(Shade, 'Shade', { description: 'Of the walls' }),
  EnumField(Sound, 'Sound'),
];

function documentOf(...names: string[]): OpenAPIObject {
  const schemas = Object.fromEntries(names.map((name) => [name, { description: 'Of the walls' }]));
  return { openapi: '3.0.0', info: { title: '', version: '' }, paths: {}, components: { schemas } };
}

describe('enums in a document', () => {
  class Room {
    shade?: Shade;
  }
  for (const field of fields) field(Room.prototype, 'shade');

  it('describe each value, independent of the first field', () => {
    const document = documentOf('Shade');
    documentEnums(document);
    expect(document.components?.schemas).toEqual({
      Shade: { description: '- `light`: For the day\n- `dark`: For the night' },
    });
  });

  it('stay unchanged without descriptions, and are not added', () => {
    const document = documentOf('Sound');
    documentEnums(document);
    expect(document).toEqual(documentOf('Sound'));
    const empty: OpenAPIObject = { ...documentOf(), components: {} };
    documentEnums(empty);
    expect(empty.components).toEqual({});
  });
});
