/*
 * The tables of open tasks: keeping what is typed, saying what is wrong at its field, completing many rows at once.
 * A row is [data-task]; its controls carry the names of the task's inputs (values[0].amount for one in a list).
 */
import { ask, askForPage, LOGIN_OVER } from './ask.js';
import { clock } from './days.js';
import { Draft, takeUnsent } from './drafts.js';
import { evidenceIn, takeLast } from './tables-report.js';
import { offerWorkbook } from './tables-workbook.js';

/** Leads to the login and from there back here; what is not kept yet is kept by the tab (drafts). */
document.addEventListener(LOGIN_OVER, () => location.reload());

/** One task. */
class Row {
  constructor(element) {
    this.element = element;
    this.task = element.dataset.task;
    this.key = element.dataset.key;
    this.held = 'held' in element.dataset;
    this.pick = element.querySelector('.pick');
    this.errors = JSON.parse(element.dataset.errors || '[]');
    this.warnings = JSON.parse(element.dataset.warnings || '[]');
    this.touched = new Set();
    this.attempted = false;
    this.typed = element.dataset.typed === 'true';
    this.returned = element.dataset.returned === 'true';
    this.draft = new Draft(this.task, () => this.values(), () => !this.held, {
      waiting: () => this.say('正在保存…'),
      kept: (answer) => this.keptAs(answer),
      failed: (problem) => this.say(`没有保存：${problem.message}`),
      refused: (problem) => {
        this.say('');
        this.rowError(problem.message);
      },
      conflict: (theirs) => this.offerBoth(theirs)
    });
    this.draft.person = document.body.dataset.person;
    this.draft.begin(element.dataset.revision || '');
    if (this.held) {
      element.querySelectorAll('input, select, textarea').forEach((control) => {
        control.disabled = true;
      });
    }
    element.addEventListener('input', () => this.draft.changed());
    element.addEventListener('change', (event) => this.touch(event.target));
    element.addEventListener('focusout', (event) => this.touch(event.target));
    if (this.typed && !this.errors.length && this.isReport()) {
      this.tick(true);
    }
    this.show();
  }

  /** Sent back, and nobody has changed anything since. */
  isUntouched() {
    return this.returned && !this.typed;
  }

  /** Leads to the first place that is not filled. */
  lead() {
    this.attempted = true;
    this.show();
    const place = this.element.querySelector('[aria-invalid=true]') || this.element.querySelector('.row-error');
    place.scrollIntoView({ block: 'center' });
    place.focus({ preventScroll: true });
  }

  isReport() {
    return 'errors' in this.element.dataset;
  }

  controls() {
    return [...this.element.querySelectorAll('[name]')];
  }

  control(name) {
    return this.controls().find((control) => control.name === name);
  }

  /** What is typed, by the names of the inputs. */
  values() {
    const values = {};
    for (const control of this.controls()) {
      const path = /^(\w+)\[(\d+)\]\.(\w+)$/.exec(control.name);
      const value =
        control.type === 'checkbox' ? control.checked : 'number' in control.dataset ? Number(control.value) : control.value;
      if (path) {
        const list = (values[path[1]] ||= []);
        (list[path[2]] ||= {})[path[3]] = value;
      } else {
        values[control.name] = value;
      }
    }
    if (this.evidence) {
      values.evidence = this.evidence;
    }
    const returned = [...this.element.querySelectorAll('[data-return]')];
    if (returned.length) {
      values.returns = returned
        .filter((unit) => unit.querySelector('input').checked)
        .map((unit) => ({ unit: unit.dataset.unit, opinion: unit.querySelector('textarea').value }));
      values.reconfirm = [...this.element.querySelectorAll('[data-reconfirm]:checked')].map((box) => box.value);
    }
    return values;
  }

