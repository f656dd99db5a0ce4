import { type ContractDocument, type Schema, resolved } from './document.mts';

/**
 * Who fills in the value: less than before may be required of a client, and given more. A `reply` is a response whose
 * reader checks it against the limits it knows, as the services do among each other.
 */
export type Direction = 'request' | 'response' | 'reply';

type Limit = 'minLength' | 'maxLength' | 'minItems' | 'maxItems' | 'minimum' | 'maximum';

const LIMITS: readonly Limit[] = [
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
];

/** Compares one schema of two documents in the view of a client of the older one. */
export class SchemaComparison {
  /** Pairs that are being compared further up: schemas may contain themselves. */
  private readonly under = new Set<string>();
  private readonly direction: Direction;
  private readonly before: ContractDocument;
  private readonly after: ContractDocument;

  constructor(direction: Direction, before: ContractDocument, after: ContractDocument) {
    this.direction = direction;
    this.before = before;
    this.after = after;
  }

  /** The breaks, each with the place it is at. */
  compare(place: string, old: Schema, now: Schema): string[] {
    const key = `${old.$ref ?? ''} ${now.$ref ?? ''}`;
    if (old.$ref && now.$ref) {
      if (this.under.has(key)) return [];
      this.under.add(key);
    }
    const changes = this.compareResolved(
      place,
      this.flat(this.before, old),
      this.flat(this.after, now),
    );
    this.under.delete(key);
    return changes;
  }

  /** A reference, or the nullable wrapping of one, as the schema it leads to. */
  private flat(document: ContractDocument, schema: Schema): Schema {
    const target = merged(document, resolved(document, schema));
    const nullable = schema.nullable ?? target.nullable;
    return nullable === undefined ? target : { ...target, nullable };
  }

  private compareResolved(place: string, old: Schema, now: Schema): string[] {
    const variants = this.variants(place, old, now);
    if (variants) return variants;
    if (old.type !== now.type) {
      return [`${place} was ${old.type ?? 'anything'}, now it is ${now.type ?? 'anything'}`];
    }
    const items = old.items && now.items ? this.compare(`${place}[]`, old.items, now.items) : [];
    return [
      ...this.nullability(place, old, now),
      ...this.words(place, 'format', old.format, now.format),
      ...this.words(place, 'pattern', old.pattern, now.pattern),
      ...this.choices(place, old, now),
      ...this.limits(place, old, now),
      ...this.members(place, old, now),
      ...items,
    ];
  }

  /**
   * A union is compared variant by variant. One more passes, in responses too: by a union the contract says that kinds are
   * told apart, and that there will be others. What was an object and is a union now must have in each variant what the
   * object had; undefined where that cannot be said, because nobody knows which variant a request was meant for.
   */
  private variants(place: string, old: Schema, now: Schema): string[] | undefined {
    const [before, after] = [variantsOf(old), variantsOf(now)];
    if (!after || (!before && this.direction === 'request')) return undefined;
    if (!before) {
      return [
        ...new Set([...after.values()].flatMap((schema) => this.compare(place, old, schema))),
      ];
    }
    return [...before].flatMap(([name, schema]) => {
      const other = after.get(name);
      if (other) return this.compare(`${place}(${name})`, schema, other);
      return this.direction === 'request' ? [`${place} takes no ${name} any more`] : [];
    });
  }

  private nullability(place: string, old: Schema, now: Schema): string[] {
    const [was, is] = [old.nullable === true, now.nullable === true];
    if (this.direction === 'request')
      return was && !is ? [`${place} may not be null any more`] : [];
    return is && !was ? [`${place} may be null now`] : [];
  }

  /** A format or pattern: a new or another one requires more in a request, and promises less in a response when it goes. */
  private words(
    place: string,
    kind: string,
    was: string | undefined,
    is: string | undefined,
  ): string[] {
    if (was === is) return [];
    if (this.direction === 'request' && is === undefined) return [];
    if (this.direction !== 'request' && was === undefined) return [];
    return [`${place} had the ${kind} ${was ?? 'none'}, now ${is ?? 'none'}`];
  }

  private choices(place: string, { enum: old }: Schema, { enum: now }: Schema): string[] {
    if (this.direction === 'request') {
      if (!now) return [];
      if (!old) return [`${place} takes only ${now.map(String).join(', ')} now`];
      const gone = old.filter((value) => !now.includes(value));
      return gone.map((value) => `${place} does not take ${String(value)} any more`);
    }
    if (!old) return [];
    // A client that tells the values apart knows no others.
    return now
      ? now
          .filter((value) => !old.includes(value))
          .map((value) => `${place} may be ${String(value)} now`)
      : [`${place} may be anything now`];
  }

  /** Narrower limits refuse what was sent before. Responses may become narrower and wider: nobody stores by them. */
  private limits(place: string, old: Schema, now: Schema): string[] {
    if (this.direction === 'response') return [];
    const isBreak = (limit: Limit): boolean =>
      this.direction === 'request'
        ? isNarrower(limit, old[limit], now[limit])
        : isNarrower(limit, now[limit], old[limit]);
    return LIMITS.filter(isBreak).map((limit) => {
      const [was = 'none', is = 'none'] = [old[limit], now[limit]];
      return `${place} had ${limit} ${was}, now ${is}`;
    });
  }

  private members(place: string, old: Schema, now: Schema): string[] {
    const before = old.properties ?? {};
    const after = now.properties ?? {};
    const [was, is] = [new Set(old.required), new Set(now.required)];
    const kept = Object.entries(before).flatMap(([name, schema]) => {
      const other = after[name];
      return other ? this.compare(`${place}.${name}`, schema, other) : [];
    });
    // A body with a member that is unknown is refused, so this holds for what is sent as well.
    const gone = Object.keys(before).filter((name) => !after[name]);
    const required = [...is].filter((name) => !was.has(name));
    const optional = [...was].filter((name) => after[name] && !is.has(name));
    return [
      ...gone.map((name) => `${place}.${name} is gone`),
      ...(this.direction === 'request'
        ? required.map((name) => `${place}.${name} is required now`)
        : optional.map((name) => `${place}.${name} may be left out now`)),
      ...kept,
    ];
  }
}

/** An object that is put together from several, as one. */
function merged(document: ContractDocument, { allOf, ...rest }: Schema): Schema {
  if (!allOf) return rest;
  const parts = [...allOf.map((part) => merged(document, resolved(document, part))), rest];
  const all: Schema = Object.assign({}, ...parts);
  return {
    ...all,
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: parts.flatMap(({ required = [] }) => required),
  };
}

/** The variants of a union by what tells them apart: the value of the discriminator, or the name of the schema. */
function variantsOf({ oneOf, anyOf, discriminator }: Schema): Map<string, Schema> | undefined {
  if (discriminator?.mapping) {
    const variants = Object.entries(discriminator.mapping);
    return new Map(variants.map(([value, $ref]) => [value, { $ref }]));
  }
  const variants = oneOf ?? anyOf;
  return variants && new Map(variants.map((schema, at) => [nameOf(schema) ?? String(at), schema]));
}

function nameOf({ $ref }: Schema): string | undefined {
  return $ref?.split('/').at(-1);
}

function isNarrower(limit: Limit, was: number | undefined, is: number | undefined): boolean {
  if (is === undefined) return false;
  if (limit.startsWith('min')) return is > (was ?? (limit === 'minimum' ? -Infinity : 0));
  return is < (was ?? Infinity);
}
