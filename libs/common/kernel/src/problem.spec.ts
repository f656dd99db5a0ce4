import { domainError } from './domain-error';
import { formatMessage } from './message';
import { defineMessage } from './message-descriptor';
import { type ProblemTranslator, fieldError, toProblem } from './index';

class PotFull extends domainError({
  code: 'pot.full',
  status: 409,
  title: 'Pot full',
  detail: 'It holds {ml, number} ml.',
}) {}
const tooHot = defineMessage('pot.too_hot', 'must be {max, number} degrees or less');
const translate: ProblemTranslator = (code, part, english, params) =>
  `${code} ${part}: ${formatMessage(english, params)}`;
const plain: ProblemTranslator = (_code, _part, english, params) => formatMessage(english, params);

describe('a problem', () => {
  it('has the declared texts with values, and the place of the error', () => {
    const error = new PotFull({ params: { ml: 1500 }, extensions: { ml: 1500, status: 200 } });
    const context = { instance: '/api/v1/pots/1', traceId: 'abc', translate };
    expect(toProblem(error, context)).toEqual({
      type: '/errors/pot.full',
      title: 'pot.full title: Pot full',
      status: 409,
      detail: 'pot.full detail: It holds 1,500 ml.',
      code: 'pot.full',
      instance: '/api/v1/pots/1',
      traceId: 'abc',
      ml: 1500,
    });
  });

  it('has an error for each field, in the caller’s language', () => {
    const error = new PotFull({ errors: [fieldError('/heat', tooHot, { max: 95 })] });
    expect(toProblem(error, { translate }).errors).toEqual([
      {
        pointer: '/heat',
        code: 'pot.too_hot',
        detail: 'pot.too_hot detail: must be 95 degrees or less',
      },
    ]);
  });

  it('reveals nothing about an unexpected error, and omits members without a value', () => {
    const problem = toProblem(new TypeError('secret'), { translate: plain });
    expect(Object.entries(problem).sort()).toEqual([
      ['code', 'internal.error'],
      ['detail', 'Something went wrong on our side. The trace id helps us find out what.'],
      ['status', 500],
      ['title', 'Internal error'],
      ['type', '/errors/internal.error'],
    ]);
  });
});
