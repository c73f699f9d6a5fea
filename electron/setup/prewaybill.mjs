// @ts-check
/** Before `npm run waybill`: the same as before `npm start`, but in silence, as the output of the tool itself may be piped on. */
import { isBuilt, root } from './checkout.mjs';
import { ensureBuilt, ensureInstalled } from './install.mjs';

if (!isBuilt(root)) {
  ensureInstalled();
  ensureBuilt({ quiet: true });
}
