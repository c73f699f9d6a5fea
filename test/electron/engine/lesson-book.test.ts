import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLessonBook } from '../../../electron/engine/lesson-book.ts';
import type { Taught } from '../../../shared/analyze-in-case.ts';

const taught = (message: string, domain: string, organization = domain): Taught => ({
  lesson: { tenants: [], signedDomain: domain, message },
  domain,
  organization,
});
const asks = (domain: string, organization = domain): Taught => ({ lesson: null, domain, organization });

describe('what the messages of a case taught', () => {
  it('holds once it is published', () => {
    const book = createLessonBook();
    book.learn('1', 'a', taught('a.eml', 'a.example'));
    expect([book.version(), book.lessons(), book.changedSince(0, asks('a.example'))]).toEqual([0, [], false]);
    expect(book.publish()).toBe(true);
    expect([book.version(), book.lessons().length, book.changedSince(0, asks('a.example'))]).toEqual([1, 1, true]);
    expect(book.publish()).toBe(false);
    expect(book.changedSince(1, asks('a.example'))).toBe(false);
  });

  it('concerns messages of the same organisation that teach nothing themselves', () => {
    const book = createLessonBook();
    book.learn('1', 'a', taught('a.eml', 'mail.a.example', 'a.example'));
    book.publish();
    expect(book.changedSince(0, asks('news.a.example', 'a.example'))).toBe(true);
    expect(book.changedSince(0, asks('b.example'))).toBe(false);
    expect(book.changedSince(0, taught('b.eml', 'a.example'))).toBe(false);
    expect(book.changedSince(0, { lesson: null, domain: null, organization: null })).toBe(false);
  });

  it('concerns messages of names that can be taken for the known one, when it comes and when it goes', () => {
    const book = createLessonBook();
    const twin = taught('b.eml', 'exarnple.test');
    book.learn('1', 'a', taught('a.eml', 'example.test'));
    book.publish();
    expect(book.changedSince(0, twin)).toBe(true);
    expect(book.changedSince(0, taught('a.eml', 'example.test'))).toBe(false);
    book.learn('2', 'b', taught('c.eml', 'example.test'));
    book.publish();
    expect(book.changedSince(1, twin)).toBe(false);
    book.forget('1');
    book.forget('2');
    book.publish();
    expect([book.lessons(), book.changedSince(2, twin)]).toEqual([[], true]);
  });

  it('is not changed by the same lesson once more, and is by its going', () => {
    const book = createLessonBook();
    book.learn('1', 'a', taught('a.eml', 'a.example'));
    book.publish();
    book.learn('1', 'a', taught('a.eml', 'a.example'));
    expect(book.publish()).toBe(false);
    book.learn('1', 'a', asks('a.example'));
    expect([book.publish(), book.lessons()]).toEqual([true, []]);
    book.forget('1');
    book.forget('unknown');
    expect(book.publish()).toBe(false);
  });

  it('counts a copy of a message as the message', () => {
    const book = createLessonBook();
    book.learn('1', 'same', taught('z.eml', 'a.example'));
    book.learn('2', 'same', taught('copy.eml', 'a.example'));
    book.publish();
    expect(book.lessons().map((lesson) => lesson.message)).toEqual(['copy.eml']);
  });

  it('does not depend on the order in which it was learned', () => {
    const messages = fc.uniqueArray(
      fc.record({
        path: fc.constantFrom('a', 'b', 'c'),
        sha256: fc.constantFrom('1', '2', '3'),
        domain: fc.constantFrom('x.test', 'y.test'),
      }),
      { selector: ({ path, sha256 }) => path + sha256, maxLength: 9 },
    );
    const shuffled = messages.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(
      fc.property(shuffled, fc.array(fc.boolean()), ([list, other], publishes) => {
        const read = (order: typeof list, pauses: readonly boolean[]) => {
          const book = createLessonBook();
          order.forEach(({ path, sha256, domain }, index) => {
            book.learn(path + sha256, sha256, taught(path, domain));
            if (pauses[index] === true) book.publish();
          });
          book.publish();
          return book.lessons();
        };
        expect(read(other, publishes)).toEqual(read(list, []));
      }),
    );
  });
});
