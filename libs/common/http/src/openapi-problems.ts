import {
  type ErrorDeclaration,
  type ExtensionSchema,
  formatMessage,
} from '@course-plateform/common/kernel';
import { reference } from './openapi-document';

const text = { type: 'string' };
const link = { type: 'string', format: 'uri-reference' };
const EXAMPLE_ID = '01890a5d-ac96-774b-bcce-b302099a8057';

/** The schemas that all problems share. */
export const PROBLEM_SCHEMAS = {
  FieldError: {
    type: 'object',
    description: 'A broken rule of one field or parameter',
    required: ['pointer', 'code', 'detail'],
    properties: {
      pointer: {
        ...text,
        description: 'JSON pointer into the body (RFC 6901), or the name of a parameter',
        example: '/email',
      },
      code: {
        ...text,
        description: 'Stable code of the rule that is broken',
        example: 'field.is_email',
      },
      detail: {
        ...text,
        description: 'What is wrong with the value, in the language of the response',
        example: 'must be an e-mail address',
      },
    },
  },
  ProblemDetails: {
    type: 'object',
    description:
      'RFC 9457 problem details. The problem of each code adds `status`, `code` and the members of its own.',
    required: ['type', 'title', 'detail'],
    properties: {
      type: {
        ...link,
        description: 'The page that explains the code',
        example: '/errors/request.invalid',
      },
      title: {
        ...text,
        description: 'What is wrong, the same for every problem with this code; localized',
        example: 'Invalid request',
      },
      detail: {
        ...text,
        description: 'What is wrong in this case, in a sentence to show; localized',
        example: 'One or more fields are invalid; see errors.',
      },
      instance: {
        ...link,
        description: 'The path of the request that failed',
        example: '/api/v1/auth/registrations',
      },
      traceId: {
        ...text,
        description: 'The trace of the request; name it when you report the problem',
        example: '4bf92f3577b34da6a3ce929d0e0e4736',
      },
      errors: {
        type: 'array',
        description: 'One for each broken rule, when fields or parameters are not valid',
        items: reference('schemas', 'FieldError'),
      },
    },
  },
};

/** The problem schema of a code: `code` is the discriminator, and it may have extension members. */
export function problemSchema({ code, status, title, extensions = {} }: ErrorDeclaration): object {
  const own = objectSchema(extensions);
  return {
    description: title,
    allOf: [
      reference('schemas', 'ProblemDetails'),
      {
        type: 'object',
        required: ['status', 'code', ...own.required],
        properties: {
          status: { type: 'integer', const: status },
          code: { type: 'string', const: code },
          ...own.properties,
        },
      },
    ],
  };
}

/**
 * An example of a problem in English, with the required members.
 * @throws Error when a placeholder of the detail or a member has no example
 */
export function problemExample(declaration: ErrorDeclaration): object {
  const { code, status, title, detail = title, example = {}, extensions = {} } = declaration;
  const sentence = formatMessage(detail, example);
  const [placeholder] = /\{\w+\}/.exec(sentence) ?? [];
  if (placeholder) throw new Error(`The error "${code}" has no example of ${placeholder}`);
  return {
    type: `/errors/${code}`,
    title,
    status,
    detail: sentence,
    code,
    ...membersExample(code, extensions),
  };
}

type Members = Readonly<Record<string, ExtensionSchema>>;

function membersExample(code: string, members: Members): object {
  return Object.fromEntries(
    Object.entries(members)
      .filter(([, { optional }]) => !optional)
      .map(([name, schema]) => [name, memberExample(`${code}: ${name}`, schema)]),
  );
}

function memberExample(place: string, schema: ExtensionSchema): unknown {
  if (schema.example !== undefined) return schema.example;
  if (schema.format === 'uuid') return EXAMPLE_ID;
  if (schema.type === 'integer') return 1;
  if (schema.type === 'boolean') return false;
  if (schema.type === 'object') return membersExample(place, schema.properties ?? {});
  if (schema.type === 'array' && schema.items) return [memberExample(place, schema.items)];
  throw new Error(`The error member ${place} has no example`);
}

function objectSchema(members: Members) {
  return {
    type: 'object',
    required: Object.keys(members).filter((name) => !members[name]?.optional),
    properties: Object.fromEntries(
      Object.entries(members).map(([name, schema]) => [name, memberSchema(schema)]),
    ),
  };
}

function memberSchema({ type, format, example, items, properties }: ExtensionSchema): object {
  if (type === 'object') return objectSchema(properties ?? {});
  return {
    type,
    ...(format ? { format } : {}),
    ...(example === undefined ? {} : { example }),
    ...(items ? { items: memberSchema(items) } : {}),
  };
}
