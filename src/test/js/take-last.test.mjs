import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TakeLast } from '/js/take-last.js';

/** A form with these values, and what a field of it was last time. */
const part = (form, name, value) => ({
  value,
  get: () => form[name],
  set: (given) => {
    form[name] = given;
  }
});

test('what is empty is filled, what is filled stays and is named', () => {
  const form = { narrative: '', problems: '本期写的' };

  const taken = new TakeLast([
    ['进展情况', [part(form, 'narrative', '上期写的')]],
    ['存在问题', [part(form, 'problems', '上期的问题')]]
  ]);

  assert.deepEqual(form, { narrative: '上期写的', problems: '本期写的' });
  assert.equal(taken.sentence, '存在问题已有内容，没有改动。');
  assert.equal(taken.verb, '用上期的替换');
});

test('a second click replaces, a third brings back what was typed', () => {
  const form = { problems: '本期写的' };
  const taken = new TakeLast([['存在问题', [part(form, 'problems', '上期的问题')]]]);

  taken.swap();
  assert.equal(form.problems, '上期的问题');
  assert.equal(taken.sentence, '存在问题已换成上期的。');
  assert.equal(taken.verb, '恢复我填写的');

  taken.swap();
  assert.equal(form.problems, '本期写的');
});

test('a figure goes with its day: neither is filled where one stands', () => {
  const form = { amount: '', asOf: '2026-03-01' };

  const taken = new TakeLast([['数值', [part(form, 'amount', '5'), part(form, 'asOf', '2025-12-31')]]]);

  assert.deepEqual(form, { amount: '', asOf: '2026-03-01' });
  assert.equal(taken.left.length, 1);
});

test('what was empty last time empties nothing; what is the same is not named', () => {
  const form = { narrative: '一样', problems: '本期写的' };

  const taken = new TakeLast([
    ['进展情况', [part(form, 'narrative', ' 一样 ')]],
    ['存在问题', [part(form, 'problems', '')]]
  ]);

  assert.equal(form.problems, '本期写的');
  assert.equal(taken.sentence, '');
});
