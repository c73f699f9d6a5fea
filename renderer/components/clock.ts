/** Time for what is drawn: a clock that ticks, and text that changes no more often than it can be read out. */
import { useEffect, useRef, useState } from 'react';

/** Milliseconds of the window's clock, anew every so often: what stands still must be seen to. */
export function useClock(everyMilliseconds: number): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return now;
}

/** The text as it was at the last tick: for a screen reader, which would stumble over every change. */
export function useCalmText(text: string, everyMilliseconds: number): string {
  const [calm, setCalm] = useState(text);
  const latest = useRef(text);
  latest.current = text;
  useEffect(() => {
    const timer = setInterval(() => setCalm(latest.current), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return calm;
}
