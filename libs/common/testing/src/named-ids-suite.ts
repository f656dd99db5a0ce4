import { newId } from '@course-plateform/common/kernel';
import { METHODS, effectsOf } from './effects';
import { Statements } from './statements';
import type { TestService } from './test-service';
import type { TestUser } from './token-factory';

/** An operation whose body or path names the resources it is about. */
export interface NamingOperation {
  /** Who sends it, and may send it about something else. */
  readonly caller: TestUser;
  /** What is there and not for the caller. */
  readonly hidden: string;
  /** The path of the operation with its places filled; its template when left out. */
  readonly path?: (id: string) => string;
  readonly body?: (id: string) => object;
  /** For `If-Match`; 1 when left out. */
  readonly version?: number;
}

/** The resources that requests name. */
export interface NamingOperations {
  readonly service: TestService;
  /** By operation, such as `POST /reviews`. */
  readonly named: Readonly<Record<string, NamingOperation>>;
  stop(): Promise<void>;
}

interface Schema {
  readonly $ref?: string;
  readonly format?: string;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Operation {
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema?: Schema }>>;
  };
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
}

/**
 * Describes that nobody learns by naming something in a request's body whether it exists when it is not for them: the
 * request gets the response of an id that nobody has, after the same statements and the same requests to other
 * services.
 * @param documented the committed OpenAPI document, of which every operation with an id in its body has to be named
 * @param open those that name what everybody may know of, each with the reason
 * @param start makes the service and what is hidden in it; left out where there is nothing to hide
 */
export function describeNamedIds(
  documented: Document,
  open: Readonly<Record<string, string>>,
  start?: () => Promise<NamingOperations>,
): void {
  describe('resources of others that a request names', () => {
    let naming: NamingOperations | undefined;

    beforeAll(async () => {
      naming = await start?.();
    });

    afterAll(() => naming?.stop());

    it('are covered for every operation with an id in its body', () => {
      const named = [...Object.keys(open), ...Object.keys(naming?.named ?? {})];
      expect(named).toEqual(expect.arrayContaining(operationsWithIds(documented)));
    });

    it('get the response, the statements and the requests of a missing one', async () => {
      if (!naming) return;
      const { service, named } = naming;
      const statements = new Statements(service);
      for (const [name, operation] of Object.entries(named)) {
        const effects = async (id: string) => {
          const [verb, template = ''] = name.split(' ');
          const method = METHODS.find((one) => one === verb?.toLowerCase());
          if (!method) throw new Error(`${name} is no operation`);
          const path = operation.path?.(id) ?? template;
          const body = operation.body?.(id);
          const { caller, version } = operation;
          const found = await effectsOf({
            service,
            statements,
            caller,
            method,
            path,
            body,
            version,
          });
          return JSON.parse(
            JSON.stringify({ name, ...found }).replaceAll(id, '<id>'),
          ) as typeof found;
        };
        // Whatever happens the first time only, such as opening a connection, happens now.
        await effects(newId());
        const absent = await effects(newId());
        expect(await effects(operation.hidden)).toEqual(absent);
        // A right response would prove nothing: it is about something else each time.
        expect([404, 409, 422]).toContain(absent.status);
        expect([name, ...absent.statements, ...absent.requests].length).toBeGreaterThan(1);
      }
    });
  });
}

function operationsWithIds({ paths, components }: Document): string[] {
  const schemas = (components?.schemas ?? {}) as Readonly<Record<string, Schema>>;
  return Object.entries(paths).flatMap(([path, operations]) =>
    METHODS.filter((method) => {
      const { requestBody } = (operations[method] ?? {}) as Operation;
      return Object.values(requestBody?.content ?? {}).some(({ schema }) => hasId(schema, schemas));
    }).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
  );
}

function hasId(
  schema: Schema | undefined,
  schemas: Readonly<Record<string, Schema>>,
  seen: readonly string[] = [],
): boolean {
  if (!schema) return false;
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return !seen.includes(name) && hasId(schemas[name], schemas, [...seen, name]);
  }
  const { oneOf = [], anyOf = [], allOf = [], properties = {}, items } = schema;
  const parts = [...oneOf, ...anyOf, ...allOf, ...Object.values(properties), items];
  return schema.format === 'uuid' || parts.some((part) => hasId(part, schemas, seen));
}
