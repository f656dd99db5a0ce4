export { sendProblem } from './answer';
export {
  BodyTooLarge,
  HeadersTooLarge,
  MediaTypeUnsupported,
  MethodNotAllowed,
  RequestRejected,
  RequestTooSlow,
  RouteNotFound,
} from './errors';
export { frameworkFailure } from './framework-failure';
export { endToEndHeaders } from './hop-by-hop';
export { protect } from './protect';
export { edgeServerOptions } from './server-options';
export type { EdgeSettings } from './server-options';
export { securityHeaders } from './security-headers';
