// @ts-check
/** Before `npm run build`: the packages. Runs on Node 20 with nothing installed. */
import { ensureInstalled, requireNode } from './install.mjs';

ensureInstalled();
requireNode();
