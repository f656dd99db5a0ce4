/** A parameter decorator that also documents its handler in the OpenAPI document. */
export function documentedParameter(
  parameter: ParameterDecorator,
  documentation: MethodDecorator,
): ParameterDecorator {
  return (target, method, index) => {
    parameter(target, method, index);
    documentMethod(documentation)(target, method);
  };
}

/** Applies a method decorator from a parameter decorator. */
export function documentMethod(documentation: MethodDecorator) {
  return (target: object, method: string | symbol | undefined): void => {
    if (method === undefined) return;
    const descriptor = Object.getOwnPropertyDescriptor(target, method);
    if (descriptor) documentation(target, method, descriptor);
  };
}
