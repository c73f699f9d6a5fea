import { describe, expect, it } from 'vitest';
import { mend } from '../../../shared/reports/mend.ts';
import { createNoteBook } from '../../../shared/reports/notes.ts';

function mended(text: string): { namespace: string | null | undefined; sections: string[]; notes: string[]; found: boolean } {
  const notes = createNoteBook();
  const sections: string[] = [];
  let namespace: string | null | undefined;
  const found = mend(text, notes, {
    onRoot: (uri) => {
      namespace = uri;
    },
    onSection: (xml) => sections.push(xml),
  });
  return { namespace, sections, notes: notes.finish().map(({ code, at }) => (at === '' ? code : `${code} ${at}`)), found };
}

const inFeedback = (xml: string) => {
  const { sections, notes } = mended(`<feedback>${xml}</feedback>`);
  return { xml: sections.join(''), notes };
};

describe('mending XML', () => {
  it.each([
    ['leaves sound XML as it is', '<version>1.0</version>', '<version>1.0</version>', []],
    ['drops prefixes and attributes', '<a:version xml:lang="en">1.0</a:version>', '<version>1.0</version>', []],
    ['takes CDATA as text', '<version><![CDATA[<1>]]></version>', '<version>&lt;1&gt;</version>', []],
    ['drops comments and instructions', '<version>1<!-- <x> -->.<?php 0 ?>0</version>', '<version>1.0</version>', []],
    ['keeps the five entities and characters by number', '<version>&lt;&#65;&#x42;</version>', '<version>&lt;AB</version>', []],
    ['never lets a number make markup', '<version>&#60;record&#62;</version>', '<version>&lt;record&gt;</version>', []],
    ['keeps other entities as text', '<version>&nbsp;</version>', '<version>&amp;nbsp;</version>', ['entity-refused version']],
    ['reads & as text', '<version>A & B</version>', '<version>A &amp; B</version>', ['stray-markup version']],
    ['reads < as text', '<version>1 < 2</version>', '<version>1 &lt; 2</version>', ['stray-markup version']],
    ['reads an unknown tag inside a text as text', '<version>a<b>c</version>', '<version>a&lt;b&gt;c</version>', ['stray-markup version']],
    ['leaves out what XML does not allow', '<version>1\u0000\u0001.0</version>', '<version>1.0</version>', ['control-character version']],
    [
      'closes a text before the next element',
      '<row><count>2<source_ip>x</source_ip></row>',
      '<row><count>2</count><source_ip>x</source_ip></row>',
      ['tag-unclosed row/count'],
    ],
    [
      'closes a row before the next record',
      '<record><row><record></record>',
      '<record><row></row></record><record></record>',
      ['tag-unclosed record[1]/row', 'tag-unclosed record[1]'],
    ],
    ['closes what an outer end tag ends', '<record><row></record>', '<record><row></row></record>', ['tag-unclosed record[1]/row']],
    ['passes over an end tag of nothing', '<record></row></record>', '<record></record>', ['tag-mismatched record[1]']],
    [
      'reads an end tag that stands for a start',
      '<date_range></begin>1</begin></date_range>',
      '<date_range><begin>1</begin></date_range>',
      ['tag-mismatched date_range'],
    ],
    ['finds an end tag without its bracket', '<version>1.0/version>', '<version>1.0</version>', ['tag-mismatched version']],
    ['leaves a slash in a text alone', '<email>a/version></email>', '<email>a/version&gt;</email>', []],
    [
      'reads misspelt tags',
      '<reprot_metadata></reprot_metadata>',
      '<report_metadata></report_metadata>',
      ['tag-misspelt', 'tag-misspelt report_metadata'],
    ],
    ['keeps an unknown element', '<surprise><deep>x</deep></surprise>', '<surprise><deep>x</deep></surprise>', []],
    ['notes text between elements', 'x<version></version>', '<version></version>', ['stray-text']],
  ])('%s', (_title, from, xml, notes) => {
    expect(inFeedback(from)).toEqual({ xml, notes });
  });

  it('closes everything where the text ends', () => {
    expect(mended('<feedback><record><row><count>5')).toEqual({
      namespace: null,
      sections: ['<record><row><count>5</count></row></record>'],
      notes: ['tag-unclosed record[1]/row/count'],
      found: true,
    });
  });

  it('finds the namespace of the root, by its prefix', () => {
    expect(mended('<feedback xmlns="urn:a" xmlns:b="urn:b"></feedback>').namespace).toBe('urn:a');
    expect(mended("<b:feedback xmlns='urn:a' xmlns:b='urn:b'></b:feedback>").namespace).toBe('urn:b');
  });

  it('passes over what stands around the root', () => {
    expect(mended('x<xs:schema><feedback><version>1</version></feedback></xs:schema>y')).toEqual({
      namespace: null,
      sections: ['<version>1</version>'],
      notes: ['leading-content', 'stray-element', 'trailing-content', 'trailing-content'],
      found: true,
    });
  });

  it.each([
    ['a subset', '<!DOCTYPE feedback [<!ENTITY a "]"> <!ELEMENT b ANY>]>'],
    ['nothing', '<!DOCTYPE feedback>'],
    ['an address', '<!doctype feedback SYSTEM "http://x.test/a.dtd">'],
  ])('refuses a document type with %s', (_title, doctype) => {
    expect(mended(`${doctype}<feedback><version>1</version></feedback>`)).toMatchObject({
      sections: ['<version>1</version>'],
      notes: ['doctype-refused'],
    });
  });

  it('finds nothing where there is no report', () => {
    expect(mended('<html><body>&</body></html>').found).toBe(false);
  });

  it.each([
    ['openings of comments', '<!--'],
    ['openings of CDATA', '<![CDATA['],
    ['document types', '<!DOCTYPE a ['],
    ['start tags', '<a>'],
    ['attributes without an end', '<a b="'],
    ['known tags', '<record>'],
    ['end tags', '</begin>'],
    ['misspelt tags', '<recorb>'],
    ['ampersands', '&'],
    ['broken end tags', 'x/count>'],
  ])('takes time in proportion to many %s', (_title, piece) => {
    const time = (count: number): number => {
      const text = `<feedback><record><row><count>${piece.repeat(count)}`;
      const start = process.cpuUsage();
      mended(text);
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    };
    time(2_000);
    // Quadratic work would take minutes here.
    expect(time(100_000)).toBeLessThan(10_000);
  });
});
