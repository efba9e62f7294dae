-- What Camunda 7.24 has left: its administrators' group has another name under Operaton, and whoever is logged in was let in by
-- the old one. In a database that Operaton has begun there is nothing to do.
insert into act_id_group (id_, rev_, name_, type_)
select 'operaton-admin', rev_, name_, type_ from act_id_group where id_ = 'camunda-admin';

update act_id_membership set group_id_ = 'operaton-admin' where group_id_ = 'camunda-admin';

update act_ru_authorization set group_id_ = 'operaton-admin' where group_id_ = 'camunda-admin';

delete from act_id_group where id_ = 'camunda-admin';

delete from spring_session;
