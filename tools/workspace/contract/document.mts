import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { SERVICES } from '../../../libs/types/platform/src/services.ts';
import { Failure } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';
import { type StoredDocument, plainDocument } from './plain.mts';

/** The parts of a document that the contract tools read, in the form that `plainDocument` gives it. */
export interface ContractDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, ContractOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface ContractOperation {
  readonly operationId: string;
  readonly summary?: string;
  readonly 'x-permission'?: string;
  /** The path of what is made, with placeholders. */
  readonly 'x-location'?: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Contents };
  readonly responses: Readonly<Record<string, Response>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface Response {
  readonly description?: string;
  readonly headers?: Readonly<Record<string, object>>;
  readonly content?: Contents;
}

/** What reads its body itself: a piece of a resumable upload, or a form with a file. */
const UPLOAD_TYPES = ['application/offset+octet-stream', 'multipart/form-data'];

/** Whether an operation takes a file in, of which no repeat can be told. */
export function isUpload({
  requestBody,
}: {
  readonly requestBody?: { readonly content?: object } | undefined;
}): boolean {
  const types = Object.keys(requestBody?.content ?? {});
  return types.some((type) => UPLOAD_TYPES.includes(type));
}

export type Contents = Readonly<Record<string, Content>>;

interface Content {
  readonly schema: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly discriminator?: { readonly mapping?: Readonly<Record<string, string>> };
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
  readonly example?: unknown;
}

/** A document and the service it is of. */
export interface Contract {
  readonly service: string;
  /** As it is committed. */
  readonly stored: object;
  readonly document: ContractDocument;
}

/** An operation and the words it is called by in a report. */
export interface Route {
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly operation: ContractOperation;
}

export const SERVICE_NAMES: readonly string[] = SERVICES.map(({ name }) => name);

/** Where the document of a service lies, from the root. */
export function documentFile(service: string): string {
  return path.posix.join('apps', service, 'openapi.json');
}

/**
 * The committed documents of the named services, of all when none is named.
 * @throws Failure when there is no such service
 */
export function readContracts(names: readonly string[] = []): Contract[] {
  const unknown = names.filter((name) => !SERVICE_NAMES.includes(name));
  if (unknown.length > 0) {
    throw new Failure(
      `There is no service called ${unknown.join(', ')}. There are: ${SERVICE_NAMES.join(', ')}.`,
    );
  }
  const services = names.length > 0 ? names : SERVICE_NAMES;
  return services
    .filter((service) => existsSync(path.join(ROOT, documentFile(service))))
    .map((service) => {
      const text = readFileSync(path.join(ROOT, documentFile(service)), 'utf8');
      const stored = JSON.parse(text) as StoredDocument;
      return { service, stored, document: plainDocument<ContractDocument>(stored) };
    });
}

export function routesOf({ paths }: ContractDocument): Route[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const upper = method.toUpperCase();
      return { title: `${upper} ${path}`, method: upper, path, operation };
    }),
  );
}

/** The name of the component that a schema refers to, directly or as the nullable wrapping of one. */
export function componentName(schema: Schema): string | undefined {
  const [only, ...more] = schema.allOf ?? [];
  const ref = schema.$ref ?? (more.length === 0 ? only?.$ref : undefined);
  return ref?.replace('#/components/schemas/', '');
}

/** The schema itself, or the component it refers to. */
export function resolved(document: ContractDocument, schema: Schema): Schema {
  const name = componentName(schema);
  return (name === undefined ? undefined : document.components.schemas[name]) ?? schema;
}

/** The schemas directly inside of a schema, each with the step that leads to it. */
export function innerSchemas(schema: Schema): (readonly [step: string, inner: Schema])[] {
  const { properties = {}, items, additionalProperties } = schema;
  const choices = (['allOf', 'oneOf', 'anyOf'] as const).flatMap((key) =>
    (schema[key] ?? []).map((inner, index) => [`${key}/${index}`, inner] as const),
  );
  return [
    ...Object.entries(properties),
    ...(items ? [['[]', items] as const] : []),
    ...(typeof additionalProperties === 'object' ? [['{}', additionalProperties] as const] : []),
    ...choices,
  ];
}
