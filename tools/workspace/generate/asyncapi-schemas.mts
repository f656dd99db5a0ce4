import { createRequire } from 'node:module';
import path from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Shape } from '../broker/messages.mts';
import { Failure } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';

const require = createRequire(import.meta.url);
const PLATFORM = path.join(ROOT, 'dist/libs/types/platform/src/index.js');

/** The parts of a JSON schema (draft 7, which AsyncAPI takes) that are made here. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly allOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

/** What the built library says of enums. */
interface EnumTexts {
  readonly enumDescriptions: () => ReadonlyMap<string, string>;
}

export type Schemas = Readonly<Record<string, JsonSchema>>;

/**
 * The schemas of some classes and of all they contain, by the names of the classes. They come from the decorators that
 * also check what arrives, by the way the OpenAPI documents are made.
 * @throws Failure when two classes share a name
 */
export async function schemasOf(shapes: readonly Shape[]): Promise<Schemas> {
  const distinct = [...new Set(shapes)];
  for (const [name, sharing] of Map.groupBy(distinct, (shape) => shape.name)) {
    if (sharing.length > 1) throw new Failure(`Two classes of messages are called ${name}.`);
  }
  const { schemas = {} } = (await openApi(distinct)).components ?? {};
  const { enumDescriptions } = require(PLATFORM) as EnumTexts;
  const ofEnums = enumDescriptions();
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const description = ofEnums.get(name);
      const described = description === undefined ? schema : { ...schema, description };
      return [name, toJsonSchema(described)];
    }),
  );
}

/** A document of nothing but classes; no service is started for it. */
async function openApi(extraModels: readonly Shape[]): Promise<OpenAPIObject> {
  const { Module } = require('@nestjs/common') as typeof import('@nestjs/common');
  const { NestFactory } = require('@nestjs/core') as typeof import('@nestjs/core');
  const { FastifyAdapter } =
    require('@nestjs/platform-fastify') as typeof import('@nestjs/platform-fastify');
  const { DocumentBuilder, SwaggerModule } =
    require('@nestjs/swagger') as typeof import('@nestjs/swagger');
  class Messages {}
  Module({})(Messages);
  const app = await NestFactory.create(Messages, new FastifyAdapter(), {
    logger: false,
    preview: true,
  });
  const config = new DocumentBuilder().build();
  return SwaggerModule.createDocument(app, config, { extraModels: [...extraModels] });
}

/** A schema of OpenAPI 3.0 as a JSON schema: `nullable` becomes a type or a choice, `example` a list of one. */
export function toJsonSchema(schema: object): JsonSchema {
  const { nullable, example, ...rest } = schema as Record<string, unknown>;
  const plain: JsonSchema = {
    ...mapped(rest),
    ...(example === undefined ? {} : { examples: [example] }),
  };
  if (nullable !== true) return plain;
  if (typeof plain.type === 'string' && !plain.enum && !plain.allOf) {
    return { ...plain, type: [plain.type, 'null'] };
  }
  const { description, examples, ...choice } = plain;
  const [only, ...more] = choice.allOf ?? [];
  return {
    oneOf: [only && more.length === 0 ? only : choice, { type: 'null' }],
    ...(description === undefined ? {} : { description }),
    ...(examples === undefined ? {} : { examples }),
  };
}

function mapped(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(schema).map(([key, value]) => {
    if (key === 'items' && isObject(value)) return [key, toJsonSchema(value)] as const;
    if (key === 'properties' && isObject(value)) {
      const members = Object.entries(value).map(([name, one]) => [name, toJsonSchema(one)]);
      return [key, Object.fromEntries(members)] as const;
    }
    if (['allOf', 'oneOf', 'anyOf'].includes(key) && Array.isArray(value)) {
      return [key, value.map((one: object) => toJsonSchema(one))] as const;
    }
    return [key, value] as const;
  });
  return Object.fromEntries(entries);
}

function isObject(value: unknown): value is Record<string, object> {
  return typeof value === 'object' && value !== null;
}
