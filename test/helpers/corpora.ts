/** Where the shared corpora stand beside the checkout. On a stranger's clone they are missing, and tests that need them are skipped by name. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const corporaPath = fileURLToPath(new URL('../../../shared/corpora/', import.meta.url));
export const hasCorpora = existsSync(`${corporaPath}SOURCES.md`);
