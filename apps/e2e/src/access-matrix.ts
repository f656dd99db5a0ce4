import { unwrap } from '@course-plateform/client';
import { ABSENT_ID, type ApiOperation, SERVICES, documentOf } from './api-documents';
import { type Person, visitor } from './people';
import { Samples } from './samples';

/** Requests at once: the services share two cores with everything else. */
const AT_ONCE = 8;
/** Fits wherever a text of a body may stand. */
const WORD = 'matrix';

/** Whose tokens are no longer good: signed out, suspended, or out of time. */
const ENDED = ['ended', 'suspended', 'expired'] as const;
const ROLES = ['user', 'instructor', 'admin'] as const;
/** Who asks. */
export const CALLERS = ['anonymous', ...ENDED, ...ROLES] as const;
type Role = (typeof ROLES)[number];
type Ended = (typeof ENDED)[number];
type Caller = (typeof CALLERS)[number];

/** How the platform lets somebody in, as far as the policy of the route goes. */
type Verdict = 'auth.token_missing' | 'auth.token_expired' | 'auth.forbidden' | 'admitted';

/** The roles that hold each permission. */
type Holders = ReadonlyMap<string, readonly string[]>;

interface Cell {
  readonly operation: ApiOperation;
  readonly caller: Caller;
}

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
}

/** Asks every operation of the ten services as everybody, and says where the answer is not what the policy declares. */
export class AccessMatrix {
  readonly operations: readonly ApiOperation[] = SERVICES.flatMap(
    (service) => documentOf(service).operations,
  );
  private readonly samples = new Map(
    SERVICES.map((service) => [service, new Samples(documentOf(service).schemas, WORD, ABSENT_ID)]),
  );

  /** @param ended tokens that every service refuses already */
  constructor(
    private readonly gatewayUrl: string,
    private readonly people: Readonly<Record<Role, Person>>,
    private readonly ended: Readonly<Record<Ended, string>>,
  ) {}

  /** Asks for what is absent wherever something is named. @returns the cells that are wrong */
  async rolesAgainstPolicies(): Promise<{ cells: number; wrong: string[] }> {
    const cells = this.operations.flatMap((operation) =>
      CALLERS.map((caller) => ({ operation, caller })),
    );
    const holders = await this.holders();
    const wrong: string[] = [];
    const judge = async ({ operation, caller }: Cell): Promise<void> => {
      const answer = await this.ask(operation, await this.tokenFor(operation, caller), {});
      const expected = verdictOf(operation, caller, holders);
      if (verdictIn(answer) === expected) return;
      wrong.push(`${nameOf(operation)} as ${caller}: ${expected}, not ${describe(answer)}`);
    };
    const queue = cells.filter(({ operation }) => !endsSessions(operation));
    const worker = async (): Promise<void> => {
      for (let cell = queue.shift(); cell; cell = queue.shift()) await judge(cell);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    // One after the other, and last: they sign out whoever has the role.
    for (const cell of cells) if (endsSessions(cell.operation)) await judge(cell);
    return { cells: cells.length, wrong };
  }

  /** The operations that name something and are not for everybody. */
  get naming(): readonly ApiOperation[] {
    return this.operations.filter(
      (operation) => operation.path.includes('{') && operation['x-permission'] !== 'public',
    );
  }

  /**
   * Asks for what is somebody else's and for what is absent.
   * @param rows operations with the values of their path parameters, and a person whom they do not belong to
   * @returns where the two answers differ, or the stranger got through
   */
  async strangersAgainstOwners(
    rows: readonly {
      operationId: string;
      ids: Readonly<Record<string, string>>;
      stranger: Person;
    }[],
  ): Promise<string[]> {
    const wrong: string[] = [];
    for (const { operationId, ids, stranger } of rows) {
      const operation = this.operations.find((one) => one.operationId === operationId);
      if (!operation) throw new Error(`There is no operation ${operationId}`);
      const foreign = await this.ask(operation, stranger.token, ids);
      const absent = await this.ask(operation, stranger.token, {});
      const alike = foreign.status === absent.status && foreign.code === absent.code;
      if (!alike || foreign.status < 400) {
        wrong.push(`${nameOf(operation)}: ${describe(foreign)}, absent ${describe(absent)}`);
      }
    }
    return wrong;
  }

  /** Which roles hold which permission, as the platform tells everybody. */
  private async holders(): Promise<Holders> {
    const { items } = await unwrap(visitor(this.gatewayUrl).GET('/api/v1/permissions'));
    return new Map(items.map(({ permission, roles }) => [permission, roles]));
  }

  /** Whoever is to sign out signs in for it. */
  private async tokenFor(operation: ApiOperation, caller: Caller): Promise<string | undefined> {
    if (caller === 'anonymous') return undefined;
    if (isEnded(caller)) return this.ended[caller];
    const person = this.people[caller];
    return endsSessions(operation) ? (await person.signInAgain()).token : person.token;
  }

  private async ask(
    { service, method, path, requestBody }: ApiOperation,
    token: string | undefined,
    ids: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const url = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? ABSENT_ID);
    const schema = requestBody?.content['application/json']?.schema;
    const body = schema && JSON.stringify(this.samples.get(service)?.of(schema));
    const response = await fetch(new URL(url, this.gatewayUrl), {
      method: method.toUpperCase(),
      redirect: 'manual',
      headers: {
        'idempotency-key': crypto.randomUUID(),
        'if-match': '"1"',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
    const { code } = (isProblem ? JSON.parse(text) : {}) as { code?: string };
    return { status: response.status, code };
  }
}

function verdictOf(operation: ApiOperation, caller: Caller, holders: Holders): Verdict {
  const { 'x-permission': permission, 'x-ignores-token': ignoresToken = false } = operation;
  if (isEnded(caller)) return ignoresToken ? 'admitted' : 'auth.token_expired';
  if (permission === 'public') return 'admitted';
  if (caller === 'anonymous') return 'auth.token_missing';
  const may = permission === 'signed-in' || holders.get(permission)?.includes(caller) === true;
  return may ? 'admitted' : 'auth.forbidden';
}

function isEnded(caller: Caller): caller is Ended {
  return ENDED.some((one) => one === caller);
}

function verdictIn({ code }: Answer): Verdict {
  const refusals = ['auth.token_missing', 'auth.token_expired', 'auth.forbidden'] as const;
  return refusals.find((refusal) => refusal === code) ?? 'admitted';
}

function endsSessions({ method, path }: ApiOperation): boolean {
  return method === 'delete' && path.startsWith('/api/v1/auth/sessions');
}

function nameOf({ method, path }: ApiOperation): string {
  return `${method.toUpperCase()} ${path}`;
}

function describe({ status, code = '' }: Answer): string {
  return `${status} ${code}`.trim();
}
