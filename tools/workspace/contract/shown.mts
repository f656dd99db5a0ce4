import {
  type Contract,
  type ContractDocument,
  type Response,
  type Route,
  type Schema,
  innerSchemas,
  routesOf,
} from './document.mts';

const SCALARS = ['string', 'integer', 'number', 'boolean'];

/** What is wrong with what the documents show to readers and give to other generators, a sentence each. */
export function shownProblems({ document }: Contract): string[] {
  return [
    ...routesOf(document).flatMap((route) => [
      ...successProblems(route),
      ...nameless(route),
      ...placeholders(route),
    ]),
    ...modernPatterns(document),
    ...withoutExample(document),
  ];
}

/** A success says what comes back, and shows a whole body. */
function successProblems({ title, operation }: Route): string[] {
  return Object.entries(operation.responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([status, response]) => [
      ...(response.description === operation.summary
        ? [`${title}: ${status} says what is done instead of what comes back`]
        : []),
      ...(hasExample(response) ? [] : [`${title}: ${status} has no example of its body`]),
    ]);
}

function hasExample({ content = {} }: Response): boolean {
  const json = content['application/json'];
  return !json || Object.keys(json.examples ?? {}).length > 0;
}

/** A file has the name of its type, so that nobody has to guess what to send. */
function nameless({ title, operation }: Route): string[] {
  return Object.keys(operation.requestBody?.content ?? {})
    .filter((type) => type.includes('*') || type === 'application/octet-stream')
    .map((type) => `${title} takes ${type}, which is no type of a file`);
}

/** An example is a whole sentence with real values. */
function placeholders({ title, operation }: Route): string[] {
  return Object.entries(operation.responses).flatMap(([status, { content = {} }]) =>
    Object.values(content).flatMap(({ examples = {} }) =>
      Object.entries(examples).flatMap(([name, example]) => {
        const [placeholder] = /\{\w[^"{}:]*\}/.exec(JSON.stringify(example)) ?? [];
        return placeholder
          ? [`${title}: ${status}: ${name} has the placeholder ${placeholder}`]
          : [];
      }),
    ),
  );
}

/** Generators compile patterns without the `u` flag, where `\p{L}` means something else. */
function modernPatterns(document: ContractDocument): string[] {
  const { schemas } = document.components;
  return [
    ...Object.entries(schemas).flatMap(([name, schema]) => patternsIn(name, schema)),
    ...routesOf(document).flatMap(({ title, operation }) =>
      (operation.parameters ?? []).flatMap(({ name, schema }) =>
        patternsIn(`${title}: ${name}`, schema),
      ),
    ),
  ];
}

function patternsIn(place: string, schema: Schema): string[] {
  const own = /\\[pP]\{|\\u\{/.test(schema.pattern ?? '')
    ? [`${place} has a pattern that needs the flag u: ${schema.pattern}`]
    : [];
  const inner = innerSchemas(schema).flatMap(([step, one]) => patternsIn(`${place}/${step}`, one));
  return [...own, ...inner];
}

/** Whole examples are made of those of the properties. */
function withoutExample({ components }: ContractDocument): string[] {
  return Object.entries(components.schemas).flatMap(([name, { properties = {} }]) =>
    Object.entries(properties)
      .filter(([, { type = '', example, enum: values }]) => {
        return SCALARS.includes(type) && example === undefined && !values;
      })
      .map(([property]) => `${name}/${property} has no example`),
  );
}

/** Where the results of the operations that make something are: each is the path of an operation. */
export function locationProblems(contracts: readonly Contract[]): string[] {
  const routes = contracts.flatMap(({ document }) => routesOf(document));
  const paths = new Set(routes.map(({ path }) => anonymous(path)));
  return routes
    .filter(({ operation }) => operation.responses['201'])
    .flatMap(({ title, operation }) => {
      const location = operation['x-location'] ?? 'nothing';
      return paths.has(anonymous(location)) ? [] : [`${title} names ${location} as its result`];
    });
}

function anonymous(path: string): string {
  return path.replaceAll(/\{\w+\}/g, '{}');
}
