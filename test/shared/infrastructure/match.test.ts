/** The catalogue as the engine uses it: what weighs more, what is not believed, and how a user's entry comes in. */
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../shared/facts/infrastructure.ts';
import { createInfrastructure, shippedOperators } from '../../../shared/infrastructure/match.ts';
import { OperatorEntry } from '../../../shared/infrastructure/operator.ts';
import { acme } from './acme.ts';
import { headerFields } from './header-fields.ts';

const catalogue = createInfrastructure([OperatorEntry.parse(acme)]);
const by = (connection: Partial<Connection>) => catalogue.attribute({ ip: null, rdns: null, helo: null, ...connection });
const acmeAs = (pool: string | null, scope: string, basis: string) => ({
  operator: 'acme-relay',
  operatorName: 'Acme Relay',
  pool,
  scope,
  basis,
});

describe('attribute', () => {
  it('believes the address more than the names', () => {
    expect(by({ ip: '203.0.113.1', rdns: 'mail-ed1-f52.google.com', helo: 'mail-ed1-f52.google.com' })).toEqual(
      acmeAs('normal', 'shared', 'address'),
    );
  });
  it('calls the relay pool shared and names it', () => {
    expect(by({ ip: '203.0.113.65' })).toEqual(acmeAs('relay', 'shared', 'address'));
  });
  it('leaves the pool open where a name serves several', () => {
    expect(by({ rdns: 'a.out.acme.example' })).toEqual(acmeAs(null, 'shared', 'rdns'));
    expect(by({ rdns: 'a.own.acme.example' })).toEqual(acmeAs('own', 'dedicated', 'rdns'));
  });
  it('takes the name that the receiver resolved before the one that the client said', () => {
    expect(by({ rdns: 'a.own.acme.example', helo: 'mail-ed1-f52.google.com' })).toEqual(acmeAs('own', 'dedicated', 'rdns'));
  });
  it('does not believe a HELO from outside ranges that are complete, but does without an address', () => {
    expect(by({ ip: '198.51.100.7', helo: 'a.out.acme.example' })).toBeNull();
    expect(by({ ip: '2001:db8::7', helo: 'a.out.acme.example' })).toBeNull();
    expect(by({ helo: 'a.out.acme.example' })).toEqual(acmeAs(null, 'shared', 'helo'));
    expect(by({ ip: '198.51.100.7', helo: 'fout-a1-smtp.messagingengine.com' })?.basis).toBe('helo');
  });
  it('attributes private space by name only', () => {
    expect(by({ ip: '10.0.0.1' })).toBeNull();
    expect(by({ ip: '10.0.0.1', helo: 'db1.lan.acme.example' })).toEqual(acmeAs(null, 'internal', 'helo'));
  });
  it('calls an address internal where the name says that it is a host inside', () => {
    expect(by({ ip: '203.0.113.1', helo: 'db1.lan.acme.example' })).toEqual(acmeAs(null, 'internal', 'address'));
  });
  it.each(['', 'not an address', '999.1.1.1', '203.0.113.1 ', '203.0.113.phishing'])('takes %j for no address', (ip) => {
    expect(by({ ip })).toBeNull();
  });
  it('knows nobody by nothing', () => {
    expect(by({})).toBeNull();
    expect(by({ rdns: '', helo: '[203.0.113.1]' })).toBeNull();
  });
  it('answers thousands of questions a second', () => {
    const started = performance.now();
    for (let n = 0; n < 20_000; n += 1)
      by({ ip: `40.107.${n % 256}.${(n >> 8) % 256}`, helo: 'eur01-db5-obe.outbound.protection.outlook.com' });
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('the look-ups by name', () => {
  it('names the innermost operator of an SPF path, not a dedicated pool and not the domain itself', () => {
    expect(catalogue.operatorOfSpfPath(['alpha.example', 'spf.acme.example'])).toBe('acme-relay');
    expect(catalogue.operatorOfSpfPath(['alpha.example', 'mail.zendesk.com', 'SPF.Acme.Example.'])).toBe('acme-relay');
    expect(catalogue.operatorOfSpfPath(['alpha.example', 'send.klaviyo.com', 'sendgrid.net', 'a.unknown.example'])).toBe('sendgrid');
    expect(catalogue.operatorOfSpfPath(['alpha.example', 'own.acme.example'])).toBeNull();
    expect(catalogue.operatorOfSpfPath(['alpha.example'])).toBeNull();
    expect(catalogue.operatorOfSpfPath([])).toBeNull();
  });
  it('reads authserv-ids with a version behind (RFC 8601 section 2.2) and in any case', () => {
    expect(catalogue.operatorOfAuthservId('mx.microsoft.com 1')).toBe('exchange-online');
    expect(catalogue.operatorOfAuthservId('MX.Google.com')).toBe('google');
    expect(catalogue.operatorOfAuthservId('mx.google.com.evil.example')).toBeNull();
    expect(catalogue.operatorOfAuthservId('spf=pass (sender IP is 192.0.2.1)')).toBeNull();
    expect(catalogue.operatorOfAuthservId('')).toBeNull();
  });
  it('knows ARC sealers', () => {
    expect(
      ['microsoft.com', 'google.com', 'mailchannels.net', 'us.zohomail360.com', 'evil.example', 'x.microsoft.com'].map((domain) =>
        catalogue.operatorOfSealer(domain),
      ),
    ).toEqual(['exchange-online', 'google', 'mailchannels', 'zoho', null, null]);
  });
  it.each([
    ['bravo.onmicrosoft.com', 'selector1-bravo-onmicrosoft-com', { operator: 'exchange-online', tenant: 'bravo' }],
    ['Bravo.mail.onmicrosoft.com.', null, { operator: 'exchange-online', tenant: 'bravo' }],
    ['bravo-example-com.20230601.gappssmtp.com', '20230601', { operator: 'google', tenant: 'bravo-example-com' }],
    ['alpha.example', 'hs2-8726485', { operator: 'hubspot', tenant: '8726485' }],
    ['bravo.atlassian.net', 'x', { operator: 'atlassian', tenant: 'bravo' }],
    ['onmicrosoft.com', 'selector1', null],
    ['a.b.onmicrosoft.com', 'selector1', null],
    ['bravo.onmicrosoft.com.evil.example', 'selector1', null],
    ['amazonses.com', '224i4yxa5dv7c2xz3womw6peuasteono', null],
    ['alpha.example', 'selector1', null],
    ['', null, null],
  ])('finds the tenant in d=%s s=%s', (domain, selector, expected) => {
    expect(catalogue.tenantOfSigningDomain(domain, selector)).toEqual(expected);
  });
  it('tells a domain of many tenants from a domain of one', () => {
    expect(
      ['onmicrosoft.com', 'bravo.onmicrosoft.com', 'eu-west-1.amazonses.com', 'outlook.com', 'gmail.com', 'alpha.example'].map((domain) =>
        catalogue.isSharedDomain(domain),
      ),
    ).toEqual([true, false, true, false, false, false]);
  });
  it('knows domains of which anybody may have a mailbox, and no name above or below them', () => {
    expect(
      ['gmail.com', 'GMAIL.COM', 'outlook.com', 'web.de', 'mail.gmail.com', 'gmail.com.evil.example', 'com', 'alpha.example', ''].map(
        (domain) => catalogue.isMailboxDomain(domain),
      ),
    ).toEqual([true, true, true, true, false, false, false, false, false]);
  });
  it('knows the field in which an operator keeps its own results without an authserv-id', () => {
    expect(
      ['x-ms-exchange-authentication-results', 'Authentication-Results-Original', 'Authentication-Results', ''].map((name) =>
        catalogue.operatorOfResultsField(name),
      ),
    ).toEqual(['exchange-online', 'exchange-online', null, null]);
  });
  it('tells which stamps of an operator are missing', () => {
    expect(catalogue.missingStamps('amazon-ses', headerFields(['FEEDBACK-ID', 'x']))).toEqual(['X-SES-Outgoing']);
    expect(catalogue.missingStamps('amazon-ses', headerFields(['Feedback-ID', 'x'], ['X-SES-Outgoing', 'y']))).toEqual([]);
    expect(catalogue.missingStamps('nobody', [])).toEqual([]);
    expect(catalogue.missingStamps('rackspace', [])).toEqual([]);
  });
  it('gives names, and the id where it knows none', () => {
    expect([catalogue.nameOf('acme-relay'), catalogue.nameOf('google'), catalogue.nameOf('nobody')]).toEqual([
      'Acme Relay',
      'Google Workspace and Gmail',
      'nobody',
    ]);
  });
});

describe('the user’s own entries', () => {
  it('add an operator, or replace one of the same id', () => {
    const google = OperatorEntry.parse({ ...acme, id: 'google', name: 'Google as I see it' });
    const replaced = createInfrastructure([google]);
    expect(replaced.nameOf('google')).toBe('Google as I see it');
    expect(replaced.attribute({ ip: '209.85.208.52', rdns: null, helo: null })).toBeNull();
    expect(createInfrastructure().attribute({ ip: '203.0.113.1', rdns: null, helo: null })).toBeNull();
    expect(catalogue.findTenants(headerFields(['X-Acme-Account', '0badbad']))).toEqual([
      { operator: 'acme-relay', kind: 'account', value: '0badbad', place: { header: 0, start: 16, end: 23 }, overwritten: true },
    ]);
  });
  it('do not change the shipped entries', () => {
    expect(shippedOperators().map((entry) => entry.id)).not.toContain('acme-relay');
  });
});
