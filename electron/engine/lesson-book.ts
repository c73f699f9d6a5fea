/**
 * What the messages of a case taught, kept by organisation. What is learned holds only once it is published, at the end of a batch:
 * else a folder of ten thousand messages of one sender would be judged anew with each of them.
 */
import type { Taught } from '../../shared/analyze-in-case.ts';
import type { Lesson } from '../../shared/infrastructure/tenant-directory.ts';
import { skeleton } from '../../shared/verdict/signals/lookalike-domain.ts';

export interface LessonBook {
  /** Notes what a message teaches; replaces what was noted of it before. */
  learn(id: string, sha256: string, taught: Taught): void;
  forget(id: string): void;
  /** Makes everything noted hold. Gives whether that changed anything. */
  publish(): boolean;
  /** Grows with every publication that changed something. */
  version(): number;
  /** What holds, in an order that does not depend on when it was learned. */
  lessons(): readonly Lesson[];
  /** Whether something that concerns this message was published after that version. */
  changedSince(version: number, taught: Taught): boolean;
}

interface Note {
  readonly sha256: string;
  readonly lesson: Lesson;
  readonly organization: string;
}

interface Published {
  readonly lessons: readonly Lesson[];
  readonly digest: string;
  /** Versions in which its lessons changed last, and in which it was first or no longer known. */
  readonly changed: number;
  readonly appeared: number;
}

export function createLessonBook(): LessonBook {
  const notes = new Map<string, Note>();
  const noted = new Map<string, Map<string, Note>>();
  const published = new Map<string, Published>();
  /** Organisations whose names can be taken for one another, by what the eye makes of them. */
  const alike = new Map<string, Set<string>>();
  const touched = new Set<string>();
  let version = 0;
  let all: readonly Lesson[] = [];

  const forget = (id: string): void => {
    const note = notes.get(id);
    if (note === undefined) return;
    notes.delete(id);
    noted.get(note.organization)?.delete(id);
    touched.add(note.organization);
  };

  return {
    learn(id, sha256, { lesson, organization }) {
      forget(id);
      if (lesson === null || organization === null) return;
      const note = { sha256, lesson, organization };
      notes.set(id, note);
      noted.set(organization, (noted.get(organization) ?? new Map()).set(id, note));
      touched.add(organization);
    },
    forget,
    publish() {
      const next = version + 1;
      for (const organization of touched) {
        const lessons = distinct(noted.get(organization)?.values() ?? []);
        const digest = JSON.stringify(lessons);
        const before = published.get(organization);
        if (before === undefined ? lessons.length === 0 : before.digest === digest) continue;
        const isKnown = lessons.length > 0;
        const wasKnown = before !== undefined && before.lessons.length > 0;
        published.set(organization, {
          lessons,
          digest,
          changed: next,
          appeared: isKnown === wasKnown ? (before?.appeared ?? next) : next,
        });
        const look = skeleton(organization);
        alike.set(look, (alike.get(look) ?? new Set()).add(organization));
        version = next;
      }
      touched.clear();
      if (version !== next) return false;
      all = [...published.keys()].sort().flatMap((organization) => published.get(organization)?.lessons ?? []);
      return true;
    },
    version: () => version,
    lessons: () => all,
    changedSince(since, { lesson, domain, organization }) {
      // A message that teaches is not judged by what the others taught about its own organisation.
      if (lesson === null && organization !== null && (published.get(organization)?.changed ?? 0) > since) return true;
      if (domain === null) return false;
      for (const twin of alike.get(skeleton(domain)) ?? []) {
        if (twin !== organization && (published.get(twin)?.appeared ?? 0) > since) return true;
      }
      return false;
    },
  };
}

/** One lesson a message: a copy of it under another path is no second witness. Ordered by path. */
function distinct(notes: Iterable<Note>): readonly Lesson[] {
  const ordered = [...notes].sort((one, other) => compare(one.lesson.message, other.lesson.message) || compare(one.sha256, other.sha256));
  const seen = new Set<string>();
  return ordered.filter(({ sha256 }) => !seen.has(sha256) && seen.add(sha256)).map(({ lesson }) => lesson);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
