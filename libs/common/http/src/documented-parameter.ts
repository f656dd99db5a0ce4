/** A parameter decorator that also says something about the handler it belongs to, for the OpenAPI document. */
export function documentedParameter(
  parameter: ParameterDecorator,
  documentation: MethodDecorator,
): ParameterDecorator {
  return (target, method, index) => {
    parameter(target, method, index);
    documentMethod(documentation)(target, method);
  };
}

/** Applies a method decorator from where only a parameter is decorated. */
export function documentMethod(documentation: MethodDecorator) {
  return (target: object, method: string | symbol | undefined): void => {
    if (method === undefined) return;
    const descriptor = Object.getOwnPropertyDescriptor(target, method);
    if (descriptor) documentation(target, method, descriptor);
  };
}
