/* What only one form needs. Each is called in its form-script, after Greenplan.form, with the form's $scope. */
import { ask } from '/js/ask.js';
import { TakeLast, WORDS } from '/js/take-last.js';

/** A field of a form that may be taken over. */
const part = (of, name, value) => ({
  value: value === null || value === undefined ? '' : String(value),
  get: () => of[name],
  set: (given) => {
    of[name] = given;
  }
});

/** 填报进展: one row per indicator, last period's words, and what is asked of whom. */
export function fillReport($scope) {
  const indicators = () => $scope.v?.measure?.indicators || [];

  $scope.asked = { coordination: false };
  $scope.isTrue = (value) => value === true || value === 'true';
  $scope.indicator = (row) => indicators().find((indicator) => indicator.id === row.indicatorId) || {};
  $scope.before = (row) => $scope.v.previous?.values?.find((value) => value.indicatorId === row.indicatorId);
  $scope.coordinating = () =>
    $scope.asked.coordination ||
    $scope.f.state === 'needs_coordination' ||
    Boolean($scope.f.coordination || $scope.f.coordinationWith);

  const figure = (row, label) => [label, ['amount', 'asOf', 'quality'].map((name) => part(row, name, $scope.before(row)[name]))];

  $scope.takeValue = (row) => {
    $scope.taken = { ...$scope.taken, [row.indicatorId]: new TakeLast([figure(row, '数值')]) };
  };
  $scope.takeAll = () => {
    const { f } = $scope;
    const { previous } = $scope.v;
    $scope.taken = {
      all: new TakeLast([
        ...(f.state ? [] : [['进展状态', [part(f, 'state', previous.state)]]]),
        ...Object.entries(WORDS).map(([name, label]) => [label, [part(f, name, previous[name])]]),
        ...(f.values || []).filter($scope.before).map((row) => figure(row, `指标“${$scope.indicator(row).name}”`))
      ])
    };
  };

  $scope.$on('gp-read', () => {
    const typed = $scope.f.values || [];
    $scope.f.values = indicators().map(
      ({ id }) => typed.find((row) => row.indicatorId === id) || { indicatorId: id, amount: '', asOf: '', quality: '' }
    );
  });
}

/** 任务分解: units and their roles, towns behind a collective name. */
export function assignMeasure($scope) {
  const rows = () => $scope.f.units || [];
  const nameOf = (unit) => {
    const known = [
      ...($scope.v?.allUnits || []),
      ...($scope.v?.choices || []).flatMap((choice) => choice.candidates)
    ].find((one) => one.code === unit);
    return known?.name || $scope.v?.measure.units.find((one) => one.unit === unit)?.unitName || unit;
  };
  const usual = (role, collective) =>
    ({
      lead: rows().some((row) => row.participation === 'coordinate') ? 'report' : 'coordinate',
      responsible: 'report',
      assisting: collective ? 'inform' : 'confirm'
    })[role];

  $scope.asked = { adjust: false, contributions: false, unit: null, role: 'assisting' };
  $scope.roles = [
    { code: 'lead', label: '牵头部门' },
    { code: 'responsible', label: '主责单位' },
    { code: 'assisting', label: '协办单位' }
  ];
  $scope.unitName = nameOf;
  $scope.roleText = (row) =>
    row.participation === 'coordinate' ? '牵头部门（统筹）' : $scope.roles.find(({ code }) => code === row.role)?.label;
  $scope.contributes = (row) =>
    row.participation !== 'coordinate' && ($scope.asked.contributions || row.contribution || $scope.wrongIn('units'));

  $scope.others = () =>
    ($scope.v?.allUnits || []).filter(({ code }) => !rows().some((row) => row.unit === code && row.role === $scope.asked.role));

  $scope.picked = (unit, role) => rows().some((row) => row.unit === unit && row.role === role);
  $scope.pick = (unit, role) => {
    $scope.f.units = $scope.picked(unit, role)
      ? rows().filter((row) => !(row.unit === unit && row.role === role))
      : [...rows(), { unit, role, participation: usual(role, true), contribution: '' }];
  };
  $scope.newRole = (row) => {
    row.participation = '';
    row.participation = usual(row.role, false);
  };
  $scope.drop = (row) => {
    $scope.f.units = rows().filter((other) => other !== row);
  };
  $scope.add = () => {
    const { unit, role } = $scope.asked;
    $scope.f.units = [...rows(), { unit, role, participation: usual(role, false), contribution: '' }];
    $scope.asked.unit = null;
  };
}

