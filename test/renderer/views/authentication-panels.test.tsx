import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ArcPanel } from '../../../renderer/views/authentication/arc-panel.tsx';
import { BodyCoverage } from '../../../renderer/views/authentication/body-coverage.tsx';
import { DkimPanel } from '../../../renderer/views/authentication/dkim-panel.tsx';
import { DmarcWalk } from '../../../renderer/views/authentication/dmarc-walk.tsx';
import type { DkimCheck, DmarcWalkStep } from '../../../shared/facts/authentication.ts';
import { dmarcReading } from '../fixtures/facts.ts';
import { spoofDetail } from '../fixtures/spoof.ts';
import { weaklySignedDetail } from '../fixtures/weakly-signed.ts';

const textOf = (markup: string): string => markup.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const rendered = (element: React.ReactNode): string => textOf(renderToStaticMarkup(element));

describe('what a DKIM signature covers', () => {
  it('is listed as it is hashed, with the fields that are signed as absent', () => {
    const text = rendered(<DkimPanel detail={weaklySignedDetail} />);
    expect(text).toContain('What is signed by bravo.onmicrosoft.com');
    expect(text).toContain('The bytes that are hashed, in their order (c=relaxed/relaxed).');
    expect(text).toContain('From: not there: signed so that none can be added');
  });

  const body = (index: number): string =>
    rendered(<BodyCoverage detail={weaklySignedDetail} check={weaklySignedDetail.dkim[index] as DkimCheck} />);

  it('says where l= ends, what it leaves out, and what may have been added', () => {
    const { start, end } = weaklySignedDetail.bodySpan;
    expect(body(0)).toContain('The body is the one that was signed (bh=).');
    expect(body(0)).toContain(
      `l= ends behind octet 30 of the canonical body, at byte ${(start + 30).toLocaleString('en-GB')} of the file.`,
    );
    expect(body(0)).toContain(`Nobody signed the ${end - start - 30} octets behind it.`);
    expect(body(0)).toContain('Cannot be added unseen: From');
    expect(body(0)).toContain('they may have been added: Received');
  });

  it('says that the body was changed', () => {
    expect(body(1)).toContain('The body is not the one that was signed (bh=).');
    expect(body(1)).toContain('The whole body is signed.');
  });
});

describe('the ARC sets', () => {
  it('say who vouches for what', () => {
    const text = rendered(<ArcPanel detail={weaklySignedDetail} />);
    expect(text).toContain('its record, through the chain above');
    expect(text).toContain('its record and this message');
    expect(text).toContain('What is signed by i=2 lists.example');
  });
});

describe('the DMARC walk', () => {
  const step = (name: string, kind: 'records' | 'absent' | 'not-captured'): DmarcWalkStep => ({
    name,
    lookup: {
      question: { name: `_dmarc.${name}`, type: 'TXT' },
      answer:
        kind === 'records'
          ? { kind, records: ['v=DMARC1; p=reject'], source: null }
          : kind === 'absent'
            ? { kind, reason: 'nxdomain', source: null }
            : { kind },
    },
    record: kind === 'records' ? 'v=DMARC1; p=reject' : null,
    note: `note of ${name}`,
  });
  const reading = {
    ...dmarcReading(spoofDetail.dmarc.rfc9989),
    policyDomain: 'alpha.example',
    organizationalDomain: 'alpha.example',
    walk: [step('a.b.alpha.example', 'absent'), step('alpha.example', 'records'), step('example', 'not-captured')],
  };

  it('is a ladder with a mark for each answer, and names where policy and organisation were found', () => {
    const markup = renderToStaticMarkup(<DmarcWalk reading={reading} />);
    expect([...markup.matchAll(/<li data-shape="(\w+)"/g)].map((match) => match[1])).toEqual(['plain', 'pass', 'unknown']);
    expect(textOf(markup)).toContain('alpha.example answered policy organisational domain v=DMARC1; p=reject');
    expect(textOf(markup).match(/organisational domain/g)?.length).toBe(1);
  });

  it('is left out where no name was asked', () => {
    expect(renderToStaticMarkup(<DmarcWalk reading={{ ...reading, walk: [] }} />)).toBe('');
  });
});
