export { Clock, FixedClock, SystemClock } from './clock';
export { eventContract, rpcContract } from './contract';
export type { Class, EventContract, PayloadOf, ReplyOf, RequestOf, RpcContract } from './contract';
export { DomainError, declaredErrors, domainError, fillPlaces } from './domain-error';
export type {
  DomainErrorClass,
  ErrorDeclaration,
  ErrorOccurrence,
  FieldError,
} from './domain-error';
export { isId, newId } from './ids';
export { Money, MoneyInvalid, currencyExponent } from './money';
export type { MoneyValue } from './money';
export { cursorPageOf, paginationOf } from './page';
export type { CursorPage, CursorPosition, Page, PageRequest, Pagination } from './page';
export { INTERNAL_ERROR_CODE, toProblem } from './problem';
export type { Problem, ProblemTranslator } from './problem';
export { RequestContext, contextKey } from './request-context';
export type { ContextKey } from './request-context';
export { slugOf } from './slug';
export { TransitionNotAllowed, transition } from './state-machine';
export type { Transitions } from './state-machine';
