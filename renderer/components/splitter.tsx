/** A pane at the bottom whose height can be dragged, or changed with the arrow keys. */
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useState } from 'react';

interface Properties {
  readonly open: boolean;
  readonly label: string;
  readonly children: ReactNode;
}

const smallest = 120;
const step = 40;

export function Splitter({ open, label, children }: Properties) {
  const [height, setHeight] = useState(300);
  const [dragging, setDragging] = useState(false);
  // What was chosen must not vanish behind the pane that it opened.
  useLayoutEffect(() => {
    if (open) document.activeElement?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const limit = (wanted: number): number => Math.round(Math.max(smallest, Math.min(window.innerHeight * 0.7, wanted)));
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const by = event.key === 'ArrowUp' ? step : event.key === 'ArrowDown' ? -step : 0;
    if (by === 0) return;
    event.preventDefault();
    setHeight((old) => limit(old + by));
  };
  return (
    <div className="splitter" data-open={open || undefined} style={open ? { blockSize: height } : undefined}>
      {open && (
        // biome-ignore lint/a11y/useSemanticElements: a separator that moves is not an <hr>
        <div
          className="splitter-handle"
          role="separator"
          aria-orientation="horizontal"
          aria-label={label}
          aria-valuenow={height}
          aria-valuemin={smallest}
          aria-valuemax={2000}
          tabIndex={0}
          onKeyDown={press}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            setDragging(true);
          }}
          onPointerMove={(event) => {
            if (dragging) setHeight(limit(window.innerHeight - event.clientY));
          }}
          onPointerUp={() => setDragging(false)}
          onPointerCancel={() => setDragging(false)}
        />
      )}
      {children}
    </div>
  );
}
