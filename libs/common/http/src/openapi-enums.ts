import type { OpenAPIObject } from '@nestjs/swagger';
import { enumDescriptions } from '@course-plateform/types/platform';

/** Adds the meanings of the values to the schema of each enum (`describeEnum`). */
export function documentEnums({ components }: OpenAPIObject): void {
  const schemas = components?.schemas ?? {};
  for (const [name, description] of enumDescriptions()) {
    if (schemas[name]) schemas[name] = { ...schemas[name], description };
  }
}
