/*
 * Ticking many: inside [data-picks] a box [data-all] ticks all that can be ticked, [data-only-late] those that are late;
 * a button [data-count] says how many are ticked. Parts may hold parts: a form with groups.
 */
const boxesOf = (part) => [...part.querySelectorAll('input[type=checkbox]:not([data-all]):not(:disabled)')];

function show(form) {
  for (const all of form.querySelectorAll('[data-all]')) {
    const boxes = boxesOf(all.closest('[data-picks]'));
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = boxes.length > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    all.disabled = boxes.length === 0;
  }
  for (const button of form.querySelectorAll('button[data-count]')) {
    const count = boxesOf(form).filter((box) => box.checked).length;
    button.textContent = count ? `${button.dataset.count}（${count}项）` : button.dataset.count;
    button.disabled = count === 0;
  }
}

for (const form of document.querySelectorAll('form[data-picks]')) {
  form.addEventListener('change', ({ target }) => {
    if ('all' in target.dataset) {
      boxesOf(target.closest('[data-picks]')).forEach((box) => {
        box.checked = target.checked;
      });
    }
    show(form);
  });
  form.querySelector('[data-only-late]')?.addEventListener('click', () => {
    boxesOf(form).forEach((box) => {
      box.checked = 'late' in box.dataset;
    });
    show(form);
  });
  window.addEventListener('pageshow', () => show(form));
  show(form);
}
