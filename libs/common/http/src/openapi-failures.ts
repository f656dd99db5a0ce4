import type { DomainErrorClass, ErrorDeclaration } from '@course-plateform/common/kernel';
import { declaredErrors } from '@course-plateform/common/kernel';
import { FailureNames, pascalCase } from './openapi-failure-names';
import { problemExample, problemSchema } from './openapi-problems';
import { type Reference, reference } from './openapi-document';

/** The headers of error responses besides those of every response. */
const HEADERS: Readonly<Record<number, readonly string[]>> = {
  401: ['WWW-Authenticate'],
  429: ['Retry-After', 'RateLimit', 'RateLimit-Policy'],
  503: ['Retry-After'],
};

/**
 * The error responses of a document. Each response, problem and example is one component, which operations refer to.
 */
export class Failures {
  readonly responses: Record<string, object> = {};
  readonly schemas: Record<string, object> = {};
  readonly examples: Record<string, object> = {};
  private readonly names: FailureNames;

  /** @param common the errors of every operation */
  constructor(common: readonly DomainErrorClass[]) {
    this.names = new FailureNames(common.map(({ declaration }) => declaration));
  }

  /**
   * The error responses of an operation by status.
   * @throws Error when a code is not declared
   */
  responsesFor(operationId: string, codes: ReadonlySet<string>): Record<string, Reference> {
    return Object.fromEntries(
      [...byStatus(codes)].map(([status, declarations]) => {
        const name = this.names.of(status, declarations, operationId);
        this.responses[name] ??= this.response(status, declarations);
        return [String(status), reference('responses', name)];
      }),
    );
  }

  private response(status: number, declarations: readonly ErrorDeclaration[]): object {
    const schemas = declarations.map((declaration) => this.describe(declaration));
    const [only, ...others] = schemas;
    const headers = ['Content-Language', ...(HEADERS[status] ?? [])];
    return {
      description: [...new Set(declarations.map(({ title }) => title))].join('; '),
      headers: Object.fromEntries(headers.map((name) => [name, reference('headers', name)])),
      content: {
        'application/problem+json': {
          schema: others.length === 0 ? only : { oneOf: schemas },
          examples: Object.fromEntries(
            declarations.map(({ code }) => [code, reference('examples', code)]),
          ),
        },
      },
    };
  }

  private describe(declaration: ErrorDeclaration): Reference {
    const name = `${pascalCase(declaration.code)}Problem`;
    this.schemas[name] ??= problemSchema(declaration);
    this.examples[declaration.code] ??= { value: problemExample(declaration) };
    return reference('schemas', name);
  }
}

function byStatus(codes: ReadonlySet<string>): Map<number, ErrorDeclaration[]> {
  const declarations = [...codes].sort().map((code) => {
    const declaration = declaredErrors().get(code);
    if (!declaration) throw new Error(`The error code "${code}" is not declared`);
    return declaration;
  });
  return Map.groupBy(declarations, ({ status }) => status);
}
