import { ABSENT_ID, type ApiOperation, SERVICES, documentOf } from './api-documents';
import type { User } from './users';
import type { Platform } from './platform';
import { Samples, isFreeText, passwordOf } from './samples';

/** Requests at once: the services share two cores with everything else. */
const AT_ONCE = 8;

/** What the services keep their data in has logs as well. */
const STORES = ['postgres', 'mongodb', 'nats', 'redis'] as const;

interface OneRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends secrets through every operation of the ten documents and looks where they have come out. */
export class LeakTest {
  /** In every text of every body, query and strange header. */
  readonly word = `kanary${crypto.randomUUID().slice(0, 8)}`;
  readonly operations = new Set<string>();
  /** Error responds with a secret in them. */
  readonly responses: string[] = [];
  /** What must be found nowhere. */
  private readonly secrets: string[] = [this.word, passwordOf(this.word)];

  /** @param users to send as, the most powerful one among them @param courseId something there is */
  constructor(
    private readonly platform: Platform,
    private readonly users: readonly User[],
    private readonly courseId: string,
  ) {
    this.secrets.push(...users.map(({ token }) => token.split('.').at(-1) ?? token));
  }

  async sendEverywhere(): Promise<void> {
    // Its last operations sign users out.
    for (const service of [...SERVICES.filter((name) => name !== 'auth'), 'auth']) {
      const requests = this.requestsTo(service);
      const worker = async (): Promise<void> => {
        for (let next = requests.shift(); next; next = requests.shift()) await this.send(next);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    }
    await this.signIn();
    for (const request of this.graphql()) await this.send(request);
    const search = new URL(`/api/v1/courses?q=${this.word}`, this.platform.gatewayUrl).href;
    await this.send(this.request(search, 'get', undefined, undefined));
    await this.race();
  }

  /** Lines of logs and metrics with a secret in them. */
  async leaks(): Promise<string[]> {
    const names = [...SERVICES, 'gateway', ...STORES];
    const logs = names.map((name) => ({ name, text: this.platform.logText(name) }));
    const metrics = await Promise.all(
      SERVICES.map(async (name) => {
        const response = await fetch(new URL('/metrics', this.platform.serviceUrl(name)));
        return { name: `metrics of ${name}`, text: await response.text() };
      }),
    );
    return [...logs, ...metrics].flatMap(({ name, text }) =>
      text.split('\n').flatMap((line) => (this.has(line) ? `${name}: ${line}` : [])),
    );
  }

  private requestsTo(service: string): OneRequest[] {
    const { operations, schemas } = documentOf(service);
    const samples = new Samples(schemas, this.word, ABSENT_ID);
    const requests = operations.flatMap((operation) => this.variants(operation, samples));
    const ends = ({ method }: OneRequest): number => Number(method === 'DELETE');
    return requests.sort((a, b) => ends(a) - ends(b));
  }

  /** Each operation as it should be, as everybody; and with wrong types, with what is no JSON, with a bad token. */
  private variants(
    { method, path: template, parameters = [], requestBody }: ApiOperation,
    samples: Samples,
  ): OneRequest[] {
    this.operations.add(`${method.toUpperCase()} ${template}`);
    const texts = parameters.filter(
      ({ in: place, schema }) => place === 'query' && schema?.type === 'string',
    );
    const free = texts.filter(({ name, schema }) => isFreeText(schema) && name !== 'cursor');
    const url = this.urlOf(
      template,
      free.map(({ name }) => name),
    );
    const badUrl = this.urlOf(template, [...texts.map(({ name }) => name), 'unknown']);
    const schema = requestBody?.content['application/json']?.schema;
    const good: unknown = schema ? samples.of(schema) : undefined;
    const wrong = Object.keys(good ?? {}).map((name) => [name, { nested: [this.word] }]);
    const text = (body: unknown): string | undefined => (schema ? JSON.stringify(body) : undefined);
    const [first] = this.users;
    const bearer = `Bearer ${first?.token ?? ''}`;
    return [
      ...this.users.map(({ token }) => this.request(url, method, `Bearer ${token}`, text(good))),
      this.request(badUrl, method, bearer, text({ ...Object.fromEntries(wrong), x: this.word })),
      this.request(url, method, `Bearer ${this.word}`, schema && `{"password":${this.word}`),
    ];
  }

  private request(
    url: string,
    method: string,
    authorization: string | undefined,
    body: string | undefined,
  ): OneRequest {
    const key = crypto.randomUUID();
    this.secrets.push(key);
    return {
      url,
      method: method.toUpperCase(),
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        'idempotency-key': key,
        'if-match': '"1"',
        'x-api-key': this.word,
        cookie: `session=${this.word}`,
        'user-agent': this.word,
        referer: `https://example.com/${this.word}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    };
  }

  private urlOf(template: string, parameters: readonly string[]): string {
    const isCourse = template.startsWith('/api/v1/courses/');
    const filled = template.replace(/\{(\w+)\}/g, (_, name: string) =>
      name === 'courseId' || (name === 'id' && isCourse) ? this.courseId : ABSENT_ID,
    );
    const url = new URL(filled, this.platform.gatewayUrl);
    for (const name of parameters) url.searchParams.set(name, this.word);
    return url.href;
  }

  /** With what the registration among the operations has made. */
  private async signIn(): Promise<void> {
    const url = (name: string): string =>
      new URL(`/api/v1/auth/${name}`, this.platform.gatewayUrl).href;
    const credentials = { email: `${this.word}@example.com`, password: passwordOf(this.word) };
    const body = JSON.stringify(credentials);
    const session = await this.send(this.request(url('sessions'), 'post', undefined, body));
    const { refreshToken } = JSON.parse(session) as { refreshToken?: string };
    if (refreshToken === undefined) throw new Error(`Nobody could sign in: ${session}`);
    const refresh = JSON.stringify({ refreshToken });
    await this.send(this.request(url('token-refreshes'), 'post', undefined, refresh));
  }

  /** Only the database can refuse the second of two registrations that come at once. */
  private async race(): Promise<void> {
    const url = new URL('/api/v1/auth/registrations', this.platform.gatewayUrl).href;
    const user = { firstName: this.word, lastName: this.word, password: passwordOf(this.word) };
    const body = JSON.stringify({ ...user, email: `race.${this.word}@example.com` });
    const register = () => this.send(this.request(url, 'post', undefined, body));
    await Promise.all(Array.from({ length: AT_ONCE }, register));
  }

  private graphql(): OneRequest[] {
    const url = new URL('/course/graphql', this.platform.gatewayUrl).href;
    const query = 'query ($id: ID!) { course(id: $id) { id } }';
    const bodies = [
      { query, variables: { id: this.word } },
      { query: `{ courses(filter: { q: "${this.word}" }) { items { id } } }` },
      { query: `{ ${this.word} ` },
      {
        query: 'query ($f: CoursesFilter) { courses(filter: $f) { items { id } } }',
        variables: { f: { q: { password: this.word } } },
      },
      {
        query: 'query ($limit: Int) { courses(limit: $limit) { items { id } } }',
        variables: { limit: this.word },
      },
    ];
    return bodies.map((body) =>
      this.request(url, 'post', `Bearer ${this.word}`, JSON.stringify(body)),
    );
  }

  private async send({ url, ...init }: OneRequest): Promise<string> {
    const response = await fetch(url, init);
    const text = await response.text();
    // What someone has written themselves comes back when it went well; a new token is a secret from now on.
    if (response.ok) this.keepTokens(text);
    else if (this.has(text))
      this.responses.push(`${init.method} ${url} ${response.status} ${text}`);
    return text;
  }

  private keepTokens(text: string): void {
    for (const [, token = ''] of text.matchAll(/"(?:access|refresh)Token":"([^"]+)"/g)) {
      this.secrets.push(token.split('.').at(-1) ?? token);
    }
  }

  private has(text: string): boolean {
    const lower = text.toLowerCase();
    return lower.includes(this.word) || this.secrets.some((secret) => text.includes(secret));
  }
}
