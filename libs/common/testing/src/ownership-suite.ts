import { newId } from '@course-plateform/common/kernel';
import { type Method, METHODS, effectsOf } from './effects';
import { Statements } from './statements';
import type { TestService } from './test-service';
import type { TestUser } from './token-factory';

/** What a service has that belongs to someone, and whose paths have its id. */
export interface OwnedOperations {
  readonly service: TestService;
  /** Who may send the requests, and owns nothing. */
  readonly stranger: TestUser;
  /** What belongs to someone else: its id, by the beginning of the paths it is in, such as `/quotes/{id}`. */
  readonly foreign: Readonly<Record<string, string>>;
  /** Bodies that are right, of the operations that have one. */
  readonly bodies?: Readonly<Record<string, object>>;
  /** What follows the question mark, of the operations that require it. */
  readonly queries?: Readonly<Record<string, string>>;
  /** Operations below those paths that are open to everybody. */
  readonly open?: readonly string[];
  stop(): Promise<void>;
}

interface Operation {
  /** Such as `GET /quotes/{id}`. */
  readonly name: string;
  readonly method: Method;
  /** With the parameter that is owned still in it. */
  readonly path: string;
  readonly foreignId: string;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const PREFIX = '/api/v1';

/**
 * Describes that nobody learns from a service whether something exists that is not theirs: each operation on it gives
 * the response for an id that nobody has, after the same statements and the same requests to other services.
 * @param documented the committed OpenAPI document, of which every operation below the paths of `foreign` is tried
 * @param start makes the service and what belongs to someone in it
 */
export function describeOwnership(
  documented: Document,
  start: () => Promise<OwnedOperations>,
): void {
  describe('resources of other users', () => {
    let owned: OwnedOperations;
    let statements: Statements;

    beforeAll(async () => {
      owned = await start();
      statements = new Statements(owned.service);
    });

    afterAll(() => owned.stop());

    it('get the response, the statements and the requests of a missing one', async () => {
      const operations = operationsOf(documented, owned);
      expect(operations).not.toEqual([]);
      for (const operation of operations) {
        // Whatever happens the first time only, such as opening a connection, happens now.
        await responseTo(owned, statements, operation, newId());
        const absent = await responseTo(owned, statements, operation, newId());
        const foreign = await responseTo(owned, statements, operation, operation.foreignId);
        expect({ operation: operation.name, ...foreign }).toEqual({
          operation: operation.name,
          ...absent,
        });
        const { status, requests } = absent;
        expect([operation.name, status]).toEqual([operation.name, 404]);
        expect([operation.name, ...absent.statements, ...requests].length).toBeGreaterThan(1);
      }
    });
  });
}

function operationsOf({ paths }: Document, { foreign, open = [] }: OwnedOperations): Operation[] {
  return Object.entries(paths).flatMap(([fullPath, operations]) => {
    const path = fullPath.replace(PREFIX, '');
    const [, foreignId] =
      Object.entries(foreign).find(([owner]) => `${path}/`.startsWith(`${owner}/`)) ?? [];
    if (foreignId === undefined) return [];
    return METHODS.filter((method) => method in operations)
      .map((method) => ({ name: `${method.toUpperCase()} ${path}`, method, path, foreignId }))
      .filter(({ name }) => !open.includes(name));
  });
}

/** What a request gets, and what it makes the service do. */
function responseTo(
  { service, stranger, bodies = {}, queries = {} }: OwnedOperations,
  statements: Statements,
  { name, method, path }: Operation,
  id: string,
) {
  const target = path.replace(/\{\w+\}/, id).replaceAll(/\{\w+\}/g, () => newId());
  return effectsOf({
    service,
    statements,
    caller: stranger,
    method,
    path: queries[name] === undefined ? target : `${target}?${queries[name]}`,
    body: bodies[name],
  });
}
