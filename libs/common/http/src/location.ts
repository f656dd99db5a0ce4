import type { FastifyReply, FastifyRequest } from 'fastify';

/** The key of the result's path in the configuration of a route. */
export const LOCATION = 'locationOfResult';

/**
 * Sets the `Location` of a 201 response (RFC 9110, 15.3.2): the path in `@Operation`, or the id of the result below the
 * path of the request.
 * @param body of the response, which fills the placeholders of the path, or else the path of the request does
 */
export function describeLocation(request: FastifyRequest, reply: FastifyReply, body: object): void {
  if (reply.statusCode !== 201) return;
  const { url = '', config } = request.routeOptions;
  const named: unknown = Reflect.get(config, LOCATION);
  const template = typeof named === 'string' ? named : resultPath(url);
  const values: object = { ...Object(request.params), ...body };
  const path = template.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const value: unknown = Reflect.get(values, name);
    return typeof value === 'string' ? encodeURIComponent(value) : place;
  });
  void reply.header('location', path);
}

/** The path of a new item of the collection of a route. @param route in the notation of Fastify or OpenAPI */
export function resultPath(route: string): string {
  return `${route.replaceAll(/:(\w+)/g, '{$1}')}/{id}`;
}
