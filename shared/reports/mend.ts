/**
 * Makes well-formed XML of an aggregate report that is not, in one pass over its tags. The schema decides what a broken tag can only have
 * been: a `record` cannot stand inside a `row`, a `<` inside an organisation's name is no tag. Every repair is noted with its path.
 * Children of the root come out one at a time, so that a damaged report of a million rows costs no more memory than one row.
 */
import type { NoteBook } from './notes.ts';
import { quote } from './notes.ts';
import { isLeaf, knownNames, mayHold, nearestName, parentsOf } from './schema-tree.ts';
import { escapeText, writableName } from './xml.ts';

export interface MendSink {
  onRoot(namespace: string | null): void;
  /** One child of the root, as well-formed XML without attributes. */
  onSection(xml: string): void;
}

/** A start or end tag with balanced quotes out of the way: attributes may hold anything but angle brackets. */
const tagPattern = /<(\/?)([A-Za-z_][\w.-]{0,63})(?::([A-Za-z_][\w.-]{0,63}))?((?:\s[^<>]{0,2000})?)(\/?)>/y;
const deepest = 32;
const longestSection = 4 * 1024 * 1024;
const longestDoctype = 64 * 1024;

/** Takes the whole text of the report. Linear in its length. Gives whether a `feedback` element was found. */
export function mend(text: string, notes: NoteBook, sink: MendSink): boolean {
  return new Mender(text, notes, sink).run();
}

interface Open {
  readonly name: string;
}

class Mender {
  private readonly stack: Open[] = [];
  private readonly counts = new Map<string, number>();
  private readonly found = new Map<string, number>();
  private section: string[] = [];
  private sectionLength = 0;
  private hasRoot = false;
  private isOver = false;

  constructor(
    private readonly text: string,
    private readonly notes: NoteBook,
    private readonly sink: MendSink,
  ) {}

  run(): boolean {
    const { text } = this;
    let at = 0;
    while (at < text.length) {
      const next = text.indexOf('<', at);
      if (next === -1) {
        this.onText(text.slice(at));
        break;
      }
      if (next > at) this.onText(text.slice(at, next));
      at = this.onMarkup(next);
    }
    if (this.hasRoot && this.stack.length > 0) {
      this.notes.add('tag-unclosed', 'The report ends before its elements do; what came through is read.', this.path());
      while (this.stack.length > 0) this.close();
    }
    return this.hasRoot;
  }

  /** Like indexOf, but what was found stays found: a million openings of a comment that never ends cost one search. */
  private find(needle: string, from: number): number {
    const known = this.found.get(needle);
    if (known !== undefined && (known === -1 || known >= from)) return known;
    const found = this.text.indexOf(needle, from);
    this.found.set(needle, found);
    return found;
  }

  /** Takes the offset of a `<`, gives the offset behind what was read. */
  private onMarkup(at: number): number {
    const { text } = this;
    if (text.startsWith('<!--', at)) {
      const end = this.find('-->', at + 4);
      if (end !== -1) return end + 3;
    } else if (text.startsWith('<![CDATA[', at)) {
      const end = this.find(']]>', at + 9);
      if (end !== -1) {
        this.push(escapeText(text.slice(at + 9, end)));
        return end + 3;
      }
    } else if (text.startsWith('<?', at)) {
      const end = this.find('>', at);
      if (end !== -1 && end - at < 1_000) return end + 1;
    } else if (/^<!doctype/i.test(text.slice(at, at + 9))) {
      const end = endOfDoctype(text.slice(at, at + longestDoctype));
      if (end !== -1) {
        this.notes.add('doctype-refused', 'A document type is never read; nothing that it declares is expanded.', this.path());
        return at + end;
      }
    }
    tagPattern.lastIndex = at;
    const match = tagPattern.exec(text);
    if (match === null || !this.onTag(match)) {
      this.stray('<');
      return at + 1;
    }
    return tagPattern.lastIndex;
  }

