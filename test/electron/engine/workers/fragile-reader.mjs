/** A reader of reports that passes everything over, and ends its thread at a source whose name says so. */
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ kind, id, sources }) => {
  if (kind !== 'portion') return;
  if (sources.some(({ source }) => source.shownAs.includes('crash'))) throw new Error('crashed on purpose');
  const steps = sources.flatMap(({ source }) => [
    { kind: 'passed-over', path: source.shownAs, note: { code: 'no-report', message: 'Nothing.', at: '' } },
    { kind: 'source-over' },
  ]);
  const parcel = { steps, stories: [], addresses: new Uint8Array(0), counts: new Float64Array(0), storyOf: new Uint32Array(0) };
  parentPort.postMessage({ kind: 'parcel', id, parcel });
  parentPort.postMessage({ kind: 'over', id, bug: null });
});
