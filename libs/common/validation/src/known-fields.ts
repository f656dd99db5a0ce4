// @ts-expect-error: class-transformer publishes its storage as JavaScript only, and nothing else tells what @Type names
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage } from 'class-validator';
import {
  type Class,
  type FieldError,
  concreteShape,
  fieldError,
  isOneOf,
} from '@course-plateform/common/kernel';
import { IS_OBJECT, IS_UNKNOWN, TOO_MANY_ITEMS } from './field-rules';

/** Items of a list that does not say itself how many it may have. */
const ITEMS_MAX = 1000;
/** Objects within objects and lists of one value, all together. */
const OBJECTS_MAX = 6000;

/** What a class says about one of its fields. */
interface KnownField {
  /** The class of the object, or of each object of the list; undefined for a plain value. */
  readonly type: Class<object> | undefined;
  readonly maxItems: number;
}

/** The part of a value that its class knows. */
export interface KnownPart {
  readonly value: object;
  /** Fields that the class does not have. */
  readonly unknown: readonly FieldError[];
  /** Lists that are too long, and lists where an object belongs; what they hold is not in `value`. */
  readonly unread: readonly FieldError[];
}

/** The one thing that is asked of class-transformer's storage. */
interface TypeStorage {
  findTypeMetadata(
    shape: Class<object>,
    property: string,
  ): { typeFunction(): Class<object> } | undefined;
}

const types = defaultMetadataStorage as TypeStorage;
const fieldsByClass = new WeakMap<Class<object>, ReadonlyMap<string, KnownField>>();

/**
 * Takes from a value what its class knows, before anything looks at the content: in time that grows with the number of
 * fields alone. Names are compared as names, so that `constructor` and `toString` are as unknown as any other.
 */
export function knownPart(shape: Class<object>, value: object): KnownPart {
  const reader = new Reader();
  return { value: reader.object(shape, value, ''), ...reader };
}

class Reader {
  readonly unknown: FieldError[] = [];
  readonly unread: FieldError[] = [];
  #objects = 0;

  object(shape: Class<object>, value: object, pointer: string): object {
    const variant = concreteShape(shape, value);
    const fields = fieldsOf(variant);
    const known: Record<string, unknown> = {};
    // Of what names none of the variants, only that is wrong: what the other fields are is not known.
    const isUnnamed = isOneOf(variant);
    for (const name of Object.keys(value)) {
      if (isUnnamed && !fields.has(name)) continue;
      const field = fields.get(name);
      if (field) known[name] = this.#content(field, Reflect.get(value, name), below(pointer, name));
      else this.unknown.push(fieldError(below(pointer, name), IS_UNKNOWN, { each: 'no' }));
    }
    return known;
  }

  #content({ type, maxItems }: KnownField, value: unknown, pointer: string): unknown {
    if (Array.isArray(value)) {
      const max = Math.min(maxItems, type ? OBJECTS_MAX - this.#objects : maxItems);
      if (value.length > max) {
        const params = { each: 'no', max: value.length > maxItems ? maxItems : OBJECTS_MAX };
        this.unread.push(fieldError(pointer, TOO_MANY_ITEMS, params));
        return [];
      }
      return type ? value.map((item, at) => this.#nested(type, item, below(pointer, at))) : value;
    }
    return type ? this.#nested(type, value, pointer) : value;
  }

  #nested(type: Class<object>, value: unknown, pointer: string): unknown {
    this.#objects += 1;
    if (Array.isArray(value)) {
      // class-validator would look for objects in lists of lists, however deep.
      this.unread.push(fieldError(pointer, IS_OBJECT));
      return undefined;
    }
    return typeof value === 'object' && value !== null ? this.object(type, value, pointer) : value;
  }
}

function fieldsOf(shape: Class<object>): ReadonlyMap<string, KnownField> {
  const read = fieldsByClass.get(shape);
  if (read) return read;
  const fields = new Map<string, KnownField>();
  const rules = getMetadataStorage().getTargetValidationMetadatas(shape, '', false, false);
  for (const { propertyName, name, constraints } of rules) {
    const before = fields.get(propertyName);
    const maxItems = name === 'arrayMaxSize' ? Number(constraints?.[0]) : before?.maxItems;
    fields.set(propertyName, {
      type: before ? before.type : typeOf(shape, propertyName),
      maxItems: maxItems ?? ITEMS_MAX,
    });
  }
  fieldsByClass.set(shape, fields);
  return fields;
}

/** The class that `@Type` names. */
function typeOf(shape: Class<object>, property: string): Class<object> | undefined {
  return types.findTypeMetadata(shape, property)?.typeFunction();
}

/** A JSON pointer (RFC 6901) one step further. */
export function below(pointer: string, name: string | number): string {
  return `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
