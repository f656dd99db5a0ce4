import type { INestApplicationContext, Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { policyOf } from './policy';

/** Nest's metadata keys for the routes and patterns of a method. */
const HTTP_PATH = 'path';
const NATS_PATTERN = 'microservices:pattern';
const GRAPHQL_OPERATION = 'graphql:resolver_type';
const GRAPHQL_OPERATIONS: readonly unknown[] = ['Query', 'Mutation', 'Subscription'];

type Entry = 'http' | 'nats' | 'graphql';

/**
 * Checks that every HTTP route, NATS handler and GraphQL operation of an application declares a policy.
 * @throws Error with each handler that does not, and each `@Internal()` that is not a NATS handler
 */
export function assertPolicies(app: Pick<INestApplicationContext, 'get'>): void {
  const discovery = app.get(DiscoveryService, { strict: false });
  const scanner = app.get(MetadataScanner, { strict: false });
  const classes = new Set<Type>();
  for (const { metatype } of [...discovery.getControllers(), ...discovery.getProviders()]) {
    if (isClass(metatype)) classes.add(metatype);
  }
  const faults = [...classes].flatMap((owner) => faultsOf(owner, scanner));
  if (faults.length > 0) {
    throw new Error(
      `Handlers without a right policy:\n${faults.map((one) => `  - ${one}`).join('\n')}`,
    );
  }
}

function faultsOf(owner: Type, scanner: MetadataScanner): string[] {
  return scanner.getAllMethodNames(owner.prototype as object).flatMap((name) => {
    const handler: unknown = Reflect.get(owner.prototype as object, name);
    if (typeof handler !== 'function') return [];
    const entry = entryOf(handler);
    if (!entry) return [];
    const policy = policyOf(handler, owner);
    if (!policy) return [`${owner.name}.${name} (${entry}) declares none`];
    if (policy.kind === 'internal' && entry !== 'nats') {
      return [`${owner.name}.${name} (${entry}) is @Internal(), which is for NATS handlers only`];
    }
    return [];
  });
}

function entryOf(handler: object): Entry | undefined {
  if (Reflect.hasMetadata(HTTP_PATH, handler)) return 'http';
  if (Reflect.hasMetadata(NATS_PATTERN, handler)) return 'nats';
  const operation: unknown = Reflect.getMetadata(GRAPHQL_OPERATION, handler);
  return GRAPHQL_OPERATIONS.includes(operation) ? 'graphql' : undefined;
}

function isClass(metatype: unknown): metatype is Type {
  return typeof metatype === 'function' && metatype.prototype !== undefined;
}
