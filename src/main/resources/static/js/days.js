/* Days and times as they are in the district, wherever the browser is; what is typed as a day, and how days are written. */

const ZONE = 'Asia/Shanghai';
const FULL = /^(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{2})(\d{2}))$/;
const SHORT = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/;

const two = (number) => String(number).padStart(2, '0');

/** A day, as the server writes it: 2026-06-25. Days are dates at midnight UTC. */
export const isoDay = (day) => `${day.getUTCFullYear()}-${two(day.getUTCMonth() + 1)}-${two(day.getUTCDate())}`;

export const chineseDay = (day) => `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日`;

export function today() {
  const [year, month, day] = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(new Date()).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day));
}

/** The time of the day: 09:05. */
export const clock = (at = new Date()) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

/** The day that is meant by 2026-06-25, 2026年6月25日, 2026/6/25, 20260625 or 6/25 of this year; null where there is no such day. */
export function readDay(typed) {
  const plain = typed.normalize('NFKC').trim();
  const full = FULL.exec(plain);
  const short = SHORT.exec(plain);
  if (!full && !short) {
    return null;
  }
  const [year, month, day] = full
    ? [full[1], full[2] || full[4], full[3] || full[5]].map(Number)
    : [today().getUTCFullYear(), Number(short[1]), Number(short[2])];
  const read = new Date(Date.UTC(year, month - 1, day));
  return read.getUTCMonth() === month - 1 && read.getUTCDate() === day ? read : null;
}

const isDay = (given) => /^\d{4}-\d{2}-\d{2}$/.test(given);

/** A day or a moment that the server wrote, as 2026年6月25日; empty where there is none. */
export function dayText(given) {
  const at = new Date(given ?? '');
  if (Number.isNaN(at.getTime())) {
    return '';
  }
  const day = isDay(given) ? given : new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(at);
  return chineseDay(new Date(`${day}T00:00:00Z`));
}

/** With the time: 2026年6月25日 09:05. */
export function timeText(given) {
  const day = dayText(given);
  return day && `${day} ${isDay(given) ? '00:00' : clock(new Date(given))}`;
}