  keptAs(answer) {
    this.typed = true;
    this.errors = answer.errors.filter(({ field }) => field !== 'decision');
    this.warnings = answer.warnings || [];
    this.say(`已保存 ${clock()}`);
    this.rowError('');
    if (this.isReport()) {
      this.tick(!this.errors.length && !this.untickedByHand);
    }
    this.show();
  }

  /** Somebody has typed here meanwhile: both stay until one is chosen. */
  offerBoth(theirs) {
    this.say('');
    const place = this.rowError('这一行刚在别处改过，您填写的还在本页，没有覆盖对方的。');
    if (!theirs) {
      return;
    }
    const button = (text, action) => {
      const made = document.createElement('button');
      made.type = 'button';
      made.className = 'small';
      made.textContent = text;
      made.addEventListener('click', action);
      place.append(' ', made);
    };
    const narrative = theirs.values.narrative || theirs.values.opinion || '';
    const quote = document.createElement('span');
    quote.className = 'prose block quiet';
    quote.textContent = narrative ? `对方填写：${narrative}` : '';
    place.append(quote);
    button('保留我填写的', () => this.draft.keepOver(theirs.revision));
    button('采用对方的', () => {
      this.fill(theirs.values);
      this.draft.begin(theirs.revision);
      this.errors = [];
      this.rowError('');
      this.dress();
      this.show();
    });
  }

  /** Puts values into the controls of the same name. */
  fill(values) {
    for (const control of this.controls()) {
      const path = /^(\w+)\[(\d+)\]\.(\w+)$/.exec(control.name);
      if (path && 'number' in control.dataset) {
        continue;
      }
      const index = path && Number(this.control(`${path[1]}[${path[2]}].indicatorId`)?.value);
      const value = path
        ? (values[path[1]] || []).find((row) => Number(row.indicatorId) === index)?.[path[3]]
        : values[control.name];
      if (control.type === 'checkbox') {
        control.checked = value === true || value === 'true';
      } else {
        control.value = value ?? '';
      }
    }
  }

  /** What was typed here before a login; saved as what it was, so that nobody else's later words are lost. */
  restore(values, revision) {
    this.fill(values);
    for (const unit of this.element.querySelectorAll('[data-return]')) {
      const given = (values.returns || []).find((one) => one.unit === unit.dataset.unit);
      unit.querySelector('input').checked = Boolean(given);
      unit.querySelector('textarea').value = given?.opinion || '';
      unit.querySelector('textarea').parentElement.hidden = !given;
    }
    for (const box of this.element.querySelectorAll('[data-reconfirm]')) {
      box.checked = (values.reconfirm || []).includes(box.value);
    }
    this.dress();
    this.draft.resume(revision);
  }

  touch(target) {
    if (target === this.pick) {
      this.untickedByHand = !target.checked;
      this.attempted ||= target.checked;
      if (target.checked && this.errors.length) {
        this.show();
      }
      return;
    }
    if (target.name) {
      this.touched.add(target.name);
      this.show();
    }
  }

  tick(on) {
    if (this.pick && !this.held) {
      this.pick.checked = on;
      this.pick.dispatchEvent(new CustomEvent('picked', { bubbles: true }));
    }
  }

  say(sentence) {
    const place = this.element.querySelector('.saved');
    if (place) {
      place.textContent = sentence;
    }
  }

  rowError(sentence) {
    const place = this.element.querySelector('.row-error');
    place.textContent = sentence;
    return place;
  }

