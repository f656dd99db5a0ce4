import type { OpenAPIObject } from '@nestjs/swagger';

export type OperationObject = NonNullable<OpenAPIObject['paths'][string]['get']>;
export type ParameterObject = Extract<
  NonNullable<OperationObject['parameters']>[number],
  { in: string }
>;

/** A reference to a shared component. */
export interface Reference {
  readonly $ref: string;
}

type Component = 'schemas' | 'responses' | 'headers' | 'examples';

/** Creates a reference to a component. */
export function reference(component: Component, name: string): Reference {
  return { $ref: `#/components/${component}/${name}` };
}

/** A parameter of an operation by name; undefined when there is none. */
export function parameterOf(operation: OperationObject, name: string): ParameterObject | undefined {
  return operation.parameters?.find(
    (one): one is ParameterObject => 'name' in one && one.name === name,
  );
}
