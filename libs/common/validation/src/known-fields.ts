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

/** The maximum number of items of a list without its own limit. */
const ITEMS_MAX = 1000;
/** The maximum number of nested objects in a value. */
const OBJECTS_MAX = 6000;

/** A declared field of a class. */
interface KnownField {
  /** The class of the object or of the list's items; undefined for a plain value. */
  readonly type: Class<object> | undefined;
  readonly maxItems: number;
}

/** The part of a value that its class declares. */
export interface KnownPart {
  readonly value: object;
  /** Fields that the class does not declare. */
  readonly unknown: readonly FieldError[];
  /** Lists that are too long, and lists instead of objects; their contents are not in `value`. */
  readonly unread: readonly FieldError[];
}

/** The one method of class-transformer's storage that is used. */
interface TypeStorage {
  findTypeMetadata(
    shape: Class<object>,
    property: string,
  ): { typeFunction(): Class<object> } | undefined;
}

const types = defaultMetadataStorage as TypeStorage;
const fieldsByClass = new WeakMap<Class<object>, ReadonlyMap<string, KnownField>>();

/**
 * Copies the declared fields of a value before their contents are examined, in linear time. Names such as `constructor`
 * and `toString` are unknown like any other.
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
    // Without a known discriminator, report only that: the other fields cannot be checked.
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
      // class-validator would traverse nested lists of any depth.
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

/** The class in `@Type`. */
function typeOf(shape: Class<object>, property: string): Class<object> | undefined {
  return types.findTypeMetadata(shape, property)?.typeFunction();
}

/** Appends a name or index to a JSON pointer (RFC 6901). */
export function below(pointer: string, name: string | number): string {
  return `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