  /** The sentences at their fields: once the person has been there, or has tried to hand in. */
  show() {
    this.element.querySelectorAll('.field-error').forEach((old) => old.remove());
    const rest = [];
    for (const control of this.controls()) {
      control.removeAttribute('aria-invalid');
    }
    for (const { field, message } of this.errors) {
      const control = field && this.control(field);
      if (control && (this.attempted || this.touched.has(field))) {
        control.setAttribute('aria-invalid', 'true');
        const place = document.createElement('span');
        place.className = 'field-error';
        place.setAttribute('role', 'alert');
        place.textContent = message;
        control.after(place);
        control.closest('details')?.setAttribute('open', '');
      } else if (!control && this.attempted) {
        rest.push(message);
      }
    }
    if (rest.length) {
      this.rowError(rest.join(' '));
    }
    const warned = this.isReport() && this.element.querySelector('ul.warnings');
    if (warned) {
      warned.textContent = '';
      for (const { message } of this.warnings) {
        const item = document.createElement('li');
        item.textContent = message;
        warned.append(item);
      }
    }
    const ready = this.element.querySelector('.ready');
    if (ready) {
      const missing = this.errors.length;
      ready.textContent = this.held ? '' : missing ? `还缺${missing}处` : this.isUntouched() ? '待修改' : '已填好';
      ready.classList.toggle('good', !missing && !this.isUntouched());
      ready.disabled = this.held || !missing;
    }
    this.dress();
  }

  /** Fields that only some answers ask for. */
  dress() {
    if (!this.isReport()) {
      return;
    }
    const state = this.control('state')?.value;
    const elsewhere = this.control('elsewhere')?.checked;
    const toggle = (selector, on) =>
      this.element.querySelectorAll(selector).forEach((part) => {
        const filled = 'filledShows' in part.dataset && [...part.querySelectorAll('[name]')].some((one) => one.value);
        part.hidden = !(on || filled);
      });
    toggle('.when-lagging', state === 'lagging');
    toggle('.when-coordinating', state === 'needs_coordination');
    toggle('.when-elsewhere', elsewhere);
    toggle('.unless-elsewhere', !elsewhere);
  }

  /** What was refused when it was handed in. */
  refuse(errors) {
    if (errors.some(({ code }) => code === 'draft-changed')) {
      this.tick(false);
      this.draft.meet();
      return;
    }
    this.attempted = true;
    this.errors = errors;
    this.tick(false);
    this.show();
    const rest = errors.filter(({ field }) => !field || !this.control(field));
    this.rowError(rest.map(({ message }) => message).join(' '));
  }

  done() {
    this.gone = true;
    this.draft.end();
    this.element.remove();
  }
}

const table = document.querySelector('table.work');
const rows = [];

function begin(element) {
  const row = new Row(element);
  rows.push(row);
  evidenceIn(row);
}

document.querySelectorAll('tbody[data-task]').forEach(begin);
const rowOf = (node) => rows.find((row) => row.element.contains(node));
const open = () => rows.filter((row) => !row.gone);
const bar = document.querySelector('.bar');
const submit = document.getElementById('submit');
const outcome = document.querySelector('.bar .outcome');

/** Brings all of what was opened into sight, above the bar that lies over the end of the page, and goes to its first field. */
function showWhole(drawer) {
  if (drawer) {
    drawer.querySelector('textarea, input')?.focus({ preventScroll: true });
    drawer.style.scrollMarginBottom = `${(bar?.offsetHeight || 0) + 12}px`;
    drawer.scrollIntoView({ block: 'nearest' });
  }
}

// --- handing in ---
const picked = () => open().filter((row) => row.pick?.checked && !row.held);

function showCount() {
  if (submit) {
    const count = picked().length;
    const single = !open().some((row) => row.pick);
    [submit, bar.querySelector('.all'), bar.querySelector('.keys')].forEach((part) => {
      part.hidden = single;
    });
    submit.textContent = count ? `${submit.dataset.verb}（${count}项）` : submit.dataset.verb;
    submit.disabled = count === 0;
    const all = bar.querySelector('#all');
    all.checked = all.checked && count > 0;
  }
}

const AFTERWARDS = [2500, 8000];

