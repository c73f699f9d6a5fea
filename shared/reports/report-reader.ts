/**
 * Turns the events of an XML reader into the head and the rows of an aggregate report. One child of the root is held at a time;
 * the dialect is chosen when the first row has been seen, or the root ends.
 */
import type { ReportPolicy, ReportRecord } from '../facts/report.ts';
import type { Dialect } from './dialect.ts';
import { type Amend, amenderFor, recognizeDialect, unknownDialect } from './dialect-registry.ts';
import { appendChild, createElement, schemaPathOf, type XmlElement } from './element.ts';
import { type Metadata, readMetadata, readPolicy } from './head.ts';
import { type NoteBook, quote } from './notes.ts';
import { type RecordContext, type RowStory, readRecord } from './record.ts';
import { createValueReader, textOf } from './values.ts';
import type { XmlHandler } from './xml.ts';

const deepest = 32;
const longestText = 64 * 1024;
const largestSection = 20_000;

export interface ReadHead {
  readonly dialect: string;
  readonly metadata: Metadata | null;
  readonly policies: readonly ReportPolicy[];
  readonly version: string | null;
  readonly namespace: string | null;
  readonly recordCount: number;
  readonly messageCount: number;
}

export interface ReportReader {
  readonly handler: XmlHandler;
  /** The same reader for a second, forgiving pass over the whole report: rows that were given already are passed over. */
  restart(): void;
  setRoot(namespace: string | null): void;
  hasRoot(): boolean;
  /** Children of the root that have ended so far, */
  sections(): number;
  /** rows that were given, */
  rows(): number;
  /** the last of them that was read from XML, */
  lastRecord(): ReportRecord | null;
  /** and the id of the report's dialect, once a row was given. */
  dialect(): string;
  /** Gives a row of which the text was read before, in the place of its text. */
  repeat(sourceIp: string, count: number, story: RowStory): void;
  finish(): ReadHead;
}

