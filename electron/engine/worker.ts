/** Entry of a worker thread: one message at a time, with the same code as everywhere else. */
import { parentPort } from 'node:worker_threads';
import { createPerformer } from './perform.ts';
import { serveTasks } from './pool-protocol.ts';

if (parentPort === null) throw new Error('This file is the entry of a worker thread; it cannot run on its own.');
serveTasks(parentPort, createPerformer());