/** 指标分工: which items apply, and who supplies each. */
export function assignItems($scope) {
  $scope.choice = { unit: null };
  $scope.adding = null;
  $scope.isTrue = (value) => value === true || value === 'true';
  $scope.item = (row) => $scope.v.items.find((item) => item.number === row.number) || {};
  $scope.unitName = (code) => $scope.v.units.find((unit) => unit.code === code)?.name || code;
  /** What is said of each part; of an item without parts, the row itself. */
  $scope.supplied = (row) => (row.parts?.length ? row.parts : [row]);
  $scope.applicable = () => ($scope.f.items || []).filter((row) => $scope.supplied(row).some(({ applies }) => applies)).length;
  $scope.named = (row, part) => `第${row.number}项${part ? part.name : ''}`;
  $scope.others = (units) => $scope.v.units.filter((unit) => !units.includes(unit.code));
  $scope.drop = (row, unit) => {
    row.units = row.units.filter((other) => other !== unit);
  };
  $scope.begin = (row) => {
    $scope.adding = row;
    $scope.choice.unit = null;
  };
  $scope.add = (row) => {
    if ($scope.choice.unit) {
      row.units = [...row.units, $scope.choice.unit];
      $scope.adding = null;
    }
  };
  // A draft of before may say of the item what is now said of each part.
  $scope.$on('gp-read', () => {
    for (const row of $scope.f.items || []) {
      const { parts = [] } = $scope.item(row);
      if (parts.length && row.parts?.length !== parts.length) {
        row.parts = parts.map(() => ({ applies: row.applies, units: [...(row.units || [])] }));
      }
    }
  });
  $scope.narrates = (unit) => ($scope.f.narrators || []).includes(unit);
  $scope.narrate = (unit) => {
    const now = $scope.f.narrators || [];
    $scope.f.narrators = now.includes(unit) ? now.filter((other) => other !== unit) : [...now, unit];
  };
}

const rounded = (number) => Number(number.toFixed(6));

const holds = ({ comparator, amount, upper }, number) =>
  ({
    AT_LEAST: number >= amount,
    MORE: number > amount,
    AT_MOST: number <= amount,
    LESS: number < amount,
    EQUAL: number === amount,
    BETWEEN: number >= amount && number <= upper
  })[comparator];

