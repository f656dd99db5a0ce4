import { z } from 'zod';

/** The value for an empty list, because an empty variable counts as not set. */
const NONE = 'none';

const MOST_INTEGERS = 8;

/** A string. */
export function text(description: string) {
  return z.string().min(1).describe(description);
}

/** A string with a default. */
export function textOr(fallback: string, description: string) {
  return z.string().default(fallback).describe(description);
}

/** A URL with one of the given schemes, with a default. */
export function urlOr(fallback: string, schemes: readonly string[], description: string) {
  return address(schemes).default(fallback).describe(description);
}

/** An optional URL with one of the given schemes. */
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

/** Up to eight whole numbers between two bounds, separated by commas. Say the unit in the description. */
export function integersOr(
  fallback: readonly number[],
  { min, max }: { readonly min: number; readonly max: number },
  description: string,
) {
  return z
    .string()
    .default(fallback.join(','))
    .transform((value) => value.split(',').map((part) => Number(part.trim() || NaN)))
    .refine(
      (values) =>
        values.length <= MOST_INTEGERS &&
        values.every((one) => Number.isInteger(one) && one >= min && one <= max),
      {
        message: `must be up to ${MOST_INTEGERS} whole numbers from ${min} to ${max}, separated by commas`,
      },
    )
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
  return listOr([], description);
}

/** A list separated by commas. */
export function listOr(fallback: readonly string[], description: string) {
  return z
    .string()
    .default(fallback.join(','))
    .transform((value) => value.split(',').flatMap((part) => part.trim() || []))
    .describe(description);
}

/** A list of the given words, separated by commas; `none` is the empty list. */
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

/** A list of objects as a JSON array; empty by default. @param item the shape of each */
export function jsonListOf<Item extends z.ZodType>(item: Item, description: string) {
  return z
    .string()
    .transform((value, context): unknown => {
      try {
        return JSON.parse(value);
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' });
        return z.NEVER;
      }
    })
    .pipe(z.array(item, 'must be a list'))
    .default([])
    .describe(description);
}

/** One of the given words, with a default. */
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

/** What a rule can use besides its own value. */
export interface RuleContext {
  readonly settings: OtherSettings;
  /** Whether `NODE_ENV` is `production`. */
  readonly isProduction: boolean;
}

/** @returns the problem, as the end of a sentence that starts with the variable; undefined when there is none */
type Rule = (value: unknown, context: RuleContext) => string | undefined;

const RULES = new WeakMap<z.ZodType, Rule>();

/** Adds a rule that depends on other settings or on the environment; it is checked once all settings are read. */
export function withRule<Schema extends z.ZodType>(
  schema: Schema,
  rule: (value: z.output<Schema>, context: RuleContext) => string | undefined,
): Schema {
  RULES.set(schema, (value, context) => rule(value as z.output<Schema>, context));
  return schema;
}

/** The problem of a value by the rule of its setting; undefined when there is none. */
export function problemOf(
  schema: z.ZodType,
  value: unknown,
  context: RuleContext,
): string | undefined {
  return RULES.get(schema)?.(value, context);
}

/**
 * Marks a setting whose default is for development only: with `NODE_ENV=production` the service does not start with it.
 * For secrets, and for addresses to which money, mails or browsers are sent.
 * @param matters whether the other settings make it relevant; always, when absent
 */
export function ownInProduction<Schema extends z.ZodType>(
  schema: Schema,
  matters: (settings: OtherSettings) => boolean = () => true,
): Schema {
  return withRule(schema, (value, { settings, isProduction }) =>
    isProduction && value === schema.parse(undefined) && matters(settings)
      ? 'must be set to a value of your own in production'
      : undefined,
  );
}

/** A secret of at least 32 characters. The default is for development and rejected in production. */
export function secretOr(fallback: string, description: string) {
  return ownInProduction(
    z.string().min(32, 'must have at least 32 characters').default(fallback).describe(description),
  );
}

/** An optional string. */
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
