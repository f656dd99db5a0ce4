import { DomainError, type FieldError } from './domain-error';

/** The body of every failed answer: RFC 9457 with a stable code, the same over HTTP, NATS and GraphQL. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  readonly code: string;
  readonly traceId?: string;
  readonly errors?: readonly FieldError[];
  readonly [extension: string]: unknown;
}

/** The code of a failure nobody expected; its message stays in the log. */
export const INTERNAL_ERROR_CODE = 'internal.error';

/** Translates the title or the detail of a code; gives back the English text when there is no translation. */
export type ProblemTranslator = (
  code: string,
  part: 'title' | 'detail',
  english: string,
  params: Readonly<Record<string, string | number>>,
) => string;

/**
 * The problem body of a failure. An error that is not a `DomainError` tells nothing about itself.
 * @param context where it happened, and how texts are translated
 */
export function toProblem(
  error: unknown,
  context: { instance?: string; traceId?: string; translate: ProblemTranslator },
): Problem {
  const common = {
    ...(context.instance === undefined ? {} : { instance: context.instance }),
    ...(context.traceId === undefined ? {} : { traceId: context.traceId }),
  };
  if (!(error instanceof DomainError)) {
    return {
      type: `/errors/${INTERNAL_ERROR_CODE}`,
      title: context.translate(INTERNAL_ERROR_CODE, 'title', 'Internal error', {}),
      status: 500,
      detail: context.translate(
        INTERNAL_ERROR_CODE,
        'detail',
        'Something went wrong on our side. The trace id helps us find out what.',
        {},
      ),
      code: INTERNAL_ERROR_CODE,
      ...common,
    };
  }
  const { declaration, occurrence } = error;
  const params = occurrence.params ?? {};
  const localised = (one: FieldError): FieldError => ({
    ...one,
    detail: context.translate(one.code, 'detail', one.detail, {}),
  });
  return {
    // First, so that an extension never takes the place of a member everybody relies on.
    ...occurrence.extensions,
    type: `/errors/${declaration.code}`,
    title: context.translate(declaration.code, 'title', declaration.title, params),
    status: declaration.status,
    detail: context.translate(
      declaration.code,
      'detail',
      declaration.detail ?? declaration.title,
      params,
    ),
    code: declaration.code,
    ...common,
    ...(occurrence.errors ? { errors: occurrence.errors.map(localised) } : {}),
  };
}