/** Completes rows with these inputs each, and says what became of them. */
async function complete(chosen, inputsOf, verb) {
  if (submit) {
    submit.disabled = true;
  }
  outcome.className = 'outcome';
  outcome.textContent = '正在提交…';
  const kept = await Promise.all(chosen.map((row) => row.draft.save()));
  const ready = chosen.filter((row, at) => kept[at]);
  const unsaved = chosen.length - ready.length;
  try {
    const answer = ready.length
      ? await ask('/api/tables/complete', {
          method: 'POST',
          body: ready.map((row) => ({ taskId: row.task, revision: row.draft.revision, inputs: inputsOf(row) }))
        })
      : { done: [], left: [] };
    for (const id of answer.done) {
      rows.find((row) => row.task === id).done();
    }
    const left = answer.left.map(({ taskId, errors }) => {
      const row = rows.find((one) => one.task === taskId);
      row.refuse(errors);
      return row;
    });
    const names = left.map((row) => row.key).join('、');
    outcome.textContent =
      `${answer.done.length ? `已${verb}${answer.done.length}项。` : ''}` +
      `${left.length ? `${names}没有${verb}，原因见该行红字，填写的内容还在。` : ''}` +
      `${unsaved ? `有${unsaved}项没有保存成功，没有${verb}。` : ''}`;
    outcome.classList.add(left.length || unsaved ? 'bad' : 'good');
    if (left.length) {
      const first = left[0].element.querySelector('[aria-invalid=true]') || left[0].element.querySelector('.row-error');
      left[0].element.scrollIntoView({ block: 'center' });
      first?.focus?.({ preventScroll: true });
    }
    if (answer.done.length) {
      await recount().catch(() => {});
      // what follows for the same person, such as the next period, is made a moment later
      AFTERWARDS.forEach((pause) => setTimeout(() => recount().catch(() => {}), pause));
    }
  } catch (problem) {
    outcome.textContent = problem.message;
    outcome.classList.add('bad');
  }
  showCount();
}

/**
 * What the server counts now: the header, the sentence on top, what stands below the rows. Rows that came since are added; those that are
 * gone leave, unless something is typed in them.
 */
async function recount() {
  const fresh = new DOMParser().parseFromString(await askForPage(location.pathname), 'text/html');
  for (const part of document.querySelectorAll('[data-counted]')) {
    const now = fresh.querySelector(`[data-counted="${part.dataset.counted}"]`);
    if (now) {
      part.replaceWith(document.adoptNode(now));
    }
  }
  const tasks = new Set([...fresh.querySelectorAll('tbody[data-task]')].map((element) => element.dataset.task));
  open()
    .filter((row) => !tasks.has(row.task))
    .forEach((row) => (row.draft.isUnsent ? row.rowError('这一项已由他人办理，您填写的内容没有提交。') : row.done()));
  const known = new Set(rows.map((row) => row.task));
  for (const element of fresh.querySelectorAll('tbody[data-task]')) {
    if (!known.has(element.dataset.task) && table) {
      table.append(document.adoptNode(element));
      begin(element);
    }
  }
}

function submitPicked() {
  const chosen = picked();
  const wrong = chosen.filter((row) => row.isReport() && row.errors.length && !row.draft.isUnsent);
  wrong.forEach((row) => row.refuse(row.errors));
  const ready = chosen.filter((row) => !wrong.includes(row));
  if (ready.length) {
    const inputs = JSON.parse(submit.dataset.inputs);
    complete(ready, () => inputs, submit.dataset.verb);
  } else if (wrong.length) {
    outcome.textContent = `${wrong.map((row) => row.key).join('、')}还没有填好，见该行红字。`;
    outcome.className = 'outcome bad';
    wrong[0].element.querySelector('[aria-invalid=true]')?.focus();
  }
}

submit?.addEventListener('click', submitPicked);
document.addEventListener('picked', showCount);
document.addEventListener('change', (event) => {
  if (event.target.id === 'all') {
    open()
      .filter((row) => !row.held && !(row.isReport() && (row.errors.length || row.isUntouched())))
      .forEach((row) => row.tick(event.target.checked));
  }
  const unit = event.target.closest?.('[data-return]');
  if (unit && event.target.type === 'checkbox') {
    unit.querySelector('textarea').parentElement.hidden = !event.target.checked;
  }
  showCount();
});

