// @ts-check
/**
 * Preloaded (`node --require`) into a process that must not touch the network: every way out throws, and is written down,
 * so that an attempt shows even where the code that made it swallows the error.
 */
const dgram = require('node:dgram');
const dns = require('node:dns');
const { appendFileSync } = require('node:fs');
const http = require('node:http');
const http2 = require('node:http2');
const https = require('node:https');
const { syncBuiltinESMExports } = require('node:module');
const net = require('node:net');
const tls = require('node:tls');

/** @param {string} what */
const deny = (what) =>
  function denied() {
    const { stack } = new Error(`network denied: ${what}`);
    if (process.env.WAYBILL_NETWORK_LOG) appendFileSync(process.env.WAYBILL_NETWORK_LOG, `${stack}\n`);
    throw new Error(`network denied: ${what}`);
  };

/** @param {object} target @param {string} name @param {readonly string[]} [words] the properties to deny; all functions where left out */
function denyIn(target, name, words = Object.keys(target)) {
  for (const word of words) {
    if (typeof Reflect.get(target, word) === 'function') Reflect.set(target, word, deny(`${name}.${word}`));
  }
}

denyIn(net, 'net', ['connect', 'createConnection', 'createServer']);
denyIn(net.Socket.prototype, 'net.Socket', ['connect']);
denyIn(net.Server.prototype, 'net.Server', ['listen']);
denyIn(tls, 'tls', ['connect', 'createServer']);
denyIn(dgram, 'dgram', ['createSocket']);
denyIn(dgram.Socket.prototype, 'dgram.Socket', ['bind', 'connect', 'send']);
denyIn(dns, 'dns');
denyIn(dns.promises, 'dns.promises');
denyIn(dns.Resolver.prototype, 'dns.Resolver', Object.getOwnPropertyNames(dns.Resolver.prototype));
denyIn(dns.promises.Resolver.prototype, 'dns.promises.Resolver', Object.getOwnPropertyNames(dns.promises.Resolver.prototype));
denyIn(http, 'http', ['request', 'get']);
denyIn(https, 'https', ['request', 'get']);
denyIn(http2, 'http2', ['connect']);
globalThis.fetch = deny('fetch');
globalThis.WebSocket = /** @type {never} */ (deny('WebSocket'));
globalThis.EventSource = /** @type {never} */ (deny('EventSource'));
syncBuiltinESMExports();
