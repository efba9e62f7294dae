import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillIndicators } from '../../main/resources/META-INF/resources/webjars/camunda/app/tasklist/scripts/greenplan-form-steps.js';

const scope = { f: {}, v: {}, $on: () => {} };
fillIndicators(scope);

const atLeast = (amount, more = {}) => ({ bound: { comparator: 'AT_LEAST', amount, ...more }, lastYear: '' });

test('a figure is compared with its bound', () => {
  assert.equal(scope.met(atLeast(5), { amount: '5' }), 'yes');
  assert.equal(scope.met(atLeast(5), { amount: '4.99' }), 'no');
  assert.equal(scope.met({ bound: { comparator: 'BETWEEN', amount: 1, upper: 2 }, lastYear: '' }, { amount: '2' }), 'yes');
});

test('what is no number yet is not judged', () => {
  for (const amount of ['', undefined, '约5', '5吨']) {
    assert.equal(scope.met(atLeast(5), { amount }), null, amount);
  }
  assert.equal(scope.met(atLeast(5), { amount: '5', state: 'pending' }), null);
  assert.equal(scope.met({ lastYear: '' }, { amount: '5' }), null);
});

test('a change is counted without the errors of binary fractions', () => {
  const part = { ...atLeast(0.1, { ofChange: true }), lastYear: '0.2' };
  assert.ok(0.3 - 0.2 < 0.1);
  assert.equal(scope.met(part, { amount: '0.3' }), 'yes');
});

test('without last year nothing is said of a change', () => {
  assert.equal(scope.met({ trend: 'RISING', lastYear: '' }, { amount: '5' }), 'unknown');
  assert.equal(scope.met({ trend: 'RISING', lastYear: '' }, { amount: '5', lastYear: '4' }), 'yes');
  assert.equal(scope.met({ trend: 'FALLING', lastYear: '4' }, { amount: '5' }), 'no');
});
