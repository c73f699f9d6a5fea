/** Entry of a thread that reads reports. */
import { parentPort } from 'node:worker_threads';
import { serveReader } from './reader-protocol.ts';

if (parentPort === null) throw new Error('This file is the entry of a worker thread; it cannot run on its own.');
serveReader(parentPort);
