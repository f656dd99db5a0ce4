import { ABSENT_ID, type ApiOperation, SERVICES, documentOf } from './api-documents';
import { Samples, type Schema } from './samples';

/** Requests at once: the services share two cores with everything else. */
const AT_ONCE = 8;
const WORD = 'fields';
/** In JSON: a text that is no Unicode, and one that PostgreSQL cannot store. */
const UNSTORABLE = ['\ud800', 'a\u0000b'] as const;

/** Where a text stands in a body, and the schema it has there. */
interface TextPlace {
  readonly path: readonly (string | number)[];
}

interface Case {
  readonly operation: ApiOperation;
  readonly place: string;
  readonly url: string;
  readonly body: string | undefined;
  readonly status: number;
}

/** Sends what cannot be stored in each text field of each operation of the ten documents. */
export class TextFields {
  readonly cases: readonly Case[] = SERVICES.flatMap((service) => {
    const { operations, schemas } = documentOf(service);
    return operations.flatMap((operation) => [
      // What nobody has signed is refused unread.
      ...(operation['x-signed-body'] ? [] : bodyCases(operation, schemas)),
      ...queryCases(operation),
    ]);
  });

  /** @param token of someone who may do everything, so that every request is validated */
  constructor(
    private readonly gatewayUrl: string,
    private readonly token: string,
  ) {}

  /** @returns the fields that were not refused as they should be */
  async wrong(): Promise<string[]> {
    const wrong: string[] = [];
    const queue = [...this.cases];
    const worker = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const problem = await this.judge(next);
        if (problem !== undefined) wrong.push(problem);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return wrong;
  }

  private async judge({ operation, place, url, body, status }: Case): Promise<string | undefined> {
    const response = await fetch(new URL(url, this.gatewayUrl), {
      method: operation.method.toUpperCase(),
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${this.token}`,
        'idempotency-key': crypto.randomUUID(),
        'if-match': '"1"',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const refused = response.status === status && text.includes('field.is_storable');
    const reply = `${response.status} ${text.slice(0, 200)}`;
    return refused ? undefined : `${operation.operationId} ${place}: ${reply}`;
  }
}

function bodyCases(operation: ApiOperation, schemas: Readonly<Record<string, Schema>>): Case[] {
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (!schema) return [];
  const sample = new Samples(schemas, WORD, ABSENT_ID).of(schema);
  const url = operation.path.replace(/\{\w+\}/g, ABSENT_ID);
  return textsOf(sample).flatMap(({ path }) =>
    UNSTORABLE.map((text) => ({
      operation,
      place: `/${path.join('/')} ${JSON.stringify(text)}`,
      url,
      body: JSON.stringify(replaced(sample, path, text)),
      status: 422,
    })),
  );
}

/** A query cannot carry a lone surrogate: its bytes would be no UTF-8. */
function queryCases(operation: ApiOperation): Case[] {
  const { parameters = [] } = operation;
  const path = operation.path.replace(/\{\w+\}/g, ABSENT_ID);
  return parameters
    .filter(({ in: place, schema }) => place === 'query' && schema?.type === 'string')
    .map(({ name }) => ({
      operation,
      place: `?${name}`,
      url: `${path}?${name}=a%00b`,
      body: undefined,
      status: 400,
    }));
}

/** Every text of a value. */
function textsOf(value: unknown, path: readonly (string | number)[] = []): TextPlace[] {
  if (typeof value === 'string') return [{ path }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => textsOf(member, [...path, name]));
}

function replaced(
  value: unknown,
  [first, ...rest]: readonly (string | number)[],
  text: string,
): unknown {
  if (first === undefined) return text;
  const copy: unknown = structuredClone(value);
  const holder = copy as Record<string | number, unknown>;
  holder[first] = replaced(holder[first], rest, text);
  return copy;
}
