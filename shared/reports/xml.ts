/** The two XML readers, behind one handler: a stream for what is well-formed, and a forgiving one for a mended piece of what is not. */
import { XMLParser } from 'fast-xml-parser';
import { SaxesParser } from 'saxes';

export interface XmlHandler {
  /** `name` with its prefix, as written. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(): void;
  doctype(): void;
}

/** Characters in which nothing ends: no report has a text or a tag of this length, and no more of it is kept in memory. */
const longestEvent = 8 * 1024 * 1024;

export interface XmlStream {
  /** Text without its XML declaration. Gives the first fault, or null; after a fault and behind the root nothing more is reported. */
  write(text: string): string | null;
  end(): string | null;
}

/**
 * A stream over well-formed XML 1.0. Declared entities are never expanded: saxes knows the five and numbers only, so that any other is
 * a fault, and a document type is reported and skipped. What stands behind the root is `onTrailing`, once.
 */
export function createXmlStream(handler: XmlHandler, onTrailing: () => void): XmlStream {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let fault: string | null = null;
  let depth = 0;
  let isOver = false;
  let hasTrailing = false;
  let quiet = 0;
  const isDead = (): boolean => fault !== null || isOver;
  const trail = (): void => {
    if (!hasTrailing) onTrailing();
    hasTrailing = true;
  };
  parser.on('error', (error) => {
    if (isOver) trail();
    else fault ??= error.message.replace(/^(?:undefined:)?\d+:\d+: |\.$/g, '');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (isDead()) return;
    quiet = 0;
    depth += 1;
    handler.open(name, attributes);
  });
  parser.on('closetag', () => {
    if (isDead()) return;
    quiet = 0;
    depth -= 1;
    handler.close();
    if (depth === 0) isOver = true;
  });
  const text = (piece: string): void => {
    if (isDead()) return;
    quiet = 0;
    handler.text(piece);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('doctype', () => {
    if (!isDead()) handler.doctype();
  });
  return {
    write(piece) {
      if (isOver) {
        if (/\S/.test(piece)) trail();
        return null;
      }
      if (fault !== null) return fault;
      quiet += piece.length;
      parser.write(piece);
      if (!isOver && quiet > longestEvent) fault ??= 'a tag or a text that does not end';
      return fault;
    },
    end() {
      if (!isDead()) parser.close();
      return isOver ? null : (fault ?? 'the document ends before its root element does');
    },
  };
}

const forgiving = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  // The five are decoded here; nothing that a report declares itself is ever expanded.
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** Names of which fast-xml-parser is afraid; nothing here ever becomes a key of an object that matters. */
const feared: ReadonlySet<string> = new Set(
  '__proto__ constructor prototype hasownproperty tostring valueof __definegetter__ __definesetter__ __lookupgetter__ __lookupsetter__'.split(
    ' ',
  ),
);

/** An element name as the forgiving reader takes it: one that it would refuse gets an underscore. */
export function writableName(name: string): string {
  return feared.has(name.toLowerCase()) ? `${name}_` : name;
}

type ForgivingNode = Readonly<Record<string, unknown>>;

/** Reads one small piece of mended XML through the same handler. Gives a fault where even that fails. */
export function readForgivingly(xml: string, handler: XmlHandler): string | null {
  let nodes: unknown;
  try {
    nodes = forgiving.parse(xml);
  } catch (fault) {
    // fast-xml-parser throws plain errors with a message for what it cannot read.
    return fault instanceof Error ? fault.message : String(fault);
  }
  walk(nodes, handler);
  return null;
}

function walk(nodes: unknown, handler: XmlHandler): void {
  if (!Array.isArray(nodes)) return;
  for (const node of nodes as ForgivingNode[]) {
    for (const [name, value] of Object.entries(node)) {
      if (name === '#text') handler.text(decodeEntities(String(value)));
      else if (name !== ':@') {
        handler.open(name, {});
        walk(value, handler);
        handler.close();
      }
    }
  }
}

const five: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML 1.0 section 4.6. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => five[name] ?? '') : text;
}

/** Text as the content of an element. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => (character === '&' ? '&amp;' : character === '<' ? '&lt;' : '&gt;'));
}
