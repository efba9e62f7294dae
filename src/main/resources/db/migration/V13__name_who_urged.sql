-- The record says who acted for which unit: urging stood there with the unit that was urged, as if it had urged itself. In the
-- name of which unit the person urged is not known any more. That a dissent was not signed in time was told to other units.
update timeline set unit_code = null where event = 'urged';
update timeline
set sentence = coalesce((select u.name from unit u where u.code = timeline.unit_code), '') || '会签逾期未反馈，按无意见处理。'
where event = 'deemed-confirmed';