document.addEventListener('click', async (event) => {
  const target = event.target.closest('button, a');
  if (!target) {
    return;
  }
  const row = rowOf(target);
  if (row && target.classList.contains('ready')) {
    row.lead();
  } else if (row && target.dataset.open) {
    row.element.querySelectorAll('.drawer').forEach((drawer) => {
      drawer.hidden = drawer.dataset.drawer !== target.dataset.open || !drawer.hidden;
    });
    showWhole(row.element.querySelector('.drawer:not([hidden])'));
  } else if (row && target.dataset.do) {
    const values = row.values();
    const inputs = { ...values, ...JSON.parse(target.dataset.do) };
    for (const [name, value] of Object.entries(inputs)) {
      inputs[name] = typeof value === 'object' ? JSON.stringify(value) : value;
    }
    await complete([row], () => inputs, target.textContent.replace(/这一项|所选单位/, ''));
  } else if (row && 'takeOver' in target.dataset) {
    try {
      const { user } = await ask(`/api/tasks/${encodeURIComponent(row.task)}/form`);
      await ask(`/api/tasks/${encodeURIComponent(row.task)}/assignee`, { method: 'PUT', body: { person: user } });
      location.reload();
    } catch (problem) {
      row.rowError(problem.message);
    }
  } else if (row && ('takeLast' in target.dataset || 'takeValue' in target.dataset)) {
    takeLast(row, target);
  } else if ('takeBack' in target.dataset) {
    try {
      await ask(`/api/reports/${target.dataset.round}/${encodeURIComponent(target.dataset.unit)}/take-back`, { method: 'POST' });
      sessionStorage.setItem('greenplan.said', '已撤回1项，可以修改后重新提交。');
      location.reload();
    } catch (problem) {
      target.closest('section').querySelector('.row-error').textContent = problem.message;
    }
  } else if ('beside' in target.dataset && window.matchMedia('(min-width: 621px)').matches && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    const beside = document.getElementById('beside');
    beside.querySelector('iframe').src = `${target.getAttribute('href')}?embedded=true`;
    beside.show();
  } else if ('close' in target.dataset) {
    target.closest('dialog').close();
  }
});

// --- keys ---
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey && event.key === 'Enter' && submit) {
    event.preventDefault();
    const single = event.target.closest?.('.drawer')?.querySelector('[data-do]');
    (single || submit).click();
  }
  if (event.key === 'Escape') {
    document.querySelector('dialog.beside[open]')?.close();
  }
  if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    const here = rowOf(event.target);
    const all = open();
    const next = all[(here ? all.indexOf(here) : -1) + (event.key === 'ArrowDown' ? 1 : -1)];
    if (next) {
      event.preventDefault();
      const same = event.target.name && next.control(event.target.name);
      (same || next.pick || next.element.querySelector('button, a'))?.focus();
      next.element.scrollIntoView({ block: 'nearest' });
    }
  }
});

window.addEventListener('pagehide', () => open().forEach((row) => row.draft.leavePage()));

// --- once ---
const said = sessionStorage.getItem('greenplan.said');
if (said) {
  sessionStorage.removeItem('greenplan.said');
  if (outcome) {
    outcome.textContent = said;
    outcome.className = 'outcome good';
  } else {
    const note = document.createElement('p');
    note.className = 'note good';
    note.setAttribute('role', 'status');
    note.textContent = said;
    document.querySelector('h1').after(note);
  }
}
for (const row of rows.filter(({ held }) => !held)) {
  const unsent = takeUnsent(row.task, row.draft.person);
  if (unsent) {
    row.restore(unsent.values, unsent.revision);
  }
}
offerWorkbook(rows);
showCount();
