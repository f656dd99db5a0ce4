import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsEnum } from 'class-validator';
import { type ListOptions, field, listFromQuery } from './fields';

/** A list of unique values of an enum. */
export function EnumListField(
  values: Readonly<Record<string, string>>,
  options: ListOptions = {},
): PropertyDecorator {
  const all = Object.values(values);
  const { minItems = 0, maxItems = all.length } = options;
  return field(
    { example: all.slice(0, 1), ...options },
    // The generator of the documents drops the limits of a list of a named enum.
    { type: 'array', items: { type: 'string', enum: all }, minItems, maxItems },
    ...(options.fromQuery ? [listFromQuery] : []),
    IsArray(),
    ArrayMinSize(minItems),
    ArrayMaxSize(maxItems),
    ArrayUnique(),
    IsEnum(values, { each: true }),
  );
}
