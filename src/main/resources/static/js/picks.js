/*
 * Ticking many: inside [data-picks] a box [data-all] ticks all that can be ticked, [data-only-late] those that are late;
 * a button [data-count] says how many are ticked. Parts may hold parts: a form with groups. Forms may come later.
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
  const count = boxesOf(form).filter((box) => box.checked).length;
  for (const button of form.querySelectorAll('button[data-count]')) {
    const words = count ? `${button.dataset.count}（${count}项）` : button.dataset.count;
    if (button.textContent !== words) {
      button.textContent = words;
    }
    button.disabled = count === 0;
  }
}

const showAll = () => document.querySelectorAll('form[data-picks]').forEach(show);

document.addEventListener('change', ({ target }) => {
  const form = target.closest('form[data-picks]');
  if (form && 'all' in target.dataset) {
    boxesOf(target.closest('[data-picks]')).forEach((box) => {
      box.checked = target.checked;
    });
  }
  if (form) {
    show(form);
  }
});
document.addEventListener('click', ({ target }) => {
  const form = target.closest('form[data-picks]');
  if (form && target.closest('[data-only-late]')) {
    boxesOf(form).forEach((box) => {
      box.checked = 'late' in box.dataset;
    });
    show(form);
  }
});
window.addEventListener('pageshow', showAll);
new MutationObserver(showAll).observe(document.body, { childList: true, subtree: true });
showAll();
