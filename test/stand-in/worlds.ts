/**
 * What runs inside the page: the two worlds of one document, which share the DOM but no JavaScript values, and the `contextBridge` between them.
 * The functions are sent to Chromium as text, so each stands on its own.
 */

/** The pages' global scope, with the names that the stand-in adds to the isolated world. */
interface IsolatedGlobals {
  standInSend: (text: string) => void;
  standInReceive: (text: string) => void;
  standInFiles: Map<number, readonly File[]>;
}

export interface WorldEnd {
  /** Makes a value of this world ready to cross, and back. */
  encode: (value: unknown) => unknown;
  decode: (wire: unknown) => unknown;
  send: (message: Record<string, unknown>) => void;
  onMessage: (listen: (message: Record<string, unknown>) => void) => void;
  /** Runs before a call that carries files is handed to its function. */
  beforeFiles: ((files: readonly File[]) => Promise<void>) | null;
}

/** One end of the bridge: functions and promises become numbers, bytes become text, and files cross through a file input in the shared DOM. */
export function worldEnd(from: string, to: string): WorldEnd {
  type Wire = Record<string, unknown>;
  const functions = new Map<number, (...words: unknown[]) => unknown>();
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>();
  const replies = new Map<number, Wire>();
  const listeners: ((message: Wire) => void)[] = [];
  let nextId = 1;

  const end: WorldEnd = {
    beforeFiles: null,
    send: (message) => document.dispatchEvent(new CustomEvent(to, { detail: JSON.stringify(message) })),
    onMessage: (listen) => listeners.push(listen),
    encode(value) {
      if (value === undefined) return { $: 'undefined' };
      if (value === null || typeof value !== 'object') {
        if (typeof value !== 'function') return value;
        const id = nextId++;
        functions.set(id, value as (...words: unknown[]) => unknown);
        return { $: 'function', id };
      }
      if (value instanceof Promise) {
        const id = nextId++;
        value.then(
          (result) => end.send({ settle: id, value: end.encode(result) }),
          (error: unknown) => end.send({ settle: id, failed: String(error) }),
        );
        return { $: 'promise', id };
      }
      if (value instanceof Uint8Array) return { $: 'bytes', text: Array.from(value, (byte) => String.fromCharCode(byte)).join('') };
      if (value instanceof File) return { $: 'file', id: shareFile(value) };
      if (Array.isArray(value)) return value.map((item) => end.encode(item));
      return { $: 'object', entries: Object.entries(value).map(([key, item]) => [key, end.encode(item)]) };
    },
    decode(wire) {
      if (Array.isArray(wire)) return wire.map((item) => end.decode(item));
      if (wire === null || typeof wire !== 'object') return wire;
      const { $: kind, id, text, entries } = wire as { $: string; id: number; text: string; entries: [string, unknown][] };
      if (kind === 'undefined') return undefined;
      if (kind === 'function') return (...words: unknown[]) => callOther(id, words);
      if (kind === 'promise') return new Promise((resolve, reject) => promises.set(id, { resolve, reject }));
      if (kind === 'bytes') return Uint8Array.from(text, (character) => character.charCodeAt(0));
      if (kind === 'file') return sharedFile(id);
      return Object.freeze(Object.fromEntries(entries.map(([key, item]) => [key, end.decode(item)])));
    },
  };

  /** The same file object, seen from both worlds: JavaScript values cannot cross, DOM nodes can. */
  function shareFile(file: File): string {
    const input = document.createElement('input');
    const transfer = new DataTransfer();
    transfer.items.add(file);
    input.type = 'file';
    input.files = transfer.files;
    input.id = `${from}-file-${nextId++}`;
    document.documentElement.append(input);
    return input.id;
  }

  function sharedFile(id: unknown): File | null {
    const input = document.getElementById(String(id)) as HTMLInputElement | null;
    input?.remove();
    return input?.files?.[0] ?? null;
  }

  function callOther(id: number, words: readonly unknown[]): unknown {
    const call = nextId++;
    end.send({ call, id, words: words.map((word) => end.encode(word)) });
    const reply = replies.get(call); // events are dispatched synchronously
    replies.delete(call);
    if (reply === undefined || reply.failed !== undefined) throw new Error(String(reply?.failed ?? 'The other world did not answer.'));
    return end.decode(reply.value);
  }

  function answer(id: number, words: readonly unknown[]): unknown {
    const run = functions.get(id);
    if (run === undefined) throw new Error('There is no such function.');
    const files = words.flat().filter((word): word is File => word instanceof File);
    return files.length > 0 && end.beforeFiles !== null ? end.beforeFiles(files).then(() => run(...words)) : run(...words);
  }

  document.addEventListener(from, (event) => {
    const message = JSON.parse((event as CustomEvent<string>).detail) as Wire;
    if (typeof message.call === 'number') {
      const words = (message.words as unknown[]).map((word) => end.decode(word));
      try {
        end.send({ reply: message.call, value: end.encode(answer(message.id as number, words)) });
      } catch (error) {
        end.send({ reply: message.call, failed: String(error) });
      }
    } else if (typeof message.reply === 'number') {
      replies.set(message.reply, message);
    } else if (typeof message.settle === 'number') {
      const promise = promises.get(message.settle);
      promises.delete(message.settle);
      if (message.failed === undefined) promise?.resolve(end.decode(message.value));
      else promise?.reject(new Error(String(message.failed)));
    } else {
      for (const listen of listeners) listen(message);
    }
  });
  return end;
}