  /** False where it is no tag but text that looks like one. */
  private onTag(match: RegExpExecArray): boolean {
    const [whole, slash, first = '', second, attributes = '', selfClosing] = match;
    const written = (second ?? first).toLowerCase();
    const isEnd = slash === '/';
    if (!this.hasRoot) {
      if (written !== 'feedback') {
        this.notes.add('stray-element', `The tag ${quote(whole)} stands before the report and is left out.`, '');
        return true;
      }
      if (isEnd) return true;
      this.hasRoot = true;
      this.stack.push({ name: 'feedback' });
      this.sink.onRoot(namespaceOf(second === undefined ? null : first, attributes));
      if (selfClosing === '/') this.close();
      return true;
    }
    if (this.isOver) {
      this.notes.add('trailing-content', `The tag ${quote(whole)} stands behind the report.`, '');
      return true;
    }
    const top = this.top();
    const name = this.knownNameOf(written, top, isEnd);
    const topIsLeaf = this.topIsLeaf();
    if (name === null && topIsLeaf) return false;
    const effective = name ?? written;
    if (isEnd) this.onEnd(effective, match);
    else this.onStart(effective, selfClosing === '/');
    return true;
  }

  private knownNameOf(written: string, top: string, isEnd: boolean): string | null {
    if (knownNames.has(written)) return written;
    // An element that is open under an unknown name closes by that name.
    if (isEnd && this.stack.some((open) => open.name === written)) return written;
    const near = nearestName(written, isEnd ? null : top);
    if (near === null || (isEnd && !this.stack.some((open) => open.name === near))) return null;
    this.notes.add('tag-misspelt', `The tag “${written}” is read as “${near}”.`, this.path());
    return near;
  }

  private onStart(name: string, isEmpty: boolean): void {
    if (name === 'feedback') {
      this.notes.add('stray-element', 'A second root element begins here; its elements are read with those of the first.', this.path());
      return;
    }
    this.closeUpTo(name);
    if (this.stack.length >= deepest) {
      this.notes.add('too-deep', `Elements are nested more than ${deepest} deep; deeper ones are left out.`, this.path());
      return;
    }
    if (this.stack.length === 1) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    this.stack.push({ name });
    this.push(`<${writableName(name)}>`);
    if (isEmpty) this.close();
  }

  /** Closes what cannot hold this element and was left open: a text element, or all below the element that may hold it. */
  private closeUpTo(name: string): void {
    const allowed = parentsOf(name);
    if (allowed.length === 0) return;
    if (!this.topIsLeaf() && allowed.includes(this.top())) return;
    let depth = this.stack.length - 1;
    while (depth >= 0 && !(allowed.includes(this.stack[depth]?.name ?? '') && !this.isLeafAt(depth))) depth -= 1;
    if (depth < 0) return;
    while (this.stack.length - 1 > depth) {
      this.notes.add('tag-unclosed', `The element “${this.top()}” is not closed; it is taken to end before “${name}”.`, this.path());
      this.close();
    }
  }

  private onEnd(name: string, match: RegExpExecArray): void {
    const depth = this.stack.findLastIndex((open) => open.name === name);
    if (depth === -1) {
      // `</end>1335657599</end>`: the first can only have been meant as a start.
      const rest = this.text.slice(tagPattern.lastIndex, tagPattern.lastIndex + 500);
      const isMeantAsStart = mayHold(this.top(), name) && new RegExp(`^[^<]{1,400}</${name}\\s*>`).test(rest);
      this.notes.add(
        'tag-mismatched',
        isMeantAsStart ? `The end tag ${quote(match[0])} is read as a start tag.` : `The end tag ${quote(match[0])} closes nothing.`,
        this.path(),
      );
      if (isMeantAsStart) this.onStart(name, false);
      return;
    }
    while (this.stack.length - 1 > depth) {
      this.notes.add('tag-unclosed', `The element “${this.top()}” is not closed; it is taken to end before “/${name}”.`, this.path());
      this.close();
    }
    this.close();
  }

  private onText(text: string): void {
    if (!this.hasRoot || this.stack.length === 0) {
      if (/\S/.test(text))
        this.notes.add(this.hasRoot ? 'trailing-content' : 'leading-content', `Text outside of the report: ${quote(text.trim())}.`, '');
      return;
    }
    const top = this.top();
    // `7f3a/report_id>`: an end tag that lost its bracket.
    const broken = this.topIsLeaf() ? /^([\s\S]*?)\/([A-Za-z_]{1,40})>\s*$/.exec(text) : null;
    if (broken !== null && broken[2]?.toLowerCase() === top) {
      this.notes.add('tag-mismatched', `The end tag “/${broken[2]}>” lost its “<”.`, this.path());
      this.push(this.clean(broken[1] ?? ''));
      this.close();
      return;
    }
    this.push(this.clean(text));
  }

