import { DomainError, declaredErrors, domainError } from './domain-error';
import { type MessageParams, formatMessage } from './message';
import { toProblem } from './problem';

class CupEmpty extends domainError({
  code: 'cup.empty',
  status: 409,
  title: 'Cup empty',
  detail: 'The cup of {owner} holds {amount} ml.',
  extensions: {
    refill: { type: 'boolean' },
    size: { type: 'integer' },
    status: { type: 'string' },
    code: { type: 'string' },
  },
}) {}

const english = {
  translate: (_code: string, _part: string, text: string, params: MessageParams) =>
    formatMessage(text, params),
};

describe('domain errors', () => {
  it('have a code, a status and a formatted detail', () => {
    const error = new CupEmpty({ params: { owner: 'Ada', amount: 0 } });
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ code: 'cup.empty', status: 409, name: 'CupEmpty' });
    expect(error.message).toBe('The cup of Ada holds 0 ml.');
    expect(declaredErrors().get('cup.empty')).toBe(CupEmpty.declaration);
  });

  it('are declared once, with a code of two parts', () => {
    const again = { code: 'cup.empty', status: 400, title: 'Other' };
    expect(() => domainError(again)).toThrow(/twice/);
    expect(() => domainError(CupEmpty.declaration)).toThrow(/twice/);
    expect(() => domainError({ code: 'Cup', status: 400, title: 'Other' })).toThrow(/area.reason/);
  });
});

describe('problems', () => {
  it('contain the texts and extensions of the error', () => {
    const error = new CupEmpty({
      params: { owner: 'Ada', amount: 0 },
      extensions: { refill: true },
    });
    expect(toProblem(error, { ...english, instance: '/cups/1', traceId: 'abc' })).toEqual(
      expect.objectContaining({
        type: '/errors/cup.empty',
        title: 'Cup empty',
        status: 409,
        code: 'cup.empty',
        instance: '/cups/1',
        traceId: 'abc',
        refill: true,
      }),
    );
  });

  it('do not let extensions overwrite standard members', () => {
    const error = new CupEmpty({ extensions: { status: 'half full', code: 'mine', size: 3 } });
    expect(toProblem(error, english)).toMatchObject({ status: 409, code: 'cup.empty', size: 3 });
  });

  it('reveal nothing about an unexpected error', () => {
    const problem = toProblem(new Error('password=secret at 10.0.0.1'), english);
    expect(problem).toMatchObject({ status: 500, code: 'internal.error' });
    expect(JSON.stringify(problem)).not.toContain('secret');
  });
});
