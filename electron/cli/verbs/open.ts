/** `waybill open`: the window, with the given files loaded. */
import { resolve } from 'node:path';
import { defineVerb } from '../verb.ts';

export default defineVerb({
  name: 'open',
  summary: 'open the window',
  usage: ['open [PATH...] [--loopback]'],
  help: `
Opens Waybill's window with everything in PATH loaded, and stays until it is closed:
in Electron where it can run, otherwise in this machine's browser through the loopback host.
A case (.waybill) is opened, and what else is named is taken into it.

  --loopback    open in the browser in any case`,
  examples: ['waybill open suspect.eml', 'waybill open acme.waybill', 'waybill open --loopback mails/'],
  options: { loopback: { type: 'boolean' } },
  async run({ values, positionals }, io) {
    // Loaded late: the verbs of a pipeline have no use for the code that starts programs.
    const { openWindow } = await import('../../setup/open-window.ts');
    const paths = positionals.map((path) => resolve(io.directory, path));
    return (await openWindow(values.loopback === true ? ['--loopback', ...paths] : paths)) === 0 ? 0 : 1;
  },
});