  /** References as the five or their characters; everything else with `&` is text. Control characters are not XML. */
  private clean(text: string): string {
    let result = text;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 section 2.2 excludes them.
    const control = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
    if (control.test(result)) {
      this.notes.add('control-character', 'Characters that XML does not allow are left out.', this.path());
      result = result.replace(control, '');
    }
    if (result.includes('&')) {
      result = result.replace(
        /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([A-Za-z_][\w.-]{0,63}));|&/g,
        (all, five, decimal, hex, other) => {
          if (five !== undefined) return all;
          if (decimal !== undefined || hex !== undefined)
            return characterOf(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
          if (other !== undefined)
            this.notes.add('entity-refused', `The entity ${quote(all)} is not expanded; it stays as it is written.`, this.path());
          else this.notes.add('stray-markup', 'A “&” that begins no entity is read as text.', this.path());
          return `&amp;${all.slice(1)}`;
        },
      );
    }
    return result.includes('>') ? result.replaceAll('>', '&gt;') : result;
  }

  private stray(character: string): void {
    if (this.stack.length === 0) return;
    this.notes.add('stray-markup', `A “${character}” that begins no tag is read as text.`, this.path());
    this.push('&lt;');
  }

  private push(xml: string): void {
    if (this.stack.length <= 1) {
      if (/\S/.test(xml)) this.notes.add('stray-text', `Text between elements: ${quote(xml.trim())}.`, this.path());
      return;
    }
    this.sectionLength += xml.length;
    if (this.sectionLength <= longestSection) this.section.push(xml);
    else if (this.sectionLength - xml.length <= longestSection) {
      this.notes.add('text-too-long', `More than ${longestSection} characters in one element; the rest is left out.`, this.path());
    }
  }

  private close(): void {
    const { name } = this.stack[this.stack.length - 1] ?? { name: '' };
    if (this.stack.length > 1) this.section.push(`</${writableName(name)}>`);
    this.stack.pop();
    if (this.stack.length === 1) {
      this.sink.onSection(this.section.join(''));
      this.section = [];
      this.sectionLength = 0;
    }
    if (this.stack.length === 0) this.isOver = true;
  }

  private top(): string {
    return this.stack[this.stack.length - 1]?.name ?? '';
  }

  private topIsLeaf(): boolean {
    return this.isLeafAt(this.stack.length - 1);
  }

  private isLeafAt(depth: number): boolean {
    const open = this.stack[depth];
    return open !== undefined && isLeaf(open.name, this.stack[depth - 1]?.name ?? null);
  }

  private path(): string {
    return this.stack
      .slice(1)
      .map(({ name }, index) => (index === 0 && name === 'record' ? `record[${this.counts.get('record') ?? 1}]` : name))
      .join('/');
  }
}

function characterOf(code: number): string {
  const isCharacter = code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0x10ffff);
  return isCharacter ? escapeText(String.fromCodePoint(code)) : '';
}

/** Behind the `>` of a document type, whose internal subset in brackets may hold more of them; -1 where it does not end. */
function endOfDoctype(text: string): number {
  const bracket = text.indexOf('[');
  const end = text.indexOf('>');
  if (bracket === -1 || (end !== -1 && end < bracket)) return end === -1 ? -1 : end + 1;
  const subsetEnd = /\]\s*>/g;
  subsetEnd.lastIndex = bracket;
  return subsetEnd.exec(text) === null ? -1 : subsetEnd.lastIndex;
}

function namespaceOf(prefix: string | null, attributes: string): string | null {
  const name = prefix === null ? 'xmlns' : `xmlns:${prefix}`;
  for (const match of attributes.matchAll(/([\w:.-]{1,80})\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (match[1] === name) return match[2] ?? match[3] ?? null;
  }
  return null;
}
