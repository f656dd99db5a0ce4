import type { OpenAPIObject } from '@nestjs/swagger';
import { ANY_OF_EXTENSION, ONE_OF_EXTENSION } from '@course-plateform/common/kernel';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

interface OneOfExtension {
  readonly discriminator: string;
  /** The names of the schemas by the value of the discriminator. */
  readonly mapping: Readonly<Record<string, string>>;
}

/**
 * Turns the schemas that stand for several others into a `oneOf` with a discriminator (`OneOf`) or an `anyOf` (`AnyOf`),
 * which the decorators of Nest can only say of a property (OpenAPI 3.0.3, 4.7.25).
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

function oneOfSchema({ discriminator, mapping }: OneOfExtension): Schemas[string] {
  return {
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
