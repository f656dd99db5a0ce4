import type { DiscoveryService, MetadataScanner } from '@nestjs/core';

/** A method, bound to its provider, with the metadata of its decorator. */
export interface DecoratedMethod<Metadata, Method> {
  readonly metadata: Metadata;
  readonly method: Method;
}

/**
 * Finds the methods of a service's providers that have some metadata.
 * @param read returns the metadata of a method, or undefined when it has none
 */
export function findDecorated<Metadata, Method extends (...args: never[]) => unknown>(
  discovery: DiscoveryService,
  scanner: MetadataScanner,
  read: (method: object) => Metadata | undefined,
): DecoratedMethod<Metadata, Method>[] {
  return discovery.getProviders().flatMap(({ instance, isNotMetatype }) => {
    if (isNotMetatype || typeof instance !== 'object' || instance === null) return [];
    const provider = instance as Record<string, Method>;
    const names = scanner.getAllMethodNames(Object.getPrototypeOf(provider) as object);
    return names.flatMap((name) => {
      const method = provider[name];
      const metadata = method && read(method);
      return metadata ? [{ metadata, method: method.bind(provider) as Method }] : [];
    });
  });
}
