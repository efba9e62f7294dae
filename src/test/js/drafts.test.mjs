import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';

const storage = new Map();
globalThis.sessionStorage = {
  getItem: (name) => storage.get(name) ?? null,
  setItem: (name, value) => storage.set(name, value),
  removeItem: (name) => storage.delete(name)
};
globalThis.document = Object.assign(new EventTarget(), { cookie: '' });
const { Draft, settle, takeUnsent } = await import('/js/drafts.js');

/** What was asked, {method, seen, body}, and the server's answers in their order; without one it keeps all. */
let asked;
let answers;
let task = 0;

globalThis.fetch = async (address, { method, headers, body }) => {
  const seen = headers['If-Match']?.replaceAll('"', '');
  asked.push({ address, method, seen, body: body && JSON.parse(body) });
  const answer = answers.shift() ?? { revision: `r${asked.length}` };
  const given = await answer;
  if (given instanceof Error) {
    throw given;
  }
  return new Response(JSON.stringify(given), { status: given.status ?? 200 });
};

const gone = () => new TypeError('Failed to fetch');
const changedElsewhere = { status: 409, code: 'draft-changed', message: '刚在别处改过。' };

/** Lets promises run, and these milliseconds pass. */
async function pass(ms = 0) {
  mock.timers.tick(ms);
  for (let i = 0; i < 50; i += 1) {
    await Promise.resolve();
    await new Promise(setImmediate);
  }
}

/** A form and what it hears. */
function form({ revision = '', open = true } = {}) {
  const made = { f: { narrative: '' }, open, heard: [] };
  const hear = (name) => (told) => made.heard.push([name, told]);
  const hears = Object.fromEntries(['waiting', 'kept', 'failed', 'refused', 'conflict'].map((name) => [name, hear(name)]));
  made.draft = new Draft(`t${(task += 1)}`, () => structuredClone(made.f), () => made.open, hears);
  made.draft.person = 'water1';
  made.draft.begin(revision);
  made.type = (narrative) => {
    made.f.narrative = narrative;
    made.draft.changed();
  };
  made.names = () => made.heard.map(([name]) => name);
  return made;
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
  storage.clear();
  asked = [];
  answers = [];
});

test('what is typed is kept once it is quiet, and names what it was typed over', async () => {
  const one = form({ revision: 'r0' });
  one.type('进');
  await pass(500);
  one.type('进展');
  await pass(700);
  assert.equal(asked.length, 0);

  await pass(100);
  assert.deepEqual(asked, [{ address: `/api/tasks/${one.draft.task}/draft`, method: 'PUT', seen: 'r0', body: { narrative: '进展' } }]);
  assert.deepEqual(one.names(), ['waiting', 'waiting', 'kept']);
  assert.equal(one.draft.revision, 'r1');
  assert.equal(one.draft.isUnsent, false);
});

test('one save after the other: the second waits for the first, and is typed over it', async () => {
  const one = form();
  let answer;
  answers = [new Promise((resolve) => { answer = resolve; })];
  one.type('一');
  await pass(800);
  one.type('二');
  await pass(800);
  assert.equal(asked.length, 1);

  answer({ revision: 'first' });
  await pass();
  assert.deepEqual(asked.map(({ seen, body }) => [seen, body.narrative]), [['', '一'], ['first', '二']]);
});

test('what has not changed, or may not be typed, is not sent', async () => {
  const one = form();
  one.draft.changed();
  assert.equal(await one.draft.save(), true);
  const locked = form({ open: false });
  locked.type('不能填写');
  await pass(2_000);
  assert.equal(asked.length, 0);
});

test('offline it is tried again, less and less often, until it is kept', async () => {
  const one = form();
  answers = [gone(), { status: 503 }, gone()];
  one.type('断网时写的');
  await pass(800);
  await pass(999);
  assert.equal(asked.length, 1);
  await pass(1);
  assert.equal(asked.length, 2);
  await pass(1_999);
  assert.equal(asked.length, 2);
  await pass(1);
  await pass(4_000);
  assert.equal(asked.length, 4);
  assert.deepEqual(one.names(), ['waiting', 'failed', 'failed', 'failed', 'kept']);
});

test('what is refused for good is said, and sent again only when something is typed', async () => {
  const one = form();
  answers = [{ status: 409, code: 'claimed', message: '已由同事认领。' }];
  one.type('一');
  await pass(800);
  await pass(60_000);
  assert.equal(asked.length, 1);
  assert.equal(one.heard.at(-1)[1].message, '已由同事认领。');

  one.type('二');
  await pass(800);
  assert.equal(asked.length, 2);
});

