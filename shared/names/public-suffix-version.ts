/** Which public suffix list comes with Waybill. Apart from the list itself, which is large, so that a host can say it without loading that. */

/**
 * tldts does not say which list it holds. Its lists of 7.5.4 (released 2026-11-15) and 7.5.5 (released 2026-11-19) differ, and it takes the
 * newest one at each release: so this is the list as it stood between those days. A test fails where another version is installed.
 */
export const bundledListVersion = { package: 'tldts', version: '7.5.5', date: '2026-11-19' } as const;

/** What results call it. */
export const bundledListName = `${bundledListVersion.package} ${bundledListVersion.version}`;
