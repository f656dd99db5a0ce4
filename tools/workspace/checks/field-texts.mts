/** What the checks read of an OpenAPI document about its fields. */
export interface FieldsDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, FieldsOperation>>>>;
  readonly components: { readonly schemas: Schemas };
}

interface FieldsOperation {
  readonly parameters?: readonly FieldsParameter[];
}

interface FieldsParameter {
  readonly name: string;
  readonly description?: string;
  readonly schema: FieldSchema;
}

interface FieldSchema {
  readonly $ref?: string;
  readonly description?: string;
  readonly example?: unknown;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly items?: FieldSchema;
  readonly allOf?: readonly FieldSchema[];
  readonly anyOf?: readonly FieldSchema[];
  readonly oneOf?: readonly FieldSchema[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
}

type Schemas = Readonly<Record<string, FieldSchema>>;

/** A property or a parameter, and how a complaint names it. */
interface Place {
  readonly title: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly schema: FieldSchema;
}

/** What is plain from its name: nobody asks what else it could be. */
const PLAIN_NAMES = ['id', 'createdAt', 'updatedAt', 'firstName', 'lastName'];
/** Examples that stand where one should be. */
const PLACEHOLDERS = ['string', 'text', 'example', 'value', 'foo'];
/** What only means something with the flag `u`, which those who read a document do not set. */
const NEEDS_UNICODE_FLAG = /\\p\{|\\u\{/i;

/** What is wrong with what a document says about its properties, its parameters and the values of its enums. */
export function fieldTextProblems({ paths, components: { schemas } }: FieldsDocument): string[] {
  const properties = propertiesOf(schemas);
  const places = [...properties, ...parametersOf(paths)];
  return [
    ...places.filter((place) => !isDescribed(place, schemas)).map(complaint('has no description')),
    ...places.filter(repeatsName).map(complaint('is described by its name')),
    ...places
      .filter(({ schema }) => !isReadable(schema.pattern))
      .map(complaint('needs the flag u')),
    ...properties
      .filter(({ schema }) => !hasExample(schema, schemas))
      .map(complaint('has no example')),
    ...enumProblems(schemas),
  ];
}

function complaint(what: string): (place: Place) => string {
  return ({ title }) => `${title} ${what}`;
}

function propertiesOf(schemas: Schemas): Place[] {
  return Object.entries(schemas).flatMap(([owner, { properties = {} }]) =>
    Object.entries(properties).map(([name, schema]) => {
      return { title: `${owner}.${name}`, name, description: schema.description, schema };
    }),
  );
}

function parametersOf(paths: FieldsDocument['paths']): Place[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { parameters = [] }]) =>
      parameters.map(({ name, description, schema }) => {
        return { title: `${method.toUpperCase()} ${path}: ${name}`, name, description, schema };
      }),
    ),
  );
}

/** A bare reference is described where it leads to. */
function isDescribed({ name, description, schema }: Place, schemas: Schemas): boolean {
  if (PLAIN_NAMES.includes(name) || description !== undefined) return true;
  return target(schema, schemas)?.description !== undefined;
}

function target({ $ref = '' }: FieldSchema, schemas: Schemas): FieldSchema | undefined {
  return schemas[$ref.slice($ref.lastIndexOf('/') + 1)];
}

/** "The title" of `title`. */
function repeatsName({ name, description = '' }: Place): boolean {
  const words = description.toLowerCase().match(/[a-z]+/g) ?? [];
  const said = words.filter((word) => !['a', 'an', 'its', 'of', 'the'].includes(word));
  return said.length > 0 && said.join('') === name.toLowerCase();
}

function isReadable(pattern = ''): boolean {
  return !NEEDS_UNICODE_FLAG.test(pattern);
}

/** Or is made of schemas that have examples. */
function hasExample(schema: FieldSchema, schemas: Schemas): boolean {
  if (schema.example !== undefined) return !isPlaceholder(schema.example);
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const inner = [schema, schema.items, ...parts].flatMap((one) =>
    one ? (target(one, schemas) ?? []) : [],
  );
  return inner.some(({ enum: values }) => values === undefined);
}

function isPlaceholder(example: unknown): boolean {
  const texts = Array.isArray(example) ? example : [example];
  return texts.some((text) => PLACEHOLDERS.includes(String(text)));
}

/** Each value of a named enum is explained in its schema, as `describeEnum` does. */
function enumProblems(schemas: Schemas): string[] {
  return Object.entries(schemas).flatMap(([name, { enum: values = [], description = '' }]) =>
    values
      .filter((value) => !description.includes(`\`${value}\`: `))
      .map((value) => `${name} does not say what ${value} means`),
  );
}
