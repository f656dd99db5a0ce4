/** One thing that is wrong with one field of a request. */
export interface FieldError {
  /** JSON pointer (RFC 6901) into the body, or the name of a query parameter or header. */
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** What is fixed about a kind of failure: declared once, documented and translated by its code. */
export interface ErrorDeclaration {
  /** Stable, dotted, `area.reason`; never localised. */
  readonly code: string;
  /** HTTP status. */
  readonly status: number;
  /** A short name of the failure, in English; translations go by the code. */
  readonly title: string;
  /** A sentence for the caller with `{parameter}` places; defaults to the title. */
  readonly detail?: string;
}

/** What differs each time. */
export interface ErrorOccurrence {
  /** Values for the places in the detail. Never secrets: they reach the caller. */
  readonly params?: Readonly<Record<string, string | number>>;
  readonly errors?: readonly FieldError[];
  /** Where the resource is that stands in the way: the `Location` header. */
  readonly location?: string;
  /** Seconds after which a new try makes sense: the `Retry-After` header. */
  readonly retryAfter?: number;
  /** More members for the problem body, such as the steps that are allowed. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** An expected failure: thrown by the domain, turned into an answer by the transport's filter. */
export abstract class DomainError extends Error {
  constructor(
    readonly declaration: ErrorDeclaration,
    readonly occurrence: ErrorOccurrence = {},
  ) {
    super(fillPlaces(declaration.detail ?? declaration.title, occurrence.params), {
      cause: occurrence.cause,
    });
    this.name = new.target.name;
  }

  get code(): string {
    return this.declaration.code;
  }

  get status(): number {
    return this.declaration.status;
  }
}

/** A class of failures, as documented in OpenAPI and the error catalogue. */
export interface DomainErrorClass {
  new (occurrence?: ErrorOccurrence): DomainError;
  readonly declaration: ErrorDeclaration;
}

const declarations = new Map<string, ErrorDeclaration>();

/**
 * Declares a kind of failure: `class ReviewExists extends domainError({ code: 'review.exists', … }) {}`.
 * @throws Error when the code is malformed or already declared for something else
 */
export function domainError(declaration: ErrorDeclaration): DomainErrorClass {
  if (!/^[a-z0-9_]+\.[a-z0-9_]+$/.test(declaration.code)) {
    throw new Error(`The error code "${declaration.code}" is not of the form area.reason`);
  }
  const known = declarations.get(declaration.code);
  if (known && JSON.stringify(known) !== JSON.stringify(declaration)) {
    throw new Error(`The error code "${declaration.code}" is declared twice`);
  }
  declarations.set(declaration.code, declaration);
  return class extends DomainError {
    static readonly declaration = declaration;

    constructor(occurrence?: ErrorOccurrence) {
      super(declaration, occurrence);
    }
  };
}

/** Every failure declared by the modules loaded so far, by code. */
export function declaredErrors(): ReadonlyMap<string, ErrorDeclaration> {
  return declarations;
}

/** Puts values into the `{name}` places of a text; a place without a value stays as it is. */
export function fillPlaces(
  text: string,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));
}
