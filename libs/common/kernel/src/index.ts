export { AT_ONCE, Clock, FixedClock, MovableClock, RealClock, SystemClock } from './clock';
export { ACTOR, CALLER_TOKEN, DEADLINE } from './context-keys';
export {
  asVersion,
  earlierVersion,
  eventContract,
  formsOf,
  ownerOf,
  rpcContract,
} from './contract';
export type {
  Class,
  EarlierVersion,
  EventContract,
  EventForm,
  PayloadOf,
  ReplyOf,
  RequestOf,
  RpcContract,
} from './contract';
export { DomainError, declaredErrors, domainError } from './domain-error';
export type {
  DomainErrorClass,
  ErrorDeclaration,
  ErrorOccurrence,
  ExtensionSchema,
  FieldError,
  ProblemTranslator,
} from './domain-error';
export { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './durations';
export { isId, newId, newRandomId } from './ids';
export { inLanes } from './in-lanes';
export { registryOf } from './kind-registry';
export type { Kind, KindRegistry } from './kind-registry';
export { formatMessage, messageOutline, messagePlaceholders } from './message';
export type { MessageParams } from './message';
export { Money, MoneyInvalid, currencyExponent, divideHalfEven, isCurrency } from './money';
export type { MoneyValue } from './money';
export { NUMBERED_ITEMS_MAX, cursorPageOf, paginationOf, rowsOfPage } from './page';
export type { CursorPage, CursorPosition, Page, PageRequest, Pagination } from './page';
export { pastedCode } from './pasted';
export { present } from './present';
export { declaredMessages, fieldError, defineMessage } from './message-descriptor';
export type { MessageDescriptor } from './message-descriptor';
export { InternalError, RequestMalformed, toProblem } from './problem';
export type { Problem } from './problem';
export { RequestContext, contextKey } from './request-context';
export type { ContextKey } from './request-context';
export { foldText, searchRuns, searchWords } from './search-text';
export { SLUG_MAX, isSlug, newSlug, otherSlug, slugForms, slugOf } from './slug';
export type { SlugRules } from './slug';
export { LOOKUP_NAME_MAX, lookupName } from './lookup-name';
export { beginningOf, isStorable, isVisible } from './text';
export { TextEncryption } from './text-encryption';
export { TransitionNotAllowed, transition } from './state-machine';
export type { Transitions } from './state-machine';
export {
  ANY_OF_EXTENSION,
  ONE_OF,
  ONE_OF_EXTENSION,
  Unchecked,
  concreteShape,
  isOneOf,
  isUnchecked,
} from './variants';
export type { OneOfClass, OneOfVariants } from './variants';