test('who was first is not replaced: both stay, until the person keeps the own', async () => {
  const one = form({ revision: 'r0' });
  answers = [changedElsewhere, { revision: 'theirs', values: { narrative: '对方的' } }];
  one.type('我的');
  await pass(800);
  await pass(60_000);
  assert.deepEqual(asked.map(({ method }) => method), ['PUT', 'GET']);
  assert.deepEqual(one.heard.at(-1), ['conflict', { revision: 'theirs', values: { narrative: '对方的' } }]);
  assert.equal(one.draft.isUnsent, true);

  assert.equal(await one.draft.keepOver('theirs'), true);
  assert.deepEqual(asked.at(-1).seen, 'theirs');
  assert.deepEqual(asked.at(-1).body, { narrative: '我的' });
});

test('theirs instead: nothing is sent', async () => {
  const one = form({ revision: 'r0' });
  answers = [changedElsewhere, { revision: 'theirs' }, changedElsewhere, { revision: 'theirs' }];
  one.type('我的');
  await pass(800);
  assert.equal(await one.draft.save(), false);

  one.f = { narrative: '对方的' };
  one.draft.begin('theirs');
  assert.equal(await one.draft.save(), true);
  assert.equal(asked.filter(({ method }) => method === 'PUT').length, 2);
});

test('a form that is left goes on until all is kept, without a word', async () => {
  const one = form();
  answers = [gone()];
  one.type('刚写完就离开');
  one.draft.leave();
  await pass();
  await pass(1_000);
  assert.equal(asked.length, 2);
  assert.equal(asked[1].body.narrative, '刚写完就离开');
  assert.deepEqual(one.names(), ['waiting']);
  await settle(one.draft.task);
  assert.equal(takeUnsent(one.draft.task, 'water1'), null);
});

test('a task opened again has what its left form could not send, typed over what that had seen', async () => {
  const one = form({ revision: 'r0' });
  answers = [gone()];
  one.type('没发出去');
  one.draft.leave();
  await pass();

  await settle(one.draft.task);
  const unsent = takeUnsent(one.draft.task, 'water1');
  assert.deepEqual([unsent.values, unsent.revision], [{ narrative: '没发出去' }, 'r0']);
  await pass(60_000);
  assert.equal(asked.length, 1);

  const again = form();
  again.f = unsent.values;
  again.draft.resume(unsent.revision);
  await pass(800);
  assert.deepEqual(asked[1], { ...asked[0], address: `/api/tasks/${again.draft.task}/draft` });
});

test('when the page goes, the last word is sent beside what is on its way, and does not lose to it', async () => {
  const one = form({ revision: 'r0' });
  answers = [new Promise(() => {})];
  one.type('一');
  await pass(800);
  one.f.narrative = '二';
  one.draft.leavePage();
  await pass();
  assert.deepEqual(asked.map(({ seen, body }) => [seen, body.narrative]), [['r0', '一'], [undefined, '二']]);

  const other = form({ revision: 'r5' });
  other.f.narrative = '三';
  other.draft.leavePage();
  await pass();
  assert.equal(asked.at(-1).seen, 'r5');
});

test('what the end of a login interrupts is given back once, to the same person, task by task', async () => {
  const one = form({ revision: 'r0' });
  const two = form({ revision: 'r1' });
  answers = [{ status: 401 }];
  two.f.narrative = '乙';
  one.type('甲');
  await pass(800);
  one.draft.end();
  two.draft.end();

  assert.equal((takeUnsent(one.draft.task, 'water1')).values.narrative, '甲');
  assert.equal(takeUnsent(one.draft.task, 'water1'), null);
  assert.equal((takeUnsent(two.draft.task, 'water1')).revision, 'r1');
});

test('another person gets nothing of it, and nobody else later', async () => {
  const one = form();
  answers = [{ status: 401 }];
  one.type('甲');
  await pass(800);
  one.draft.end();

  assert.equal(takeUnsent(one.draft.task, 'ecology1'), null);
  assert.equal(takeUnsent(one.draft.task, 'water1'), null);
});

test('a task that is done keeps nothing any more', async () => {
  const one = form();
  one.type('甲');
  one.draft.end();
  one.draft.changed();
  await pass(60_000);
  assert.equal(asked.length, 0);
});
