import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chineseDay, clock, dayText, isoDay, readDay, timeText, today } from '/js/days.js';

test('a day is read in every way in which people write it', () => {
  for (const typed of ['2026-06-25', '2026年6月25日', '2026/6/25', '2026.6.25', '20260625', ' 2026 - 6 - 25 ', '２０２６年６月２５日']) {
    assert.equal(isoDay(readDay(typed)), '2026-06-25', typed);
  }
});

test('without a year it is this year', () => {
  const year = today().getUTCFullYear();
  assert.equal(isoDay(readDay('6/25')), `${year}-06-25`);
  assert.equal(isoDay(readDay('6月25日')), `${year}-06-25`);
});

test('a day that does not exist is none', () => {
  for (const typed of ['', '2026-02-29', '2026-13-01', '20261301', '2026-04-31', '25.6.2026', '6月', '明天']) {
    assert.equal(readDay(typed), null, typed);
  }
  assert.equal(isoDay(readDay('2028-02-29')), '2028-02-29');
});

test('a moment is told in the district, wherever the browser is', () => {
  assert.equal(dayText('2026-06-24T18:05:00Z'), '2026年6月25日');
  assert.equal(timeText('2026-06-24T18:05:00Z'), '2026年6月25日 02:05');
  assert.equal(clock(new Date('2026-06-24T16:00:00Z')), '00:00');
});

test('a day stays that day; what is no day is nothing', () => {
  assert.equal(dayText('2026-06-25'), '2026年6月25日');
  assert.equal(timeText('2026-06-25'), '2026年6月25日 00:00');
  assert.equal(chineseDay(readDay('2026-06-05')), '2026年6月5日');
  for (const given of ['', null, undefined, 'soon']) {
    assert.equal(dayText(given), '');
    assert.equal(timeText(given), '');
  }
});
