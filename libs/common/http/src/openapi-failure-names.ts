import type { ErrorDeclaration } from '@course-plateform/common/kernel';
import { EmailUnverified, Forbidden, TokenMissing } from '@course-plateform/common/auth';
import { BodyTooLarge, MediaTypeUnsupported } from '@course-plateform/common/edge';
import { PreconditionFailed } from '@course-plateform/common/persistence';
import { RequestInvalid } from '@course-plateform/common/validation';
import {
  BodyTooDeep,
  CursorInvalid,
  HeaderInvalid,
  IdempotencyInProgress,
  IdempotencyKeyReused,
  IfMatchMissing,
  RateLimitExceeded,
} from './errors';

/** The reasons of the statuses (RFC 9110, 15; RFC 6585), as names. */
const REASONS: Readonly<Record<number, string>> = {
  301: 'MovedPermanently',
  400: 'BadRequest',
  401: 'Unauthorized',
  402: 'PaymentRequired',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  408: 'RequestTimeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'LengthRequired',
  412: 'PreconditionFailed',
  413: 'ContentTooLarge',
  415: 'UnsupportedMediaType',
  416: 'RangeNotSatisfiable',
  422: 'UnprocessableContent',
  423: 'Locked',
  428: 'PreconditionRequired',
  429: 'TooManyRequests',
  431: 'RequestHeaderFieldsTooLarge',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
};

const codesOf = (...classes: readonly { readonly declaration: ErrorDeclaration }[]) =>
  classes.map(({ declaration }) => declaration.code);

/**
 * Sets of codes that the platform adds to similar operations, with a name for each; the first match counts. The codes
 * of every operation are part of each set. A response without any of these is named after its codes.
 */
const FORMS: Readonly<Record<number, readonly (readonly [string, readonly string[]])[]>> = {
  400: [
    ['BadRequest', codesOf(HeaderInvalid, BodyTooDeep)],
    ['BadRequestBody', codesOf(BodyTooDeep)],
    ['BadRequestList', codesOf(CursorInvalid)],
    ['BadRequestAddress', []],
  ],
  401: [
    ['Unauthorized', codesOf(TokenMissing)],
    ['UnauthorizedToken', []],
  ],
  403: [['Forbidden', codesOf(Forbidden, EmailUnverified)]],
  409: [['Conflict', codesOf(IdempotencyInProgress)]],
  412: [['PreconditionFailed', codesOf(PreconditionFailed)]],
  413: [['ContentTooLarge', codesOf(BodyTooLarge)]],
  415: [['UnsupportedMediaType', codesOf(MediaTypeUnsupported)]],
  422: [
    ['UnprocessableContent', codesOf(RequestInvalid, IdempotencyKeyReused)],
    ['UnprocessableFields', codesOf(RequestInvalid)],
    ['UnprocessableKey', codesOf(IdempotencyKeyReused)],
  ],
  428: [['PreconditionRequired', codesOf(IfMatchMissing)]],
  429: [['TooManyRequests', codesOf(RateLimitExceeded)]],
};

/** The maximum length of a name; a longer one is replaced by one after the first operation with this set. */
const LONGEST = 60;

/** Names the error responses of a document uniquely by their set of codes. */
export class FailureNames {
  private readonly codes = new Map<string, string>();
  private readonly names = new Map<string, string>();
  private readonly common: ReadonlySet<string>;

  /** @param common the errors of every operation, which are not part of names */
  constructor(common: readonly ErrorDeclaration[]) {
    this.common = new Set(common.map(({ code }) => code));
  }

  /** @throws Error when another set of codes has the name */
  of(status: number, declarations: readonly ErrorDeclaration[], operationId: string): string {
    const codes = declarations.map(({ code }) => code);
    const key = codes.join(' ');
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const name = this.nameOf(status, codes, operationId);
    const other = this.codes.get(name);
    if (other !== undefined) throw new Error(`${name} would be the name of ${other} and of ${key}`);
    this.codes.set(name, key);
    this.names.set(key, name);
    return name;
  }

  private nameOf(status: number, codes: readonly string[], operationId: string): string {
    const reason = REASONS[status];
    if (reason === undefined) throw new Error(`The status ${status} has no name yet`);
    const [form, ofForm] = formOf(status, codes) ?? [undefined, [] as readonly string[]];
    const own = codes.filter((code) => !this.common.has(code) && !ofForm.includes(code));
    if (own.length === 0) return form ?? reason;
    const name = `${form ?? ''}${own.map(pascalCase).join('Or')}`;
    return name.length <= LONGEST ? name : `${form ?? reason}Of${pascalCase(operationId)}`;
  }
}

function formOf(status: number, codes: readonly string[]) {
  return FORMS[status]?.find(([, ofForm]) => ofForm.every((code) => codes.includes(code)));
}

/** `order.already_owned` and `createOrder` as `OrderAlreadyOwned` and `CreateOrder`. */
export function pascalCase(name: string): string {
  return name.replace(/(^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_match, _between, letter: string) =>
    letter.toUpperCase(),
  );
}
