/** Before every test file: property tests draw the same cases on every run, so that a failure can be run again. WAYBILL_SEED draws others. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.WAYBILL_SEED ?? 20261124) });
