import { Aggregate } from './aggregate';
import { applyChanges } from './apply-changes';

class Note extends Aggregate {
  text = 'before';
  tags: readonly string[] = ['one'];
  note: string | null = null;
}

const MADE = new Date('2026-01-01T00:00:00Z');
const LATER = new Date('2026-01-02T00:00:00Z');

describe('applyChanges', () => {
  it('assigns different values, and reports the difference', () => {
    const note = new Note(MADE);
    const changes = { text: 'after', tags: ['one'], note: undefined };
    expect(applyChanges(note, changes, LATER)).toBe(true);
    expect(note).toMatchObject({ text: 'after', tags: ['one'], note: null, updatedAt: LATER });
  });

  it('treats null as a value', () => {
    const note = new Note(MADE);
    note.note = 'there';
    expect(applyChanges(note, { note: null }, LATER)).toBe(true);
    expect(note.note).toBeNull();
  });

  it.each([{}, { text: 'before' }, { tags: ['one'], note: null }, { text: undefined }])(
    'changes nothing for %j',
    (changes) => {
      const note = new Note(MADE);
      expect(applyChanges(note, changes, LATER)).toBe(false);
      expect(note).toMatchObject({ text: 'before', tags: ['one'], note: null, updatedAt: MADE });
    },
  );
});
