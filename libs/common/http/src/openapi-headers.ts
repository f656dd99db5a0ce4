import { reference } from './openapi-document';

const text = (description: string, example: string) => ({
  description,
  schema: { type: 'string', example },
});
/** A header that every response has. */
const always = (description: string, example: string) => ({
  ...text(description, example),
  required: true,
});

/** The response headers, as shared components. */
const HEADERS: Readonly<Record<string, object>> = {
  ETag: always(
    'The version of what was sent. Send it as If-None-Match to be told that nothing has changed, and as If-Match with a change.',
    '"7"',
  ),
  Location: always(
    'Where the result of the request is found, as a path of this platform',
    '/api/v1/orders/01890a5d-ac96-774b-bcce-b302099a8057',
  ),
  RateLimit: text(
    'How many requests of this kind are left, and the seconds until they are counted anew (draft-ietf-httpapi-ratelimit-headers)',
    '"read";r=599;t=60',
  ),
  'RateLimit-Policy': text(
    'How many requests of this kind are allowed in how many seconds (draft-ietf-httpapi-ratelimit-headers)',
    '"read";q=600;w=60',
  ),
  'Content-Language': always('The language of the texts: the best one for Accept-Language', 'en'),
  'Retry-After': {
    description: 'Seconds after which another try makes sense',
    required: true,
    schema: { type: 'integer', minimum: 1, example: 2 },
  },
  'Idempotency-Replayed': {
    description:
      'Sent with the response to a repeated Idempotency-Key: it is the one of the first time',
    schema: { type: 'string', const: 'true', example: 'true' },
  },
  'WWW-Authenticate': always('How to authenticate (RFC 9110, 11.6.1)', 'Bearer'),
  Deprecation: text(
    'Since when the operation is deprecated, in seconds since 1970 (RFC 9745)',
    '@1767225600',
  ),
  Sunset: text(
    'From when on the operation may be gone (RFC 8594)',
    'Fri, 01 Jan 2027 00:00:00 GMT',
  ),
};

/** The header components that a document refers to. */
export function headersOf(document: object): Record<string, object> {
  const text = JSON.stringify(document);
  return Object.fromEntries(
    Object.entries(HEADERS).filter(([name]) => text.includes(reference('headers', name).$ref)),
  );
}
