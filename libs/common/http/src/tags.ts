import { SetMetadata, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ModulesContainer } from '@nestjs/core';

const DESCRIPTION = 'course-plateform:tag-description';
/** The metadata key of `@ApiTags`. */
const NAMES = 'swagger/apiUseTags';

/** A group of operations in the documents. */
interface DescribedTag {
  readonly name: string;
  readonly description: string;
}

/** Describes the tag of a controller (`@ApiTags`); once for each tag. */
export function TagDescription(description: string): ClassDecorator {
  return SetMetadata(DESCRIPTION, description);
}

/**
 * The tags of an application's controllers.
 * @throws Error when a tag has no description
 */
export function describedTags(app: NestFastifyApplication): DescribedTag[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype as Type<object>),
  );
  const descriptions = new Map<string, string>();
  for (const controller of controllers) {
    const description: unknown = Reflect.getMetadata(DESCRIPTION, controller);
    for (const name of namesOf(controller)) {
      if (typeof description === 'string') descriptions.set(name, description);
    }
  }
  return [...new Set(controllers.flatMap(namesOf))].sort().map((name) => {
    const description = descriptions.get(name);
    if (description !== undefined) return { name, description };
    throw new Error(`Nobody describes the tag "${name}": a controller has a @TagDescription`);
  });
}

function namesOf(controller: Type<object>): string[] {
  const names: unknown = Reflect.getMetadata(NAMES, controller);
  return Array.isArray(names) ? names.map(String) : [];
}