/** The page's own world: waits for what the preload exposes. Where main denies new windows, `window.open` gives null at once, as in Electron. */
export function mainWorld(end: WorldEnd, mayOpenWindows: boolean): void {
  if (!mayOpenWindows) window.open = () => null;
  end.onMessage((message) => {
    if (typeof message.expose !== 'string') return;
    Object.defineProperty(window, message.expose, { value: end.decode(message.value), enumerable: true });
    end.send({ exposed: message.expose });
  });
  end.send({ ready: true });
}

/** The isolated world: an `electron` module of three parts, and the preload, which may require nothing else. */
export function isolatedWorld(end: WorldEnd, preload: (require: (name: string) => unknown) => void): void {
  const globals = globalThis as unknown as IsolatedGlobals;
  const open = new Map<number, (value: unknown) => void>();
  const heard = new Map<string, ((event: unknown, ...words: unknown[]) => void)[]>();
  const paths = new WeakMap<File, string>();
  let nextId = 1;
  globals.standInFiles = new Map();

  const ask = (message: Record<string, unknown>, id = nextId++): Promise<unknown> =>
    new Promise((resolve) => {
      open.set(id, resolve);
      globals.standInSend(JSON.stringify({ ...message, id }));
    });

  globals.standInReceive = (text) => {
    const message = JSON.parse(text) as { id?: number; value?: unknown; channel?: string; words?: unknown[] };
    if (message.id !== undefined) {
      open.get(message.id)?.(end.decode(message.value));
      open.delete(message.id);
    } else {
      const words = (message.words ?? []).map((word) => end.decode(word));
      for (const listener of heard.get(message.channel ?? '') ?? []) listener({}, ...words);
    }
  };

  end.beforeFiles = async (files) => {
    const id = nextId++;
    globals.standInFiles.set(id, files);
    const found = (await ask({ kind: 'paths', count: files.length }, id)) as string[];
    globals.standInFiles.delete(id);
    files.forEach((file, index) => {
      paths.set(file, found[index] ?? '');
    });
  };

  const electron = {
    contextBridge: {
      exposeInMainWorld(name: string, value: unknown) {
        let exposed = false;
        const expose = (): void => {
          if (!exposed) end.send({ expose: name, value: end.encode(value) });
        };
        end.onMessage((message) => {
          if (message.exposed === name) exposed = true;
          if (message.ready === true) expose();
        });
        expose();
      },
    },
    ipcRenderer: {
      invoke: (channel: string, ...words: unknown[]) => ask({ kind: 'invoke', channel, words: words.map((word) => end.encode(word)) }),
      on: (channel: string, listener: (event: unknown, ...words: unknown[]) => void) =>
        heard.set(channel, [...(heard.get(channel) ?? []), listener]),
    },
    webUtils: { getPathForFile: (file: File) => paths.get(file) ?? '' },
  };
  preload((name) => {
    if (name !== 'electron') throw new Error(`A sandboxed preload cannot require ${name}.`);
    return electron;
  });
}

/** The two scripts that Chromium runs in every new document, before any script of the page. */
export function worldScripts(preload: string, mayOpenWindows: boolean): { main: string; isolated: string } {
  const top = (body: string): string => `if (window === window.top) { ${worldEnd}\n${body} }`;
  return {
    main: top(`(${mainWorld})(worldEnd('stand-in-to-main', 'stand-in-to-isolated'), ${mayOpenWindows});`),
    isolated: top(
      `(${isolatedWorld})(worldEnd('stand-in-to-isolated', 'stand-in-to-main'), (require) => { const module = { exports: {} }; const exports = module.exports;\n${preload}\n});`,
    ),
  };
}
