import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsInt,
  IsString,
  Max,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  validateSync,
} from 'class-validator';
import { keepsRules } from './kept-rules';

class Step {
  @IsInt()
  @Max(3)
  count!: unknown;
}

class Walk {
  @IsString()
  name: unknown = 'walk';

  @IsString({ each: true })
  places: unknown = [];

  @ValidateIf((_, value) => value !== undefined)
  @IsInt()
  length?: unknown;

  @IsInt({ validateIf: (walk: Walk) => walk.name === 'timed' })
  minutes?: unknown;

  @ValidateNested()
  @Type(() => Step)
  steps: unknown = [];
}

/** It has rules of its own and those of the class it extends. */
class Climb extends Walk {
  @Max(9000)
  metres: unknown = 100;
}

class Promised {
  @ValidateBy({ name: 'later', validator: { validate: () => Promise.resolve(true) } })
  value: unknown = 1;
}

class Defined {
  @IsDefined()
  value: unknown = 1;
}

const made = <T extends object>(shape: new () => T, fields: object = {}): T =>
  Object.assign(new shape(), fields);
const step = (count: unknown): Step => made(Step, { count });

describe('keepsRules', () => {
  it.each<[string, object]>([
    ['all rules', made(Walk)],
    ['each item', made(Walk, { places: ['a', 'b'] })],
    ['a condition that lets the rules be', made(Walk, { length: undefined })],
    ['a condition that does not', made(Walk, { length: 3 })],
    ['a rule with a condition of its own', made(Walk, { name: 'timed', minutes: 5 })],
    ['objects in a list', made(Walk, { steps: [step(1), step(3)] })],
    ['an object', made(Walk, { steps: step(2) })],
    ['nothing where an object may be', made(Walk, { steps: undefined })],
    ['rules of the class that it extends', made(Climb, { places: ['a'] })],
    ['no rules', {}],
  ])('is true for %s', (_, instance) => {
    expect(keepsRules(instance)).toBe(true);
    expect(validateSync(instance, { forbidUnknownValues: false })).toEqual([]);
  });

  it.each<[string, object]>([
    ['a rule', made(Walk, { name: 1 })],
    ['the rule of an item', made(Walk, { places: ['a', 1] })],
    ['a rule behind a condition', made(Walk, { length: 'far' })],
    ['a rule with a condition of its own', made(Walk, { name: 'timed' })],
    ['the second of two rules of an object', made(Walk, { steps: step(4) })],
    ['a rule of an object in a list', made(Walk, { steps: [step(1), step('2')] })],
    ['what must be an object', made(Walk, { steps: 'up' })],
    ['what must be an object and is null', made(Walk, { steps: null })],
    ['what must be objects', made(Walk, { steps: [step(1), null] })],
    ['a rule of the class that it extends', made(Climb, { name: 1 })],
    ['a rule of its own', made(Climb, { metres: 9001 })],
  ])('is false for %s', (_, instance) => {
    expect(keepsRules(instance)).toBe(false);
    expect(validateSync(instance, { forbidUnknownValues: false })).toHaveLength(1);
  });

  it('leaves unsupported rules to class-validator', () => {
    expect(keepsRules(new Promised())).toBe(false);
    expect(keepsRules(new Defined())).toBe(false);
  });
});
