import { useEffect, useState } from 'react';

/** Whole seconds until a time of the server's clock; 0 when it has come. */
export function useSecondsLeft(time: string | null, clockAhead: number): number {
  const left = () => (time === null ? 0 : Math.max(0, Math.ceil((Date.parse(time) - Date.now() - clockAhead) / 1000)));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    const timer = setInterval(() => setSeconds(left()), 500);
    return () => clearInterval(timer);
  }, [time, clockAhead]);
  return seconds;
}
