import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

/** `api`: responses of a service, including Swagger UI; `portal`: pages without inline scripts. */
export type SecurityPolicy = 'api' | 'portal';

/** The headers of Helmet, computed once: they are the same for every request. */
const POLICIES: Readonly<Record<SecurityPolicy, OutgoingHttpHeaders>> = {
  api: send(["'self'", "'unsafe-inline'"]),
  portal: send(["'self'"]),
};

/** The security headers for browsers. They allow what our own pages need, and nothing from other origins. */
export function securityHeaders(policy: SecurityPolicy): OutgoingHttpHeaders {
  return POLICIES[policy];
}

function send(scriptSrc: string[]): OutgoingHttpHeaders {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  const apply = helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc,
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        // Players hand the browser what they have put together.
        mediaSrc: ["'self'", 'blob:'],
        upgradeInsecureRequests: null,
      },
    },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  apply(request, response, (error) => {
    if (error) throw error;
  });
  return response.getHeaders();
}
