import { unwrap } from '@course-plateform/client';
import { ABSENT_ID, type ApiOperation, SERVICES, documentOf } from './api-documents';
import { type User, visitor } from './users';
import { Samples } from './samples';

/** Requests at once: the services share two cores with everything else. */
const AT_ONCE = 8;
/** Fits wherever a text of a body may stand. */
const WORD = 'matrix';

/** Whose tokens are no longer good: signed out, suspended, or out of time. */
const ENDED = ['ended', 'suspended', 'expired'] as const;
const ROLES = ['user', 'instructor', 'admin'] as const;
/** The callers. */
export const CALLERS = ['anonymous', ...ENDED, ...ROLES] as const;
type Role = (typeof ROLES)[number];
type Ended = (typeof ENDED)[number];
type Caller = (typeof CALLERS)[number];

/** How the platform lets someone in, as far as the policy of the route goes. */
type Verdict = 'auth.token_missing' | 'auth.token_expired' | 'auth.forbidden' | 'admitted';

/** The roles that hold each permission. */
type Holders = ReadonlyMap<string, readonly string[]>;

interface Cell {
  readonly operation: ApiOperation;
  readonly caller: Caller;
}

interface Response {
  readonly status: number;
  readonly code: string | undefined;
}

/** Calls every operation of the ten services as each caller, and reports responses that the policy does not declare. */
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
    private readonly users: Readonly<Record<Role, User>>,
    private readonly ended: Readonly<Record<Ended, string>>,
  ) {}

  /** Requests unknown ids wherever a path names something. @returns the cells that are wrong */
  async rolesAgainstPolicies(): Promise<{ cells: number; wrong: string[] }> {
    const cells = this.operations.flatMap((operation) =>
      CALLERS.map((caller) => ({ operation, caller })),
    );
    const holders = await this.holders();
    const wrong: string[] = [];
    const judge = async ({ operation, caller }: Cell): Promise<void> => {
      const response = await this.request(operation, await this.tokenFor(operation, caller), {});
      const expected = verdictOf(operation, caller, holders);
      if (verdictIn(response) === expected) return;
      wrong.push(`${nameOf(operation)} as ${caller}: ${expected}, not ${describe(response)}`);
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
   * Requests what belongs to another user, and unknown ids.
   * @param rows operations with the values of their path parameters, and a user whom they do not belong to
   * @returns where the two responses differ, or the other user got through
   */
  async othersAgainstOwners(
    rows: readonly {
      operationId: string;
      ids: Readonly<Record<string, string>>;
      stranger: User;
    }[],
  ): Promise<string[]> {
    const wrong: string[] = [];
    for (const { operationId, ids, stranger } of rows) {
      const operation = this.operations.find((one) => one.operationId === operationId);
      if (!operation) throw new Error(`There is no operation ${operationId}`);
      const foreign = await this.request(operation, stranger.token, ids);
      const absent = await this.request(operation, stranger.token, {});
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
    const user = this.users[caller];
    return endsSessions(operation) ? (await user.signInAgain()).token : user.token;
  }

  private async request(
    { service, method, path, requestBody }: ApiOperation,
    token: string | undefined,
    ids: Readonly<Record<string, string>>,
  ): Promise<Response> {
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

function verdictIn({ code }: Response): Verdict {
  const refusals = ['auth.token_missing', 'auth.token_expired', 'auth.forbidden'] as const;
  return refusals.find((refusal) => refusal === code) ?? 'admitted';
}

function endsSessions({ method, path }: ApiOperation): boolean {
  return method === 'delete' && path.startsWith('/api/v1/auth/sessions');
}

function nameOf({ method, path }: ApiOperation): string {
  return `${method.toUpperCase()} ${path}`;
}

function describe({ status, code = '' }: Response): string {
  return `${status} ${code}`.trim();
}
