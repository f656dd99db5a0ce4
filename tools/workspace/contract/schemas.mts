import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import {
  type Contents,
  type Contract,
  type ContractDocument,
  type Route,
  type Schema,
  componentName,
  innerSchemas,
  routesOf,
} from './document.mts';

/** What is wrong with the bodies and parameters of one document, a sentence each. */
export function schemaProblems({ document }: Contract): string[] {
  return [
    ...anonymousSchemas(document),
    ...unboundedInputs(document),
    ...new Examples(document).problems(),
  ];
}

/** A schema without a name has no name in the client either. */
function anonymousSchemas(document: ContractDocument): string[] {
  const bodies = routesOf(document)
    .flatMap(bodiesOf)
    .filter(({ schema }) => isAnonymous(schema.type === 'array' ? schema.items : schema))
    .map(({ title }) => `${title} has a schema without a name`);
  const members = components(document).flatMap(([name, schema]) =>
    within(schema, name)
      .filter(({ place, inner }) => place !== name && !isPart(place) && isAnonymous(inner))
      .map(({ place }) => `${place} has a schema without a name`),
  );
  return [...bodies, ...members];
}

/** What a problem adds to the common members has no use for a name. */
function isPart(place: string): boolean {
  return place.includes('/allOf/');
}

function isAnonymous(schema: Schema | undefined): boolean {
  if (!schema || componentName(schema) !== undefined) return false;
  const choices = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  if (choices.length > 0) return choices.some(isAnonymous);
  return schema.properties !== undefined || schema.type === 'object' || schema.type === undefined;
}

interface Body {
  readonly title: string;
  readonly schema: Schema;
}

function bodiesOf({ title, operation }: Route): Body[] {
  const contents: (readonly [string, Contents])[] = [
    [`${title}: the request`, operation.requestBody?.content ?? {}],
    ...Object.entries(operation.responses).map(
      ([status, { content = {} }]) => [`${title}: ${status}`, content] as const,
    ),
  ];
  return contents.flatMap(([place, content]) =>
    Object.values(content).map(({ schema }) => ({ title: place, schema })),
  );
}

/** Whatever a client sends has an end. */
function unboundedInputs(document: ContractDocument): string[] {
  const places = routesOf(document).flatMap(({ title, operation }) => [
    ...(operation.parameters ?? []).map(
      ({ name, schema }) => [`${title}: ${name}`, schema] as const,
    ),
    ...Object.values(operation.requestBody?.content ?? {}).map(
      ({ schema }) => [`${title}: the request`, schema] as const,
    ),
  ]);
  const problems = places.flatMap(([title, schema]) =>
    reachable(document, schema, title)
      .filter(({ inner }) => isUnbounded(inner))
      .map(({ place }) => `${place} may be of any length`),
  );
  return [...new Set(problems)];
}

/** Formats that say how long a text can be. */
const BOUNDED_FORMATS = ['uuid', 'date-time', 'date'];

function isUnbounded({ type, format = '', ...schema }: Schema): boolean {
  if (type === 'array') return schema.maxItems === undefined;
  if (type !== 'string' || schema.enum || BOUNDED_FORMATS.includes(format)) return false;
  return schema.maxLength === undefined && !isClosed(schema.pattern);
}

/** Whether a pattern says how long a text can be: it is anchored, and repeats nothing without an end. */
function isClosed(pattern = ''): boolean {
  const bare = pattern.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '');
  return pattern.startsWith('^') && pattern.endsWith('$') && !/[*+]|,\}/.test(bare);
}

interface Place {
  readonly place: string;
  readonly inner: Schema;
}

/** A schema and everything inside of it, without following references. */
function within(schema: Schema, place: string): Place[] {
  const inside = innerSchemas(schema).flatMap(([step, inner]) => within(inner, `${place}/${step}`));
  return [{ place, inner: schema }, ...inside];
}

/** A schema and everything that can be sent by it; a component is named by its own name. */
function reachable(
  document: ContractDocument,
  schema: Schema,
  place: string,
  seen = new Set<string>(),
): Place[] {
  return within(schema, place).flatMap((found) => {
    const name = found.inner.$ref === undefined ? undefined : componentName(found.inner);
    const component = name === undefined ? undefined : document.components.schemas[name];
    if (name === undefined || !component || seen.has(name)) return [found];
    return reachable(document, component, name, seen.add(name));
  });
}

function components({ components: { schemas } }: ContractDocument): [string, Schema][] {
  return Object.entries(schemas);
}

/** Examples are what users copy, so each must be accepted by its own schema. */
class Examples {
  private readonly ajv = addFormats.default(
    new Ajv({ strict: false, validateSchema: false, discriminator: false }),
  );
  private readonly document: ContractDocument;

  constructor(document: ContractDocument) {
    this.document = document;
    this.ajv.addSchema({ components: jsonSchema(document.components) as object }, 'document');
  }

  problems(): string[] {
    return [
      ...routesOf(this.document).flatMap((route) => [
        ...this.ofParameters(route),
        ...this.ofContents(route.title, route.operation.requestBody?.content ?? {}),
        ...Object.entries(route.operation.responses).flatMap(([status, { content = {} }]) =>
          this.ofContents(`${route.title}: ${status}`, content),
        ),
      ]),
      ...components(this.document).flatMap(([name, schema]) => this.ofSchema(name, schema)),
    ];
  }

  private ofParameters({ title, operation }: Route): string[] {
    return (operation.parameters ?? []).flatMap(({ name, schema }) =>
      this.ofSchema(`${title}: ${name}`, schema),
    );
  }

  private ofContents(title: string, contents: Contents): string[] {
    return Object.values(contents).flatMap(({ schema, example, examples = {} }) => [
      ...(example === undefined ? [] : this.check(title, schema, example)),
      ...Object.entries(examples).flatMap(([name, { value }]) =>
        this.check(`${title}: ${name}`, schema, value),
      ),
    ]);
  }

  private ofSchema(title: string, schema: Schema): string[] {
    return within(schema, title).flatMap(({ place, inner }) =>
      inner.example === undefined ? [] : this.check(place, inner, inner.example),
    );
  }

  private check(title: string, schema: Schema, example: unknown): string[] {
    if (this.ajv.validate(jsonSchema(schema) as object, example)) return [];
    return [`${title} shows an example that ${this.ajv.errorsText(this.ajv.errors)}`];
  }
}

/** A schema of OpenAPI 3.0 as a JSON schema: `nullable` becomes a choice, references lead into the document. */
function jsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonSchema);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, $ref, example: _, ...rest } = value as Schema;
  const inner = Object.entries(rest).map(([key, one]) => [key, jsonSchema(one)] as const);
  const schema = {
    ...Object.fromEntries(inner),
    ...(typeof $ref === 'string' ? { $ref: `document${$ref}` } : {}),
  };
  return nullable === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}
