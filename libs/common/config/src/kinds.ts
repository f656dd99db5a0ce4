import { z } from 'zod';

/** What stands for an empty list; an empty variable is one that is not set. */
const NONE = 'none';

/** A text setting. */
export function text(description: string) {
  return z.string().min(1).describe(description);
}

/** A text with a default. */
export function textOr(fallback: string, description: string) {
  return z.string().default(fallback).describe(description);
}

/** An address with one of the given schemes. */
export function urlOr(fallback: string, schemes: readonly string[], description: string) {
  return address(schemes).default(fallback).describe(description);
}

/** An address with one of the given schemes that may be left out. */
export function optionalUrl(schemes: readonly string[], description: string) {
  return address(schemes).optional().describe(description);
}

/** A number from 0 to 1, with a default. */
export function ratioOr(fallback: number, description: string) {
  return z.coerce
    .number({ message: 'must be a number' })
    .min(0, 'must be at least 0')
    .max(1, 'must be at most 1')
    .default(fallback)
    .describe(description);
}

/** A whole number between two bounds, with a default. Say the unit in the description. */
export function integerOr(
  fallback: number,
  bounds: { min: number; max: number },
  description: string,
) {
  return z.coerce
    .number({ message: 'must be a whole number' })
    .int('must be a whole number')
    .min(bounds.min, `must be at least ${bounds.min}`)
    .max(bounds.max, `must be at most ${bounds.max}`)
    .default(fallback)
    .describe(description);
}

/** `true` or `false`, with a default. */
export function flagOr(fallback: boolean, description: string) {
  return z
    .enum(['true', 'false'], { message: 'must be true or false' })
    .transform((value) => value === 'true')
    .default(fallback)
    .describe(description);
}

/** A list separated by commas; empty by default. */
export function list(description: string) {
  return z
    .string()
    .default('')
    .transform((value) => value.split(',').flatMap((part) => part.trim() || []))
    .describe(description);
}

/** A list of some of a few words, separated by commas; `none` is the empty one. */
export function listOf(fallback: readonly string[], words: readonly string[], description: string) {
  return z
    .string()
    .default(fallback.join(',') || NONE)
    .transform((value) => value.split(',').flatMap((part) => part.trim() || []))
    .transform((values) => (values.length === 1 && values[0] === NONE ? [] : values))
    .refine((values) => values.every((value) => words.includes(value)), {
      message: `may only name ${words.join(', ')}, or ${NONE}`,
    })
    .describe(description);
}

/** One of a few words, with a default. */
export function choiceOr<const Words extends readonly [string, ...string[]]>(
  fallback: Words[number],
  words: Words,
  description: string,
) {
  return z
    .enum(words, { message: `must be one of ${words.join(', ')}` })
    .default(() => fallback as z.output<z.ZodEnum<{ [Word in Words[number]]: Word }>>)
    .describe(description);
}

/** The other settings of a service, by their names. */
type OtherSettings = Readonly<Record<string, unknown>>;

const DEVELOPMENT_DEFAULTS = new WeakMap<z.ZodType, (settings: OtherSettings) => boolean>();

/**
 * Marks a setting whose default is for a developer's machine: with `NODE_ENV=production` the service does not start
 * with it. For secrets, and for what would send money, mail or browsers to nobody.
 * @param matters whether the setting is used at all, by the others; always, when left out
 */
export function ownInProduction<Schema extends z.ZodType>(
  schema: Schema,
  matters: (settings: OtherSettings) => boolean = () => true,
): Schema {
  DEVELOPMENT_DEFAULTS.set(schema, matters);
  return schema;
}

/** Whether a value is one that must not be used in production. */
export function isDevelopmentDefault(
  schema: z.ZodType,
  value: unknown,
  settings: OtherSettings,
): boolean {
  const matters = DEVELOPMENT_DEFAULTS.get(schema);
  return matters !== undefined && value === schema.parse(undefined) && matters(settings);
}

/** A secret of at least 32 characters. The default is for a developer's machine and refused in production. */
export function secretOr(fallback: string, description: string) {
  return ownInProduction(
    z.string().min(32, 'must have at least 32 characters').default(fallback).describe(description),
  );
}

/** A text that may be left out. */
export function optionalText(description: string) {
  return z.string().optional().describe(description);
}

function address(schemes: readonly string[]) {
  return z
    .string()
    .refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol), {
      message: `must be an address that starts with ${schemes.map((one) => `${one}//`).join(' or ')}`,
    });
}
