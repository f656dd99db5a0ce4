export { sendProblem } from './send-problem';
export { compressResponses, plainEntityTag } from './compression';
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
export { PROXY_SECRET_HEADER } from './forwarded';
export { endToEndHeaders } from './hop-by-hop';
export { protect } from './protect';
export { edgeServerOptions } from './server-options';
export type { EdgeSettings } from './server-options';
export { securityHeaders } from './security-headers';
