import { type MessageParams, formatMessage } from './message';

/** One thing that is wrong with one field of a request. */
export interface FieldError {
  /** JSON pointer (RFC 6901) into the body, or the name of a query parameter or header. */
  readonly pointer: string;
  readonly code: string;
  /** In English, with places for the parameters; translations go by the code. */
  readonly detail: string;
  /** Values for the places in the detail. Never secrets: they reach the caller. */
  readonly params?: MessageParams;
}

/** What is fixed about a kind of failure: declared once, documented and translated by its code. */
export interface ErrorDeclaration {
  /** Stable, dotted, `area.reason`; never localised. */
  readonly code: string;
  /** HTTP status. */
  readonly status: number;
  /** A short name of the failure, in English; translations go by the code. */
  readonly title: string;
  /** A sentence for the caller, an ICU message with `{parameter}` places; defaults to the title. */
  readonly detail?: string;
  /** What the caller can do about it, for the error catalogue; left out where the status says it all. */
  readonly remedy?: string;
  /** The members that its problems have besides the common ones (RFC 9457, 3.2): clients get their types from here. */
  readonly extensions?: Readonly<Record<string, ExtensionSchema>>;
}

/** The form of an extension member, in the words of JSON Schema. */
export interface ExtensionSchema {
  readonly type: 'string' | 'integer' | 'boolean' | 'array' | 'object';
  readonly items?: ExtensionSchema;
  readonly properties?: Readonly<Record<string, ExtensionSchema>>;
  /** Not in every problem of this code. */
  readonly optional?: true;
}

/** What differs each time. */
export interface ErrorOccurrence<Extension extends string = string> {
  /** Values for the places in the detail. Never secrets: they reach the caller. */
  readonly params?: MessageParams;
  readonly errors?: readonly FieldError[];
  /** Where the resource is that stands in the way: the `Location` header. */
  readonly location?: string;
  /** Seconds after which a new try makes sense: the `Retry-After` header. */
  readonly retryAfter?: number;
  /** More members for the problem body, such as the steps that are allowed. */
  readonly extensions?: Readonly<Partial<Record<Extension, unknown>>>;
  readonly cause?: unknown;
}

/**
 * Says a text in the caller's language: the translation of the code, or the English text when there is none, with
 * its places filled.
 */
export type ProblemTranslator = (
  code: string,
  part: 'title' | 'detail',
  english: string,
  params: MessageParams,
) => string;

/** An expected failure: thrown by the domain, turned into an answer by the transport's filter. */
export abstract class DomainError extends Error {
  /** @param message for the log, in English */
  constructor(
    readonly declaration: ErrorDeclaration,
    readonly occurrence: ErrorOccurrence = {},
    message = formatMessage(declaration.detail ?? declaration.title, occurrence.params),
  ) {
    super(message, { cause: occurrence.cause });
    this.name = new.target.name;
  }

  get code(): string {
    return this.declaration.code;
  }

  get status(): number {
    return this.declaration.status;
  }

  /** What the caller reads. */
  texts(translate: ProblemTranslator): Pick<ErrorDeclaration, 'title'> & { detail: string } {
    const { code, title, detail = title } = this.declaration;
    const { params = {} } = this.occurrence;
    return {
      title: translate(code, 'title', title, params),
      detail: translate(code, 'detail', detail, params),
    };
  }

  /** What the caller reads about single fields; undefined when it is not about any. */
  fieldTexts(translate: ProblemTranslator): readonly FieldError[] | undefined {
    return this.occurrence.errors?.map(({ pointer, code, detail, params = {} }) => ({
      pointer,
      code,
      detail: translate(code, 'detail', detail, params),
    }));
  }
}

/** A class of failures, as documented in OpenAPI and the error catalogue. */
export interface DomainErrorClass<Extension extends string = string> {
  new (occurrence?: ErrorOccurrence<Extension>): DomainError;
  readonly declaration: ErrorDeclaration;
}

/** The names of the members that a declaration mentions. */
type ExtensionOf<Declaration extends ErrorDeclaration> = Declaration extends {
  readonly extensions: infer Extensions;
}
  ? keyof Extensions & string
  : never;

const declarations = new Map<string, ErrorDeclaration>();

/**
 * Declares a kind of failure: `class ReviewExists extends domainError({ code: 'review.exists', … }) {}`.
 * @throws Error when the code is malformed, or another class has it
 */
export function domainError<const Declaration extends ErrorDeclaration>(
  declaration: Declaration,
): DomainErrorClass<ExtensionOf<Declaration>> {
  if (!/^[a-z0-9_]+\.[a-z0-9_]+$/.test(declaration.code)) {
    throw new Error(`The error code "${declaration.code}" is not of the form area.reason`);
  }
  if (declarations.has(declaration.code)) {
    throw new Error(`The error code "${declaration.code}" is declared twice`);
  }
  declarations.set(declaration.code, declaration);
  return class extends DomainError {
    static readonly declaration = declaration;

    constructor(occurrence?: ErrorOccurrence<ExtensionOf<Declaration>>) {
      super(declaration, occurrence);
    }
  };
}

/** Every failure declared by the modules loaded so far, by code. */
export function declaredErrors(): ReadonlyMap<string, ErrorDeclaration> {
  return declarations;
}
