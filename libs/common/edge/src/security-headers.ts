import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

/** `api`: what a service sends, Swagger UI on its own page included; `portal`: pages without inline scripts. */
export type SecurityPolicy = 'api' | 'portal';

/** What Helmet says, asked once: it would say the same to every request and take its time each time. */
const POLICIES: Readonly<Record<SecurityPolicy, OutgoingHttpHeaders>> = {
  api: ask(["'self'", "'unsafe-inline'"]),
  portal: ask(["'self'"]),
};

/** The headers that protect whoever shows a response. They allow what our own pages need and nothing from elsewhere. */
export function securityHeaders(policy: SecurityPolicy): OutgoingHttpHeaders {
  return POLICIES[policy];
}

function ask(scriptSrc: string[]): OutgoingHttpHeaders {
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
