import { domainError, newId } from '@course-plateform/common/kernel';
import { Permission } from '@course-plateform/types/platform';
import { ownedBy, owns } from './ownership';

class NoteNotFound extends domainError({
  code: 'test.note_not_found',
  status: 404,
  title: 'No such note',
}) {}

const note = { id: newId(), writerId: newId(), length: 3 };
const writer = { userId: note.writerId };
const moderator = { userId: newId(), permissions: new Set([Permission.reviewModerate]) };
const rule = { owner: 'writerId', notFound: NoteNotFound } as const;
const moderated = { ...rule, orWith: Permission.reviewModerate };

describe('owned resources', () => {
  it.each([
    ['its owner', writer, rule],
    ['its owner, where a permission overrules', writer, moderated],
    ['who has the permission that overrules', moderator, moderated],
  ])('are returned to %s', (_who, caller, of) => {
    expect(ownedBy(caller, note, of)).toBe(note);
    expect(owns(caller, note, of)).toBe(true);
  });

  it.each([
    ['another user', { userId: newId() }, rule],
    ['a user with permissions, where none overrules', moderator, rule],
    [
      'a user with other permissions',
      { ...moderator, permissions: new Set<Permission>() },
      moderated,
    ],
    ['an anonymous caller', undefined, moderated],
  ])('are hidden from %s', (_who, caller, of) => {
    expect(owns(caller, note, of)).toBe(false);
    const refusals = [note, null, undefined].map((found) => {
      try {
        return ownedBy(caller, found, of);
      } catch (error) {
        return error;
      }
    });
    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(NoteNotFound);
      expect(refusal).toEqual(refusals[0]);
    }
  });

  it('are missing for everyone when they do not exist', () => {
    for (const caller of [writer, moderator]) {
      expect(() => ownedBy<typeof note>(caller, null, moderated)).toThrow(NoteNotFound);
    }
  });
});
