/**
 * Stands in the bundles for every module that could reach another host, wherever a package (mailauth, above all) requires one: loading it is harmless, using it throws.
 * So no code path of a package can open a socket, whatever it is asked.
 */
function refusal() {
  throw new Error('Waybill is offline by construction: a package tried to reach the network.');
}

const stub = new Proxy(refusal, {
  get: (target, name) => (name === 'prototype' ? target.prototype : typeof name === 'symbol' || name === '__esModule' ? undefined : stub),
  apply: refusal,
  construct: refusal,
});

module.exports = stub;
