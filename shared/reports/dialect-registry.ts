/** All dialects, found by listing their folder; picks the one of a report and applies what it and the habits amend. */
import type { Amendment, Dialect, DialectElement, ReportRoot } from './dialect.ts';
import type { XmlElement } from './element.ts';
import type { NoteBook } from './notes.ts';

const modules = import.meta.glob<Dialect>('./dialects/*.ts', { eager: true, import: 'default' });

/** Sorted by id, so that nothing depends on the file system. */
export const dialects: readonly Dialect[] = Object.values(modules).sort((one, other) => (one.id < other.id ? -1 : 1));

/** Used where no dialect recognises a report: nothing is expected of it, and nothing is foreign. */
export const unknownDialect: Dialect = { id: 'unknown', basis: 'no standard', recognize: () => null };

/** The dialect with the most evidence; one that the report declares itself goes first. */
export function recognizeDialect(root: ReportRoot): Dialect {
  let best: { dialect: Dialect; declared: boolean; marks: number } | null = null;
  for (const dialect of dialects) {
    if (dialect.recognize === 'by-value') continue;
    const recognition = dialect.recognize(root);
    if (recognition === null) continue;
    const { declared } = recognition;
    const marks = recognition.saw.length;
    const isBetter = best === null || (declared !== best.declared ? declared : marks > best.marks);
    if (isBetter) best = { dialect, declared, marks };
  }
  return best?.dialect ?? unknownDialect;
}

type Amender = (element: DialectElement, path: string) => Amendment | null;

/** The places at which somebody may have something to amend, as a tree, so that everything else is passed by. */
interface Place {
  readonly path: string;
  readonly amenders: Amender[];
  readonly below: Map<string, Place>;
}

export type Amend = (section: XmlElement, notes: NoteBook) => void;

/** What the dialect and all habits amend, applied to one child of the root and everything in it. */
export function amenderFor(dialect: Dialect): Amend {
  const root: Place = { path: '', amenders: [], below: new Map() };
  for (const { amend, paths } of [dialect, ...dialects.filter((each) => each.recognize === 'by-value')]) {
    if (amend === undefined) continue;
    for (const path of paths ?? []) {
      let place = root;
      for (const step of path.split('/')) {
        const next = place.below.get(step) ?? { path: place.path === '' ? step : `${place.path}/${step}`, amenders: [], below: new Map() };
        place.below.set(step, next);
        place = next;
      }
      place.amenders.push(amend);
    }
  }
  return (section, notes) => amendAt(section, root, notes);
}

function amendAt(element: XmlElement, above: Place, notes: NoteBook): void {
  const place = above.below.get(element.name);
  if (place === undefined) return;
  let here = place;
  for (const amend of place.amenders) {
    const amendment = amend(element, place.path);
    if (amendment === null) continue;
    // The note names the place as the report has it.
    notes.add(amendment.note.code, amendment.note.message, element);
    if (amendment.text !== undefined) element.text = amendment.text;
    if (amendment.name !== undefined) {
      element.name = amendment.name;
      here = above.below.get(amendment.name) ?? here;
    }
  }
  for (const child of element.children) amendAt(child, here, notes);
}
