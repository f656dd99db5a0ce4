import { registryOf } from './kind-registry';

class CatDto {}
class CatView {}
class DogDto {}
class DogView {}

const cat = { kind: 'cat', shapes: { create: CatDto, view: CatView } };
const dog = { kind: 'dog', shapes: { create: DogDto, view: DogView } };

describe('a registry of kinds', () => {
  const pets = registryOf('pet', [dog, cat]);

  it('keeps the order, and finds each kind by name', () => {
    expect(pets.all).toEqual([dog, cat]);
    expect(pets.of({ kind: 'cat' })).toBe(cat);
    expect(pets.of(dog)).toBe(dog);
  });

  it.each(['fish', 'toString', ''])('does not find "%s"', (kind) => {
    expect(() => pets.of({ kind })).toThrow(`There is no kind of pet "${kind}"`);
  });

  it('returns one shape of every kind by name', () => {
    expect(pets.shapesOf('create')).toEqual({ dog: DogDto, cat: CatDto });
    expect(Object.keys(pets.shapesOf('view'))).toEqual(['dog', 'cat']);
  });

  it('rejects two kinds with the same name', () => {
    expect(() => registryOf('pet', [cat, { ...dog, kind: 'cat' }])).toThrow(
      'Two kinds of pet have the same word',
    );
  });
});
