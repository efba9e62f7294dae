/*
 * Dates in Chinese, whatever language the browser speaks: a text field in the form 2026-06-25 that also takes
 * 2026年6月25日, 2026/6/25, 20260625 and 6/25 (of this year), and a calendar beside it, for mouse, finger and keyboard.
 * The field's value is always yyyy-MM-dd or what was typed, if that is no date. Without this script it is the browser's own.
 */

import { chineseDay, isoDay, readDay, today } from './days.js';

const WEEK = ['一', '二', '三', '四', '五', '六', '日'];
const WRONG = '请填写日期，例如2026-06-25。';

const moved = (day, days) => new Date(day.getTime() + days * 86_400_000);

/** The same day of another month, or its last one. */
function monthsFrom(day, months) {
  const first = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day.getUTCDate(), last));
  return first;
}

function made(tag, className, content = '') {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = content;
  if (tag === 'button') {
    node.type = 'button';
  }
  return node;
}

/** What one presses, by how far it leads from the day in focus. */
const KEYS = {
  ArrowLeft: (day) => moved(day, -1),
  ArrowRight: (day) => moved(day, 1),
  ArrowUp: (day) => moved(day, -7),
  ArrowDown: (day) => moved(day, 7),
  Home: (day) => moved(day, -((day.getUTCDay() + 6) % 7)),
  End: (day) => moved(day, 6 - ((day.getUTCDay() + 6) % 7)),
  PageUp: (day) => monthsFrom(day, -1),
  PageDown: (day) => monthsFrom(day, 1)
};

let open = null;

function close(back = false) {
  if (open) {
    const { box, button } = open;
    open = null;
    box.remove();
    button.setAttribute('aria-expanded', 'false');
    if (back) {
      button.focus();
    }
  }
}

/** The days of the month, as a table of buttons of which one can be reached by Tab. */
function grid(focused, chosen, choose) {
  const table = made('table', 'gp-calendar-days');
  const head = table.createTHead().insertRow();
  for (const name of WEEK) {
    const cell = made('th', '', name);
    cell.scope = 'col';
    head.append(cell);
  }
  const body = table.createTBody();
  const first = new Date(Date.UTC(focused.getUTCFullYear(), focused.getUTCMonth(), 1));
  const start = KEYS.Home(first);
  for (let at = start; at.getUTCMonth() === first.getUTCMonth() || at <= first; ) {
    const row = body.insertRow();
    for (let i = 0; i < 7; i += 1, at = moved(at, 1)) {
      const cell = row.insertCell();
      if (at.getUTCMonth() !== first.getUTCMonth()) {
        continue;
      }
      const day = at;
      const button = made('button', '', String(day.getUTCDate()));
      button.setAttribute('aria-label', chineseDay(day));
      button.tabIndex = isoDay(day) === isoDay(focused) ? 0 : -1;
      button.toggleAttribute('data-focused', isoDay(day) === isoDay(focused));
      button.setAttribute('aria-pressed', String(isoDay(day) === chosen));
      if (isoDay(day) === isoDay(today())) {
        button.setAttribute('aria-current', 'date');
      }
      button.addEventListener('click', () => choose(day));
      cell.append(button);
    }
  }
  return table;
}

function show(input, button) {
  close();
  const box = made('div', 'gp-calendar');
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-label', '选择日期');
  let focused = readDay(input.value) || today();

  const set = (value) => {
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
    close(true);
  };
  const draw = (takeFocus) => {
    const title = made('strong', '', `${focused.getUTCFullYear()}年${focused.getUTCMonth() + 1}月`);
    title.setAttribute('aria-live', 'polite');
    const head = made('div', 'gp-calendar-head');
    const turn = (sign, name, months) => {
      const leaf = made('button', '', sign);
      leaf.setAttribute('aria-label', name);
      leaf.addEventListener('click', () => {
        focused = monthsFrom(focused, months);
        draw(false);
        box.querySelector(`[aria-label="${name}"]`).focus();
      });
      return leaf;
    };
    head.append(turn('«', '上一年', -12), turn('‹', '上一月', -1), title, turn('›', '下一月', 1), turn('»', '下一年', 12));
    const foot = made('div', 'gp-calendar-foot');
    const now = made('button', '', '今天');
    now.addEventListener('click', () => set(isoDay(today())));
    const none = made('button', '', '清除');
    none.addEventListener('click', () => set(''));
    foot.append(now, none);
    box.replaceChildren(head, grid(focused, input.value, (day) => set(isoDay(day))), foot);
    if (takeFocus) {
      box.querySelector('[data-focused]').focus();
    }
  };
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close(true);
    } else if (event.target.closest('.gp-calendar-days') && KEYS[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      focused = KEYS[event.key](focused);
      draw(true);
    }
  });
  button.after(box);
  button.setAttribute('aria-expanded', 'true');
  open = { box, button };
  draw(true);
  box.classList.toggle('gp-calendar-left', box.getBoundingClientRect().right > document.documentElement.clientWidth);
  box.scrollIntoView({ block: 'nearest' });
}

/** Writes what was typed the one way, and says it when that is no date. */
function settle(input) {
  const day = readDay(input.value);
  if (day && input.value !== isoDay(day)) {
    input.value = isoDay(day);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }
  input.setCustomValidity(day || !input.value.trim() ? '' : WRONG);
}

/** Makes a date field of this input; once. */
export function dateField(input) {
  if (input.dataset.dateField) {
    return;
  }
  input.dataset.dateField = 'true';
  input.type = 'text';
  input.inputMode = 'numeric';
  input.placeholder = '年-月-日';
  input.autocomplete = 'off';
  const box = made('span', 'gp-date-field');
  const button = made('button', 'gp-date-button');
  button.setAttribute('aria-label', '打开日历选择日期');
  button.setAttribute('aria-haspopup', 'dialog');
  button.setAttribute('aria-expanded', 'false');
  button.disabled = input.disabled;
  input.replaceWith(box);
  box.append(input, button);
  // a label around it would take every click in the calendar for one on its field
  box.addEventListener('click', (event) => event.target !== input && event.preventDefault());
  button.addEventListener('click', () => (open?.button === button ? close(true) : show(input, button)));
  // before others hear of it
  input.addEventListener('change', () => settle(input), true);
  input.addEventListener('input', () => input.setCustomValidity(''));
  new MutationObserver(() => {
    button.disabled = input.disabled;
  }).observe(input, { attributeFilter: ['disabled'] });
}

export function dateFields(root) {
  root.querySelectorAll('input[type=date]').forEach(dateField);
}

document.addEventListener('pointerdown', ({ target }) => {
  if (open && !open.box.contains(target) && !open.button.contains(target)) {
    close();
  }
});

dateFields(document);
// rows that come later, when a table is counted anew
new MutationObserver((changes) => {
  changes
    .flatMap(({ addedNodes }) => [...addedNodes])
    .filter((node) => node instanceof Element)
    .forEach(dateFields);
}).observe(document.body, { childList: true, subtree: true });
