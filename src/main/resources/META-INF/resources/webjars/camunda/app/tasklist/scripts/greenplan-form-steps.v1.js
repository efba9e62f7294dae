/* What only one form needs. Each is called in its form-script, after Greenplan.form, with the form's $scope. */

/** 填报进展: one row per indicator, last period's words, and what is asked of whom. */
export function fillReport($scope) {
  const words = ['narrative', 'problems', 'nextSteps', 'coordination', 'coordinationWith'];
  const indicators = () => $scope.v?.measure?.indicators || [];

  $scope.asked = { coordination: false };
  $scope.isTrue = (value) => value === true || value === 'true';
  $scope.indicator = (row) => indicators().find((indicator) => indicator.id === row.indicatorId) || {};
  $scope.before = (row) => $scope.v.previous?.values?.find((value) => value.indicatorId === row.indicatorId);
  $scope.coordinating = () =>
    $scope.asked.coordination ||
    $scope.f.state === 'needs_coordination' ||
    Boolean($scope.f.coordination || $scope.f.coordinationWith);

  $scope.takeValue = (row) => {
    const { amount, asOf, quality } = $scope.before(row);
    Object.assign(row, { amount: String(amount), asOf, quality });
  };
  $scope.takeAll = () => {
    const { previous } = $scope.v;
    for (const name of words.filter((word) => previous[word])) {
      $scope.f[name] = previous[name];
    }
    if (!$scope.f.state) {
      $scope.f.state = previous.state;
    }
    if (previous.percent !== null && previous.percent !== undefined) {
      $scope.f.percent = String(previous.percent);
    }
    ($scope.f.values || []).filter((row) => $scope.before(row)).forEach($scope.takeValue);
  };

  $scope.$on('gp-read', () => {
    const typed = $scope.f.values || [];
    $scope.f.values = indicators().map(
      ({ id }) => typed.find((row) => row.indicatorId === id) || { indicatorId: id, amount: '', asOf: '', quality: '' }
    );
  });
}

/** 分解任务: units and their roles, towns behind a collective name. */
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