/** 填报指标: a card for each item, one open at a time unless something is wrong in it. */
export function fillIndicators($scope) {
  const opened = {};
  $scope.mounted = {};
  $scope.item = (row) => $scope.v.items.find((item) => item.number === row.number) || { parts: [] };
  $scope.place = (row, part, name) =>
    `items[${$scope.f.items.indexOf(row)}]${part === null ? '' : `.values[${part}]`}.${name}`;
  $scope.isWithout = (value) => value.state === 'pending' || value.state === 'elsewhere';
  $scope.filled = (row) =>
    $scope.item(row).parts.every((part, i) => {
      const value = row.values?.[i] || {};
      return !part.asked || $scope.isWithout(value) || (value.amount && (!part.judged || value.attained));
    });
  $scope.filledCount = () => ($scope.f.items || []).filter($scope.filled).length;
  $scope.isOpen = (row) => {
    const open = opened[row.number] || $scope.wrongIn(`items[${$scope.f.items.indexOf(row)}]`);
    if (open) {
      $scope.mounted[row.number] = true;
    }
    return open;
  };
  $scope.toggle = (row) => {
    opened[row.number] = !opened[row.number];
  };
  $scope.statesOf = (part) => {
    const key = `${part.others.length > 0}/${part.numeric}`;
    $scope.states = $scope.states || {};
    $scope.states[key] ||= $scope.v.states.filter(
      ({ code }) => (code !== 'elsewhere' || part.others.length) && (part.numeric || code === 'pending' || code === 'elsewhere')
    );
    return $scope.states[key];
  };
  $scope.computed = (part) => Boolean(part.bound || part.trend);
  $scope.looksBack = (part) => Boolean(part.trend || part.bound?.ofChange);
  $scope.metText = { yes: '达标', no: '未达标，请在说明中写明原因', unknown: '有上年值才能判断' };
  /** yes, no, or unknown while last year's value is lacking; null while there is nothing to compare. */
  $scope.met = (part, value) => {
    const number = Number(value.amount);
    if (!$scope.computed(part) || !value.amount || $scope.isWithout(value) || Number.isNaN(number)) {
      return null;
    }
    const then = part.lastYear || value.lastYear;
    const before = then === '' || Number.isNaN(Number(then)) ? null : Number(then);
    const answers = [
      part.bound && (part.bound.ofChange ? before !== null && holds(part.bound, rounded(number - before)) : holds(part.bound, number)),
      part.trend && before !== null && (part.trend === 'RISING' ? number > before : number < before)
    ];
    if (answers.includes(true)) {
      return 'yes';
    }
    return before === null && $scope.looksBack(part) ? 'unknown' : 'no';
  };
  $scope.take = (row, offer) => {
    const value = row.values[offer.part];
    $scope.taken = {
      ...$scope.taken,
      [row.number]: new TakeLast(
        [
          ['数值和数据状态', [part(value, 'amount', offer.amount), part(value, 'state', offer.state)]],
          ['数据截至日期', [part(row, 'asOf', offer.asOf)]],
          ['数据来源', [part(row, 'origin', `本单位${offer.periodName}进展报告（${offer.measureKey}）`)]]
        ],
        '计划'
      )
    };
    for (const file of offer.files) {
      $scope.reuse(row, file.id);
    }
  };
  $scope.explainedBefore = (item) =>
    item.before?.sources.find(({ unit }) => unit === $scope.v.unit)?.explanation || '';
  $scope.filesBefore = (item) =>
    (item.before?.sources || [])
      .filter(({ unit }) => unit === $scope.v.unit)
      .flatMap(({ files }) => files)
      .filter(({ id }) => !$scope.reused?.[id]);
  $scope.reuse = async (row, id) => {
    const place = `unit=${encodeURIComponent($scope.v.unit)}&item=${encodeURIComponent(row.number)}`;
    try {
      const address = `/api/platform/${$scope.v.submissionId}/files/reuse?${place}&file=${encodeURIComponent(id)}`;
      const copy = await ask(address, { method: 'POST' });
      $scope.$evalAsync(() => {
        $scope.reused = { ...$scope.reused, [id]: true };
        row.evidence = [...(row.evidence || []).filter((other) => other !== copy.id), copy.id];
        $scope.$broadcast('gp-files', row.number);
      });
    } catch (problem) {
      $scope.$evalAsync(() => {
        $scope.summary = problem.message;
      });
    }
  };
  $scope.addCase = () => {
    $scope.f.cases = [...($scope.f.cases || []), { title: '', text: '' }];
  };
  $scope.dropCase = (one) => {
    $scope.f.cases = $scope.f.cases.filter((other) => other !== one);
  };
  $scope.$on('gp-read', () => {
    const typed = $scope.f.items || [];
    const blank = { amount: '', lastYear: '', state: '', attained: '', reason: '' };
    $scope.f.items = $scope.v.items.map((item) => {
      const row = typed.find(({ number }) => number === item.number) || {};
      return {
        number: item.number,
        origin: row.origin || '',
        asOf: row.asOf || '',
        explanation: row.explanation || '',
        evidence: row.evidence || [],
        values: item.parts.map((part, i) => ({ ...blank, ...(row.values?.[i] || {}) }))
      };
    });
    const first = $scope.f.items.find((row) => $scope.item(row).returned) || $scope.f.items.find((row) => !$scope.filled(row));
    if (first) {
      opened[first.number] = true;
    }
    for (const row of $scope.f.items.filter((one) => $scope.item(one).returned)) {
      opened[row.number] = true;
    }
  });
}

/** 汇总核验: what goes back to whom, and the order of the texts. */
export function verifySubmission($scope) {
  const rows = () => $scope.f.returns || [];
  const numbers = () => new Set($scope.v.findings.map(({ number }) => number));
  $scope.only = { findings: false };
  $scope.nameOf = (number) => $scope.v.items.find((item) => item.number === number)?.name || '';
  $scope.shown = (item) =>
    !$scope.only.findings || numbers().has(item.number) || $scope.isChanged(item) || rows().some((row) => row.item === item.number);
  $scope.isChanged = (item) => $scope.v.changed.includes(item.number);
  $scope.answersOf = (item) => $scope.v.answers.filter((answer) => answer.item === item);
  $scope.show = (number) => document.getElementById(`item-${number}`)?.scrollIntoView({ block: 'start' });
  $scope.at = (answer) => rows().findIndex((row) => row.unit === answer.unit && row.item === answer.item);
  $scope.toggleReturn = (answer) => {
    const at = $scope.at(answer);
    $scope.f.returns =
      at >= 0 ? rows().filter((row, i) => i !== at) : [...rows(), { unit: answer.unit, item: answer.item, opinion: '' }];
    $scope.f.decision = $scope.f.returns.length ? 'return' : '';
  };
  $scope.chapters = () =>
    [...($scope.v?.chapters || [])].sort((one, other) => place(one.unit) - place(other.unit));
  const place = (unit) => {
    const at = ($scope.f.order || []).indexOf(unit);
    return at < 0 ? Number.MAX_SAFE_INTEGER : at;
  };
  $scope.move = (chapter, by) => {
    const order = $scope.chapters().map(({ unit }) => unit);
    const at = order.indexOf(chapter.unit);
    [order[at], order[at + by]] = [order[at + by], order[at]];
    $scope.f.order = order;
  };
}
