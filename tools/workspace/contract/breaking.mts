import {
  type Response,
  type ContractDocument,
  type ContractOperation,
  type Parameter,
  type Route,
  routesOf,
} from './document.mts';
import { type Direction, SchemaComparison } from './breaking-schema.mts';

/**
 * What a client that was written against `before` cannot rely on any more in `after`, a sentence each. Additions are no
 * breaks: clients have to bear new routes, members of responses, optional inputs, statuses and codes of failures.
 */
export function breakingChanges(before: ContractDocument, after: ContractDocument): string[] {
  const present = new Map(routesOf(after).map((route) => [keyOf(route), route]));
  const changes = routesOf(before).flatMap((old) => {
    const now = present.get(keyOf(old));
    return now
      ? new OperationComparison(old, now, before, after).changes()
      : [`${old.title} is gone`];
  });
  return [...new Set(changes)];
}

/** The name of a path parameter is of no concern to who calls. */
function keyOf({ method, path }: Route): string {
  return `${method} ${path.replace(/\{\w+\}/g, '{}')}`;
}

class OperationComparison {
  private readonly old: Route;
  private readonly now: Route;
  private readonly before: ContractDocument;
  private readonly after: ContractDocument;

  constructor(old: Route, now: Route, before: ContractDocument, after: ContractDocument) {
    this.old = old;
    this.now = now;
    this.before = before;
    this.after = after;
  }

  changes(): string[] {
    const { operation: old } = this.old;
    const { operation: now } = this.now;
    const found = [
      ...this.naming(old, now),
      ...this.access(old, now),
      ...this.parameters(old, now),
      ...this.body(old, now),
      ...this.responses(old, now),
    ];
    return found.map((change) => `${this.now.title}: ${change}`);
  }

  /** Generated clients call an operation by its name. */
  private naming(old: ContractOperation, now: ContractOperation): string[] {
    return old.operationId === now.operationId
      ? []
      : [`the operation ${old.operationId} is called ${now.operationId}`];
  }

  private access(old: ContractOperation, now: ContractOperation): string[] {
    const [was, is] = [old['x-permission'], now['x-permission']];
    return was === is || is === 'public'
      ? []
      : [`it was for ${was ?? 'all'}, now it is for ${is ?? 'nobody'}`];
  }

  private parameters(old: ContractOperation, now: ContractOperation): string[] {
    const isPath = ({ in: place }: Parameter): boolean => place === 'path';
    const pathsOf = ({ parameters = [] }: ContractOperation) => parameters.filter(isPath);
    const paths = pathsOf(old).flatMap((one, index) => {
      const other = pathsOf(now)[index];
      return other ? this.parameter(one, other) : [];
    });
    const others = (old.parameters ?? [])
      .filter((one) => !isPath(one))
      .flatMap((one) => {
        const other = sameParameter(now, one);
        return other ? this.parameter(one, other) : [`${nameOf(one)} is gone`];
      });
    const required = (now.parameters ?? [])
      .filter((one) => one.required && !isPath(one) && !sameParameter(old, one))
      .map((one) => `${nameOf(one)} is new and required`);
    return [...paths, ...others, ...required];
  }

  private parameter(old: Parameter, now: Parameter): string[] {
    const title = nameOf(now);
    const required = now.required && !old.required ? [`${title} is required now`] : [];
    return [...required, ...this.compare('request', title, old.schema, now.schema)];
  }

  private body(old: ContractOperation, now: ContractOperation): string[] {
    if (!old.requestBody) return now.requestBody?.required ? ['a body is required now'] : [];
    if (!now.requestBody) return ['it takes no body any more'];
    const required = now.requestBody.required && !old.requestBody.required;
    const { content } = now.requestBody;
    return [
      ...(required ? ['a body is required now'] : []),
      ...Object.entries(old.requestBody.content).flatMap(([type, { schema }]) => {
        const other = content[type];
        return other
          ? this.compare('request', 'the body', schema, other.schema)
          : [`it takes no ${type} any more`];
      }),
    ];
  }

  private responses(old: ContractOperation, now: ContractOperation): string[] {
    return Object.entries(old.responses).flatMap(([status, response]) => {
      const other = now.responses[status];
      return other ? this.response(status, response, other) : [`${status} is gone`];
    });
  }

  private response(status: string, old: Response, now: Response): string[] {
    return Object.entries(old.content ?? {}).flatMap(([type, { schema, examples = {} }]) => {
      const other = now.content?.[type];
      if (!other) return [`${status} is not ${type} any more`];
      const codes = Object.keys(examples).filter((code) => !other.examples?.[code]);
      return [
        ...codes.map((code) => `${status} has no code ${code} any more`),
        ...this.compare('response', `the body of ${status}`, schema, other.schema),
      ];
    });
  }

  private compare(
    direction: Direction,
    title: string,
    old: Parameter['schema'],
    now: Parameter['schema'],
  ): string[] {
    return new SchemaComparison(direction, this.before, this.after).compare(title, old, now);
  }
}

function sameParameter({ parameters = [] }: ContractOperation, wanted: Parameter) {
  return parameters.find((one) => one.in === wanted.in && nameOf(one) === nameOf(wanted));
}

function nameOf({ in: place, name }: Parameter): string {
  return place === 'header' ? `the header ${name}` : `the ${place} parameter ${name}`;
}
