import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { LoadedCanonical } from '../../../../renderer/store.ts';
import { CanonicalList } from '../../../../renderer/views/authentication/canonical-list.tsx';
import { HashedOctets } from '../../../../renderer/views/authentication/coverage-panel.tsx';
import { DkimPanel } from '../../../../renderer/views/authentication/dkim-panel.tsx';
import { HashPairs } from '../../../../renderer/views/authentication/hash-pairs.tsx';
import type { CanonicalForm } from '../../../../shared/facts/canonical.ts';
import { canonicalForm } from '../../fixtures/canonical.ts';
import { spoofDetail } from '../../fixtures/spoof.ts';

const textOf = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&#x27;', "'");
const rendered = (element: React.ReactNode): string => textOf(renderToStaticMarkup(element));
const listed = (form: CanonicalForm): string => rendered(<CanonicalList form={form} looked={-1} onLook={() => {}} />);
const hashes = (changes: Partial<CanonicalForm>): string => rendered(<HashPairs form={{ ...canonicalForm, ...changes }} />);

describe('the octets of a signature', () => {
  it('stand in hash order, each headed by its field, with marks for what cannot be seen', () => {
    const text = listed(canonicalForm);
    expect(text).toContain('1 From #3, 14 octets from:Ada ␣ Lin ↵');
    expect(text).toContain('2 cc not there: signed so that none can be added');
    expect(text).toContain('3 Subject #2, 900 octets subject:x … 891 octets more, hashed and not shown …');
    expect(text).toContain('4 DKIM-Signature #0, the signature itself, 17 octets, no line end; the value of b= is left out (bytes 20–40)');
    expect(text).toContain('B Body simple, 40 octets hashed of 60 (l=40) one → two ↵ … 28 octets more, hashed and not shown … end');
    expect(text).toContain('l= ends here; nobody signed the 20 octets below Pay ␣ here … more that is not signed, left out here …');
  });

  it('lead to their bytes, all but those that are not there', () => {
    const looked: number[] = [];
    const markup = renderToStaticMarkup(<CanonicalList form={canonicalForm} looked={1} onLook={(nth) => looked.push(nth)} />);
    expect(markup.match(/<button/g)).toHaveLength(4);
    expect(markup.match(/aria-current="true"/g)).toHaveLength(1);
    expect(/aria-current="true".*?<\/button>/.exec(markup)?.[0]).toContain('Subject');
  });

  it('say what is left out, and that an empty body has none', () => {
    expect(listed({ ...canonicalForm, piecesLeftOut: 7 })).toContain('… 7 further fields, hashed and not shown …');
    const { body } = canonicalForm;
    const empty = body === null ? null : { ...body, hashedOctets: 0, octets: 0, isCut: false, length: null, unsigned: null, text: '' };
    expect(listed({ ...canonicalForm, body: empty })).toContain('No octet: the canonical body is empty.');
    expect(listed({ ...canonicalForm, body: null })).not.toContain('Body');
  });
});

describe('the hashes of a signature', () => {
  it('stand in pairs, with a word on whether they are the same', () => {
    expect(hashes({})).toContain('Body, sha256 ≠ not the same computed bbbb= bh= cccc=');
    expect(hashes({})).toContain('Header fields, sha256 the same computed aaaa= signed in b= aaaa=');
    expect(hashes({})).not.toContain('exactly these octets');
  });

  it.each([
    [{ signedDigest: null, signature: 'unknown', reason: 'No key.' }, 'signed in b= the key would bring it out of b= No key.'],
    [{ signedDigest: null, signature: 'fail', reason: 'It fails.' }, 'it was made with another key, or is damaged It fails.'],
    [
      { signedDigest: null, algorithm: 'ed25519-sha256' },
      'an Ed25519 signature holds no hash; the key alone can tell The key verifies the signature over exactly these octets.',
    ],
    [{ digest: null, hash: null }, 'Header fields, unknown hash computed cannot be computed'],
  ] as const)('say why there is nothing to compare with: %#', (changes, expected) => {
    expect(hashes(changes)).toContain(expected);
  });
});

describe('the view of the octets', () => {
  const view = (loaded: LoadedCanonical): string =>
    rendered(<HashedOctets loaded={loaded} looked={-1} onLook={() => {}} onRetry={() => {}} />);

  it('is closed until it is asked for', () => {
    const markup = renderToStaticMarkup(<DkimPanel detail={spoofDetail} />);
    expect(markup).toMatch(/aria-expanded="false"[^>]*>Canonical bytes/);
    expect(markup).toContain('covered-list');
  });

  it('tells that it is being made, what went wrong, and what was hashed', () => {
    expect(view({ state: 'loading' })).toContain('Making the octets as they were hashed…');
    expect(view({ state: 'failed', error: { code: 'timed-out', message: 'It took too long.' } })).toContain('It took too long. Try again');
    expect(view({ state: 'ready', form: canonicalForm })).toContain('from:Ada ␣ Lin ↵');
  });
});
