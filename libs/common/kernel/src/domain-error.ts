import { type MessageParams, formatMessage } from './message';

/** One problem with one field of a request. */
export interface FieldError {
  /** JSON pointer (RFC 6901) into the body, or the name of a query parameter or header. */
  readonly pointer: string;
  readonly code: string;
  /** In English, with placeholders for the parameters; translations are found by the code. */
  readonly detail: string;
  /** Values for the placeholders of the detail. Never secrets: they reach the caller. */
  readonly params?: MessageParams;
}

/** The constant part of an error class: declared once, documented and translated by its code. */
export interface ErrorDeclaration {
  /** Stable, dotted, `area.reason`; never localized. */
  readonly code: string;
  /** HTTP status. */
  readonly status: number;
  /** A short name of the error, in English; translations are found by the code. */
  readonly title: string;
  /** A sentence for the caller, an ICU message with `{parameter}` placeholders; defaults to the title. */
  readonly detail?: string;
  /** Values for the placeholders of the detail, for the example in the documents; needed where there are any. */
  readonly example?: MessageParams;
  /** What the caller can do about it, for the error catalog; absent when the status says enough. */
  readonly remedy?: string;
  /** The extension members of its problem body (RFC 9457, 3.2); the client's types are generated from them. */
  readonly extensions?: Readonly<Record<string, ExtensionSchema>>;
}

/** The schema of an extension member, as in JSON Schema. */
export interface ExtensionSchema {
  readonly type: 'string' | 'integer' | 'boolean' | 'array' | 'object';
  readonly format?: 'uuid';
  /** An example of a string; required when there is neither a format nor items. */
  readonly example?: string;
  readonly items?: ExtensionSchema;
  readonly properties?: Readonly<Record<string, ExtensionSchema>>;
  /** Set when not every problem with this code has the member. */
  readonly optional?: true;
}

/** The part of an error that differs with each occurrence. */
export interface ErrorOccurrence<Extension extends string = string> {
  /** Values for the placeholders of the detail. Never secrets: they reach the caller. */
  readonly params?: MessageParams;
  readonly errors?: readonly FieldError[];
  /** The address of the conflicting resource: the `Location` header. */
  readonly location?: string;
  /** Seconds to wait before a retry: the `Retry-After` header. */
  readonly retryAfter?: number;
  /** Extension members of the problem body, such as the allowed transitions. */
  readonly extensions?: Readonly<Partial<Record<Extension, unknown>>>;
  readonly cause?: unknown;
}

/**
 * Formats a text in the caller's language: the translation of the code, or the English text if there is none.
 */
export type ProblemTranslator = (
  code: string,
  part: 'title' | 'detail',
  english: string,
  params: MessageParams,
) => string;

/** An expected failure: thrown by the domain, turned into a response by the transport's filter. */
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

  /** Title and detail in the caller's language. */
  texts(translate: ProblemTranslator): Pick<ErrorDeclaration, 'title'> & { detail: string } {
    const { code, title, detail = title } = this.declaration;
    const { params = {} } = this.occurrence;
    return {
      title: translate(code, 'title', title, params),
      detail: translate(code, 'detail', detail, params),
    };
  }

  /** The errors of single fields in the caller's language; undefined when there are none. */
  fieldTexts(translate: ProblemTranslator): readonly FieldError[] | undefined {
    return this.occurrence.errors?.map(({ pointer, code, detail, params = {} }) => ({
      pointer,
      code,
      detail: translate(code, 'detail', detail, params),
    }));
  }
}

/** An error class, as documented in OpenAPI and the error catalog. */
export interface DomainErrorClass<Extension extends string = string> {
  new (occurrence?: ErrorOccurrence<Extension>): DomainError;
  readonly declaration: ErrorDeclaration;
}

/** The names of the extension members of a declaration. */
type ExtensionOf<Declaration extends ErrorDeclaration> = Declaration extends {
  readonly extensions: infer Extensions;
}
  ? keyof Extensions & string
  : never;

const declarations = new Map<string, ErrorDeclaration>();

/**
 * Declares an error class: `class ReviewExists extends domainError({ code: 'review.exists', … }) {}`.
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

/** Every error declared by the modules loaded so far, by code. */
export function declaredErrors(): ReadonlyMap<string, ErrorDeclaration> {
  return declarations;
}
