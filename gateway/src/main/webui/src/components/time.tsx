import { useEffect, useState } from 'react';
import { useWords } from '../i18n';

/** `2m 34s`, the way the build page says it. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  if (hours > 0) {
    return `${hours}h ${minutes}m`;
  }
  return minutes > 0 ? `${minutes}m ${rest}s` : `${rest}s`;
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

export function relative(language: string, from: Date, now: Date): string {
  const seconds = (from.getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return Math.abs(seconds) < 10 ? format.format(0, 'second') : format.format(Math.round(seconds / size), unit);
}

/** The present, again every `period` milliseconds; standing still where nothing changes. */
export function useNow(period: number | null): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (period === null) {
      return;
    }
    const timer = setInterval(() => setNow(new Date()), period);
    return () => clearInterval(timer);
  }, [period]);
  return now;
}

export function Ago({ time }: { time: string }) {
  const { language } = useWords();
  const now = useNow(20_000);
  const date = new Date(time);
  return (
    <time dateTime={time} title={date.toLocaleString(language)}>
      {relative(language, date, now)}
    </time>
  );
}