export function createReportReader(
  notes: NoteBook,
  onRecord: (record: ReportRecord, ordinal: number, story: RowStory) => void,
): ReportReader {
  const values = createValueReader(notes);
  let depth = 0;
  let rootSeen = false;
  let namespace: string | null = null;
  let current: XmlElement | null = null;
  let sectionSize = 0;
  let counts = new Map<string, number>();
  let pending: XmlElement[] = [];
  let choice: { context: RecordContext; amend: Amend } | null = null;
  let dialect: Dialect = unknownDialect;
  let metadata: Metadata | null = null;
  let policies: ReportPolicy[] = [];
  let version: string | null = null;
  let given = 0;
  let messageCount = 0;
  let isOver = false;
  let closedSections = 0;
  let last: ReportRecord | null = null;

  function setRoot(uri: string | null): void {
    rootSeen = true;
    namespace = uri;
  }

  function open(written: string, attributes: Readonly<Record<string, string>>): void {
    const name = localName(written);
    if (!rootSeen) {
      if (name.toLowerCase() === 'feedback') startRoot(written, name, attributes);
      else {
        notes.add('stray-element', `The element ${quote(written)} stands around the report; it is left out.`, '');
      }
      return;
    }
    if (isOver) return;
    depth += 1;
    if (depth > deepest || sectionSize > largestSection) {
      notes.add('too-deep', 'One part of the report holds more elements than any report has; the rest of it is left out.', current ?? '');
      return;
    }
    sectionSize += 1;
    if (depth === 1) {
      const ordinal = (counts.get(name) ?? 0) + 1;
      // Hostile input may hold a million names; only those that are read need their number.
      if (counts.size < 100) counts.set(name, ordinal);
      current = createElement(name, null, ordinal);
      sectionSize = 0;
      return;
    }
    const element = createElement(name, current);
    if (current !== null) appendChild(current, element);
    current = element;
  }

  function startRoot(written: string, name: string, attributes: Readonly<Record<string, string>>): void {
    const prefix = written.includes(':') ? written.slice(0, written.indexOf(':')) : null;
    setRoot(attributes[prefix === null ? 'xmlns' : `xmlns:${prefix}`]?.trim() ?? null);
    if (prefix !== null) notes.add('namespace-prefix', `The elements carry the prefix ${quote(prefix)}.`, '');
    if (name !== 'feedback') notes.add('element-renamed', `The root element is called ${quote(name)}.`, '');
  }

  function text(piece: string): void {
    if (current === null) {
      if (rootSeen && !isOver && /\S/.test(piece)) notes.add('stray-text', `Text between elements: ${quote(piece.trim())}.`, '');
      return;
    }
    if (depth > deepest) return;
    // The line ends and spaces between elements are most of the texts there are.
    if (current.children.length > 0 && isBlank(piece)) return;
    if (current.text.length > longestText) {
      notes.add('text-too-long', `A text has more than ${longestText} characters; the rest is left out.`, current);
      return;
    }
    current.text = current.text === '' ? piece : current.text + piece;
  }

  function close(): void {
    if (!rootSeen || isOver) return;
    if (depth === 0) {
      isOver = true;
      decide();
      return;
    }
    if (current !== null && depth <= deepest && current.children.length > 0 && !isBlank(current.text)) {
      notes.add('stray-text', `Text between elements: ${quote(current.text.trim())}.`, current);
    }
    if (depth === 1 && current !== null) {
      const section = current;
      current = null;
      closedSections += 1;
      take(section);
    } else if (depth <= deepest && current !== null && sectionSize <= largestSection) {
      current = current.parent ?? current;
    }
    depth -= 1;
  }

  function take(section: XmlElement): void {
    if (choice !== null) {
      read(section, choice);
      return;
    }
    pending.push(section);
    if (section.name === 'record' || pending.length > 50) decide();
  }

  function decide(): void {
    if (choice !== null) return;
    const sections = pending;
    pending = [];
    const written = sections.find((section) => section.name === 'version')?.text.trim() ?? '';
    dialect = recognizeDialect({ namespace, version: written === '' ? null : written, paths: pathsOf(sections) });
    if (dialect === unknownDialect)
      notes.add('dialect-unknown', 'The report has the marks of no standard; it is read as far as it goes.', '');
    for (const path of dialect.foreign ?? []) noteForeign(path, sections);
    const context: RecordContext = { notes, values, dialect: dialect.id, expects: new Set(dialect.expects) };
    choice = { context, amend: amenderFor(dialect) };
    for (const section of sections) read(section, choice);
  }

  function noteForeign(path: string, sections: readonly XmlElement[]): void {
    const [first, second] = path.split('/');
    const found = sections.find((section) => section.name === first)?.children.find((child) => child.name === second);
    if (found !== undefined) notes.add('element-not-in-dialect', `The element “${second}” does not exist in ${dialect.id}.`, found);
  }

  function read(section: XmlElement, { context, amend }: { context: RecordContext; amend: Amend }): void {
    amend(section, notes);
    switch (section.name) {
      case 'record': {
        // A second pass meets the rows again that the first one gave.
        if (section.ordinal <= given) return;
        given = section.ordinal;
        last = readRecord(section, context);
        messageCount += last.count ?? 0;
        onRecord(last, section.ordinal, last);
        return;
      }
      case 'report_metadata':
        if (metadata === null) metadata = readMetadata(section, context);
        else notes.add('element-repeated', 'The report has a second head; the first counts.', section);
        return;
      case 'policy_published':
        policies.push(readPolicy(section, context));
        if (policies.length > 1) notes.add('element-repeated', 'The report names a further policy; all are kept.', section);
        return;
      case 'version':
        version = textOf(section, notes);
        return;
      case 'extension':
        return;
      default:
        notes.add('element-unknown', `The element “${section.name}” belongs to no standard; it is not read.`, section);
    }
  }

  return {
    handler: {
      open,
      text,
      close,
      doctype: () => notes.add('doctype-refused', 'A document type is never read; nothing that it declares is expanded.', ''),
    },
    restart() {
      depth = 0;
      rootSeen = false;
      isOver = false;
      current = null;
      sectionSize = 0;
      counts = new Map();
      pending = [];
      choice = null;
      metadata = null;
      policies = [];
      version = null;
    },
    setRoot,
    hasRoot: () => rootSeen,
    sections: () => closedSections,
    rows: () => given,
    lastRecord: () => last,
    dialect: () => dialect.id,
    repeat(sourceIp, count, story) {
      const ordinal = (counts.get('record') ?? 0) + 1;
      counts.set('record', ordinal);
      given = ordinal;
      messageCount += count;
      const { disposition, dkim, spf, reasons, headerFrom, envelopeFrom, envelopeTo, authResults } = story;
      const record = { sourceIp, count, disposition, dkim, spf, reasons, headerFrom, envelopeFrom, envelopeTo, authResults };
      onRecord(record, ordinal, story);
    },
    finish() {
      decide();
      if (given === 0) notes.add('no-traffic', 'The report has no rows.', '');
      else if (messageCount === 0) notes.add('no-traffic', 'The rows of the report stand for no messages.', '');
      if (metadata === null) notes.add('element-missing', 'The element “report_metadata” is missing.', '');
      if (policies.length === 0) notes.add('element-missing', 'The element “policy_published” is missing.', '');
      if (version === null && dialect.id !== 'draft-2012') notes.add('version-missing', 'The report does not name its version.', '');
      else if (version !== null && !/^(?:1(?:\.0)?|0\.1)$/.test(version))
        notes.add('version-unexpected', `The version ${quote(version)} is in no standard.`, 'version');
      if (namespace === null && dialect.id === 'rfc9990')
        notes.add('namespace-missing', 'The report does not name the namespace of RFC 9990.', '');
      if (namespace !== null && !knownNamespaces.has(namespace))
        notes.add('namespace-unexpected', `The namespace ${quote(namespace)} is in no standard.`, '');
      return { dialect: dialect.id, metadata, policies, version, namespace, recordCount: given, messageCount };
    },
  };
}

const knownNamespaces: ReadonlySet<string> = new Set([
  'urn:ietf:params:xml:ns:dmarc-2.0',
  'http://dmarc.org/dmarc-xml/0.1',
  'http://dmarc.org/dmarc-xml/0.2',
]);

function isBlank(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 0x20) return false;
  }
  return true;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

function pathsOf(sections: readonly XmlElement[]): ReadonlySet<string> {
  const paths = new Set<string>();
  const add = (element: XmlElement): void => {
    paths.add(schemaPathOf(element));
    for (const child of element.children) add(child);
  };
  for (const section of sections) add(section);
  return paths;
}
