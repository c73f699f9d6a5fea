import { describe, expect, it } from 'vitest';
import { eventStream } from '../../../electron/loopback/event-stream.ts';

function reader(writableLength = 0) {
  const written: string[] = [];
  return {
    written,
    isDestroyed: false,
    writableLength,
    write: (text: string) => written.push(text),
    destroy(this: { isDestroyed: boolean }) {
      this.isDestroyed = true;
    },
  };
}

describe('eventStream', () => {
  it('tells every reader of every event until it leaves', () => {
    const stream = eventStream();
    const [one, other] = [reader(), reader()];
    const leave = stream.add(one);
    stream.add(other);
    stream.emit('evidence.removed', { id: 'a\nb' });
    leave();
    stream.emit('evidence.removed', { id: 'c' });
    const first = 'event: evidence.removed\ndata: {"id":"a\\nb"}\n\n';
    expect(one.written).toEqual(['retry: 1000\n\n', first]);
    expect(other.written).toEqual(['retry: 1000\n\n', first, 'event: evidence.removed\ndata: {"id":"c"}\n\n']);
  });

  it('lets a reader go that does not read', () => {
    const stream = eventStream();
    const stuck = reader(17 * 1024 * 1024);
    stream.add(stuck);
    stream.beat();
    expect([stuck.isDestroyed, stuck.written]).toEqual([true, ['retry: 1000\n\n']]);
  });
});
