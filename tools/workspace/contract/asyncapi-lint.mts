import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { AsyncApiDocument, Message } from './asyncapi.mts';
import { type Schema, componentName, innerSchemas } from './document.mts';
import { twins } from './names.mts';

/** Everything that is wrong with the document of events and requests, a line each. */
export function asyncApiProblems(document: AsyncApiDocument): string[] {
  const problems = [...standardProblems(document), ...danglingReferences(document)];
  // Without them the examples could not be judged.
  if (problems.length > 0) return problems;
  return [
    ...wordless(document),
    ...anonymous(document),
    ...twins(schemasOf(document).map(([name, schema]) => ({ name, schema }))),
    ...exampleProblems(document),
  ];
}

/** By the JSON schema that AsyncAPI publishes for its version 3.0.0. */
function standardProblems(document: AsyncApiDocument): string[] {
  const schema = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0.json') as object;
  const ajv = addFormats.default(
    new Ajv({ strict: false, meta: false, validateSchema: false, logger: false }),
  );
  if (ajv.validate(schema, document)) return [];
  return (ajv.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message ?? ''} (AsyncAPI 3.0.0)`,
  );
}

/** The schema of the standard knows references but does not follow them. */
function danglingReferences(document: AsyncApiDocument): string[] {
  return referencesIn(document).flatMap((ref) =>
    leadsSomewhere(document, ref) ? [] : [`${ref} leads nowhere`],
  );
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  );
}

function leadsSomewhere(document: object, ref: string): boolean {
  let place: unknown = document;
  for (const step of ref.split('/').slice(1)) {
    place = typeof place === 'object' && place !== null ? Reflect.get(place, step) : undefined;
  }
  return ref.startsWith('#/') && place !== undefined;
}

function wordless({ components: { messages } }: AsyncApiDocument): string[] {
  return Object.entries(messages).flatMap(([name, { summary }]) =>
    summary ? [] : [`${name} does not say what it means: its contract has no doc comment`],
  );
}

/** Every object has a name, under which a reader finds it once. */
function anonymous(document: AsyncApiDocument): string[] {
  const bodies = messagesOf(document).flatMap(([name, { headers, payload }]) =>
    [headers, payload].flatMap((schema) =>
      schema && componentName(schema) === undefined ? [`${name} has a schema without a name`] : [],
    ),
  );
  return [...bodies, ...schemasOf(document).flatMap(([name, schema]) => namelessIn(schema, name))];
}

function namelessIn(schema: Schema, place: string): string[] {
  return innerSchemas(schema).flatMap(([step, inner]) => {
    const here = `${place}/${step}`;
    if (componentName(inner) !== undefined) return [];
    return inner.properties || inner.type === 'object'
      ? [`${here} has a schema without a name`]
      : namelessIn(inner, here);
  });
}

/** Examples are what users copy, so each must be accepted by its own schema. */
function exampleProblems(document: AsyncApiDocument): string[] {
  const ajv = addFormats.default(new Ajv({ strict: false, validateSchema: false }));
  ajv.addSchema({ ...document, $id: 'document' });
  const check = (title: string, pointer: string, example: unknown): string[] =>
    ajv.validate({ $ref: `document${pointer}` }, example)
      ? []
      : [`${title} shows an example that ${ajv.errorsText(ajv.errors)}`];
  const shown = messagesOf(document).flatMap(([name, message]) =>
    (message.examples ?? []).flatMap(({ headers, payload }) => [
      ...check(name, message.payload.$ref ?? '#', payload),
      ...(message.headers ? check(`${name}: headers`, message.headers.$ref ?? '#', headers) : []),
    ]),
  );
  const silent = messagesOf(document).flatMap(([name, { examples = [] }]) =>
    examples.length === 0 ? [`${name} shows no example`] : [],
  );
  return [...silent, ...shown];
}

function messagesOf({ components }: AsyncApiDocument): [string, Message][] {
  return Object.entries(components.messages);
}

function schemasOf({ components }: AsyncApiDocument): [string, Schema][] {
  return Object.entries(components.schemas);
}
