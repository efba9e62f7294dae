/* What only the rows of 本期报送 need: last period's words, and evidence. */

const words = ['narrative', 'problems', 'nextSteps', 'coordination', 'coordinationWith'];

function set(row, name, value) {
  const control = row.control(name);
  if (control && value !== undefined) {
    control.value = value;
  }
}

/** One click takes over last period's report, or one figure of it. */
export function takeLast(row, button) {
  if ('takeValue' in button.dataset) {
    const figure = button.closest('.figure');
    for (const [cell, value] of [['amount', button.dataset.amount], ['asOf', button.dataset.asOf], ['quality', button.dataset.quality]]) {
      figure.querySelector(`[name$=".${cell}"]`).value = value;
    }
    return;
  }
  const { dataset } = row.element.querySelector('.last');
  for (const word of words) {
    set(row, word, dataset[word]);
  }
  if (!row.control('state').value) {
    set(row, 'state', dataset.state);
  }
  set(row, 'percent', dataset.percent);
}

/** The files of a row, shown once its part is opened: many rows would ask for many lists at once. */
export function evidenceIn(row) {
  const place = row.element.querySelector('.evidence');
  if (!place) {
    return;
  }
  row.evidence = place.dataset.kept ? place.dataset.kept.split(',') : [];
  row.kept = JSON.stringify(row.values());
  const more = place.closest('details');
  const count = more.querySelector('[data-files]');
  const mount = () => {
    if (place.childElementCount || !more.open) {
      return;
    }
    window.GreenplanEvidence.mount(place, {
      measureKey: row.key,
      unit: row.element.dataset.unit,
      round: row.element.dataset.round,
      readonly: row.held,
      onchange: (ids) => {
        row.evidence = ids;
        count.textContent = ids.length ? `${ids.length}份` : '还没有';
        count.classList.toggle('good', ids.length > 0);
        row.changed();
      }
    });
  };
  more.addEventListener('toggle', mount);
  mount();
}
