import { describe, expect, it } from 'vitest';
import {
  createXmlStream,
  decodeEntities,
  escapeText,
  readForgivingly,
  writableName,
  type XmlHandler,
} from '../../../shared/reports/xml.ts';

function recorder(): { handler: XmlHandler; events: string[] } {
  const events: string[] = [];
  return {
    events,
    handler: {
      open: (name, attributes) =>
        events.push(
          `<${name}${Object.entries(attributes)
            .map(([key, value]) => ` ${key}=${value}`)
            .join('')}`,
        ),
      text: (text) => events.push(text),
      close: () => events.push('>'),
      doctype: () => events.push('!'),
    },
  };
}

function stream(...pieces: string[]): { events: string[]; fault: string | null; trailing: number } {
  const { handler, events } = recorder();
  let trailing = 0;
  const xml = createXmlStream(handler, () => {
    trailing += 1;
  });
  for (const piece of pieces) xml.write(piece);
  return { events, fault: xml.end(), trailing };
}

describe('the stream over well-formed XML', () => {
  it('tells elements, attributes, text and CDATA', () => {
    expect(stream('<a x="1"><b>t&amp;', 'u</b><![CDATA[<]]></a>')).toEqual({
      events: ['<a x=1', '<b', 't&u', '>', '<', '>', '>'].filter((event, index) => !(index === 5 && event === '>')),
      fault: null,
      trailing: 0,
    });
  });

  it.each([
    ['an undeclared entity', '<a>&x;</a>', 'undefined entity'],
    ['an entity that the document declares', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'undefined entity'],
    ['a tag that does not fit', '<a><b></a>', 'unexpected close tag'],
    ['an end too early', '<a><b>', 'unclosed tag: b'],
    ['nothing', '', 'document must contain a root element'],
  ])('gives the fault of %s', (_title, xml, fault) => {
    expect(stream(xml).fault).toContain(fault);
  });

  it('reports a document type and does not read it', () => {
    expect(stream('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a/>')).toEqual({
      events: ['!', '<a', '>'],
      fault: null,
      trailing: 0,
    });
  });

  it('says nothing after a fault', () => {
    expect(stream('<a><b>&x;</b><c/></a>').events).not.toContain('<c');
  });

  it.each(['text', '<b/>', '\u0000', '&x;'])('says once that %j stands behind the root', (rest) => {
    expect(stream('<a/>', rest, rest)).toEqual({ events: ['<a', '>'], fault: null, trailing: 1 });
  });

  it('white space behind the root is nothing', () => {
    expect(stream('<a/>\r\n', ' \n')).toEqual({ events: ['<a', '>'], fault: null, trailing: 0 });
  });

  it('gives up on a text that does not end, instead of keeping it', () => {
    const { handler } = recorder();
    const xml = createXmlStream(handler, () => undefined);
    let fault = xml.write('<a>');
    for (let size = 0; fault === null && size < 40; size += 1) fault = xml.write('x'.repeat(1024 * 1024));
    expect(fault).toBe('a tag or a text that does not end');
  });
});

describe('the forgiving reader', () => {
  it('gives the same events', () => {
    const { handler, events } = recorder();
    expect(readForgivingly('<record><row><count> 2 </count></row><row/></record>', handler)).toBeNull();
    expect(events).toEqual(['<record', '<row', '<count', ' 2 ', '>', '>', '<row', '>', '>']);
  });

  it('decodes the five entities once', () => {
    const { handler, events } = recorder();
    readForgivingly('<a>&lt;b&gt; &amp;lt; &#65; &quot;&apos;</a>', handler);
    expect(events).toEqual(['<a', '<b> &lt; &#65; "\'', '>']);
  });

  it.each(['constructor', '__proto__', 'prototype', 'toString', '__lookupGetter__'])('reads an element called %s', (name) => {
    const { handler, events } = recorder();
    const safe = writableName(name);
    expect(readForgivingly(`<a><${safe}>1</${safe}></a>`, handler)).toBeNull();
    expect(events).toEqual(['<a', `<${name}_`, '1', '>', '>']);
  });

  it('leaves other names alone', () => {
    expect(writableName('record')).toBe('record');
  });
});

it('escaping and decoding are each other’s inverse', () => {
  const text = '<a> & "b" &lt; \u00fc';
  expect(decodeEntities(escapeText(text))).toBe(text);
});
