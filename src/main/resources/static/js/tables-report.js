/* What only the rows of 本期报送 need: last period's words, and evidence. */

import { TakeLast, WORDS } from './take-last.js';

// the table is narrow
const words = { ...WORDS, percent: '完成%' };

const part = (control, value) => ({
  value,
  get: () => control.value,
  set: (given) => {
    control.value = given ?? '';
  }
});

/** What the button takes over: last period's report, or one figure of it. */
function offered(row, button) {
  if ('takeValue' in button.dataset) {
    const { amount, asOf, quality } = button.dataset;
    const control = (cell) => button.closest('.figure').querySelector(`[name$=".${cell}"]`);
    return [['数值', Object.entries({ amount, asOf, quality }).map(([cell, value]) => part(control(cell), value))]];
  }
  const { dataset } = row.element.querySelector('.last');
  const state = row.control('state');
  return [
    ...(state.value ? [] : [['进展状态', [part(state, dataset.state)]]]),
    ...Object.entries(words).map(([name, label]) => [label, [part(row.control(name), dataset[name])]])
  ];
}

/** One click takes over what is empty; what it left alone is named beside the button, with a second one to replace it. */
export function takeLast(row, button) {
  const taken = new TakeLast(offered(row, button));
  const changed = () => {
    row.draft.changed();
    row.dress();
  };
  const show = (place) => {
    place.textContent = taken.sentence;
    if (taken.left.length) {
      const swap = document.createElement('button');
      swap.type = 'button';
      swap.className = 'small';
      swap.textContent = taken.verb;
      swap.addEventListener('click', () => {
        taken.swap();
        show(place);
        changed();
      });
      place.append(' ', swap);
    }
  };
  let place = button.nextElementSibling;
  if (!place?.classList.contains('taken')) {
    place = document.createElement('span');
    place.className = 'taken block';
    place.setAttribute('role', 'status');
    button.after(place);
  }
  show(place);
  changed();
}

/** The files of a row, shown once its part is opened: many rows would ask for many lists at once. */
export function evidenceIn(row) {
  const place = row.element.querySelector('.evidence');
  if (!place) {
    return;
  }
  row.evidence = place.dataset.kept ? place.dataset.kept.split(',') : [];
  row.draft.begin(row.draft.revision);
  const more = place.closest('details');
  const count = more.querySelector('[data-files]');
  const mount = () => {
    if (place.childElementCount || !more.open) {
      return;
    }
    window.GreenplanFiles.mount(place, {
      kind: 'evidence',
      owner: `${row.key}/${row.element.dataset.round}`,
      unit: row.element.dataset.unit,
      readonly: row.held,
      onchange: (ids) => {
        row.evidence = ids;
        count.textContent = ids.length ? `${ids.length}份` : '还没有';
        count.classList.toggle('good', ids.length > 0);
        row.draft.changed();
      }
    });
  };
  more.addEventListener('toggle', mount);
  mount();
}
