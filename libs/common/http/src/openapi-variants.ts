import type { OpenAPIObject } from '@nestjs/swagger';
import { ANY_OF_EXTENSION, ONE_OF_EXTENSION } from '@course-plateform/common/kernel';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

interface OneOfExtension {
  readonly discriminator: string;
  /** Schema names by discriminator value. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly description?: string;
}

/**
 * Turns the schemas of unions into a `oneOf` with a discriminator (`OneOf`) or an `anyOf` (`AnyOf`), which Nest's
 * decorators support for properties only (OpenAPI 3.0.3, 4.7.25).
 */
export function documentVariants(document: OpenAPIObject): void {
  const schemas: Schemas = document.components?.schemas ?? {};
  for (const [name, schema] of Object.entries(schemas)) {
    const oneOf: unknown = Reflect.get(schema, ONE_OF_EXTENSION);
    if (oneOf) schemas[name] = oneOfSchema(oneOf as OneOfExtension);
    const anyOf: unknown = Reflect.get(schema, ANY_OF_EXTENSION);
    if (Array.isArray(anyOf)) schemas[name] = { anyOf: anyOf.map(String).map(reference) };
  }
}

function oneOfSchema({ discriminator, mapping, description }: OneOfExtension): Schemas[string] {
  return {
    ...(description === undefined ? {} : { description }),
    oneOf: [...new Set(Object.values(mapping))].map(reference),
    discriminator: {
      propertyName: discriminator,
      mapping: Object.fromEntries(
        Object.entries(mapping).map(([kind, name]) => [kind, reference(name).$ref]),
      ),
    },
  };
}

function reference(name: string): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}
