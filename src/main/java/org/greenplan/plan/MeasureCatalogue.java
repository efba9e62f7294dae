package org.greenplan.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greenplan.calendar.Cadence;
import org.greenplan.task.ReadOnce;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads a plan's measures with their roles and indicators. */
@Repository
public class MeasureCatalogue {

    private static final String MEASURE =
            """
            select m.*, t.title as task_title, t.part, t.section
            from measure m join task_item t on t.plan_year = m.plan_year and t.task_no = m.task_no
            """;
    private static final String PUBLISHED =
            """
            select r.*, u.name as unit_name from measure_role r
            join measure m on m.measure_key = r.measure_key left join unit u on u.code = r.unit_code
            """;
    private static final String IN_FORCE =
            """
            select mu.*, u.name as unit_name from measure_unit mu
            join measure m on m.measure_key = mu.measure_key join unit u on u.code = mu.unit_code
            """;
    private static final String INDICATOR =
            "select i.* from indicator i join measure m on m.measure_key = i.measure_key ";
    private static final String ROLE_ORDER =
            " order by m.position, case %s.role when 'lead' then 1 when 'responsible' then 2 else 3 end, %1$s.position";

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    public MeasureCatalogue(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public boolean hasPlan(int year) {
        return jdbc.sql("select count(*) from plan where plan_year = ?")
                        .param(year)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The newest plan's year; empty before any plan came in. */
    public Optional<Integer> newestYear() {
        return jdbc.sql("select plan_year from plan order by plan_year desc limit 1")
                .query(Integer.class)
                .optional();
    }

    public Optional<Measure> find(String key) {
        return ReadOnce.find("measure", key, this::read);
    }

    /** Several by their keys, asked for at once; those that do not exist are left out. */
    public Map<String, Measure> find(Collection<String> keys) {
        return ReadOnce.each("measure", keys, this::read);
    }

    /** Reads at once what a page will ask of these measures: themselves, their roles and indicators. */
    public void readAhead(Collection<String> keys) {
        ReadOnce.each("measure", keys, this::read);
        ReadOnce.each("roles published", keys, this::readPublishedRoles);
        ReadOnce.each("roles in force", keys, this::readRolesInForce);
        ReadOnce.each("indicators", keys, this::readIndicators);
    }

    private Map<String, Measure> read(Set<String> keys) {
        return jdbc
                .sql(MEASURE + "where m.measure_key in (:keys)")
                .param("keys", keys)
                .query(this::measure)
                .list()
                .stream()
                .collect(Collectors.toMap(Measure::key, Function.identity()));
    }

    private Map<String, List<PublishedRole>> readPublishedRoles(Set<String> keys) {
        return jdbc
                .sql(PUBLISHED + "where m.measure_key in (:keys)" + ROLE_ORDER.formatted("r"))
                .param("keys", keys)
                .query(MeasureCatalogue::published)
                .list()
                .stream()
                .collect(Collectors.groupingBy(PublishedRole::measureKey));
    }

    private Map<String, List<RoleEntry>> readRolesInForce(Set<String> keys) {
        return jdbc
                .sql(IN_FORCE + "where m.measure_key in (:keys)" + ROLE_ORDER.formatted("mu"))
                .param("keys", keys)
                .query(MeasureCatalogue::inForce)
                .list()
                .stream()
                .collect(Collectors.groupingBy(RoleEntry::measureKey));
    }

    private Map<String, List<Indicator>> readIndicators(Set<String> keys) {
        return jdbc
                .sql(INDICATOR + "where m.measure_key in (:keys) order by m.position, i.position")
                .param("keys", keys)
                .query(MeasureCatalogue::indicator)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Indicator::measureKey));
    }

    /** All measures of a plan in its order; none for an unknown year. */
    public List<Measure> ofPlan(int year) {
        return jdbc.sql(MEASURE + "where m.plan_year = ? order by m.position")
                .param(year)
                .query(this::measure)
                .list();
    }

    /** The roles as published, by role and in the order printed. */
    public List<PublishedRole> publishedRoles(String key) {
        return ReadOnce.find("roles published", key, this::readPublishedRoles).orElse(List.of());
    }

    /** The published roles of all measures of a plan, measure by measure. */
    public List<PublishedRole> publishedRolesOfPlan(int year) {
        return jdbc.sql(PUBLISHED + "where m.plan_year = ?" + ROLE_ORDER.formatted("r"))
                .param(year)
                .query(MeasureCatalogue::published)
                .list();
    }

    /** The roles in force, by role and position. */
    public List<RoleEntry> rolesInForce(String key) {
        return ReadOnce.find("roles in force", key, this::readRolesInForce).orElse(List.of());
    }

    /** The roles in force of all measures of a plan, measure by measure. */
    public List<RoleEntry> rolesInForceOfPlan(int year) {
        return jdbc.sql(IN_FORCE + "where m.plan_year = ?" + ROLE_ORDER.formatted("mu"))
                .param(year)
                .query(MeasureCatalogue::inForce)
                .list();
    }

    /** Codes of the units that have a role in force, in their order. */
    public List<String> units(String key, Role role) {
        return rolesInForce(key).stream()
                .filter(entry -> entry.role() == role)
                .map(RoleEntry::unitCode)
                .toList();
    }

    public List<Indicator> indicators(String key) {
        return ReadOnce.find("indicators", key, this::readIndicators).orElse(List.of());
    }

    /** The indicators of all measures of a plan, measure by measure. */
    public List<Indicator> indicatorsOfPlan(int year) {
        return jdbc.sql(INDICATOR + "where m.plan_year = ? order by m.position, i.position")
                .param(year)
                .query(MeasureCatalogue::indicator)
                .list();
    }

    private Measure measure(ResultSet row, int number) throws SQLException {
        String ownDate = row.getString("own_date");
        return new Measure(
                row.getString("measure_key"),
                new TaskItem(
                        row.getInt("plan_year"),
                        row.getInt("task_no"),
                        row.getString("task_title"),
                        row.getString("part"),
                        row.getString("section")),
                row.getInt("ordinal"),
                row.getInt("position"),
                row.getString("text"),
                row.getString("deadline_text"),
                row.getObject("deadline", LocalDate.class),
                row.getBoolean("deadline_shortened"),
                row.getString("deadline_basis").equals(PlanImport.INHERITED),
                row.getBoolean("ongoing"),
                ownDate == null ? null : MonthDay.parse("--" + ownDate),
                cells(row.getString("raw_cells")),
                row.getBoolean("needs_confirmation"),
                row.getString("confirmation_reason"),
                Cadence.valueOf(row.getString("cadence")),
                row.getBoolean("confirm_each_period"),
                MeasureStatus.ofCode(row.getString("status")),
                row.getObject("launched_at", OffsetDateTime.class),
                row.getObject("ended_at", OffsetDateTime.class));
    }

    private List<String> cells(String text) {
        try {
            return json.readValue(text, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("measure.raw_cells is not a JSON array", e);
        }
    }

    private static PublishedRole published(ResultSet row, int number) throws SQLException {
        @Nullable String unitName = row.getString("unit_name");
        return new PublishedRole(
                row.getString("measure_key"),
                Role.ofCode(row.getString("role")),
                row.getInt("position"),
                row.getString("name"),
                unitName == null ? row.getString("name") : unitName,
                row.getString("unit_code"),
                row.getString("collective_code"),
                PublishedRole.Basis.ofCode(row.getString("basis")),
                row.getString("confirmed_by"),
                row.getObject("confirmed_at", OffsetDateTime.class));
    }

    private static RoleEntry inForce(ResultSet row, int number) throws SQLException {
        return new RoleEntry(
                row.getString("measure_key"),
                Role.ofCode(row.getString("role")),
                row.getString("unit_code"),
                row.getString("unit_name"),
                row.getInt("position"),
                Participation.ofCode(row.getString("participation")),
                row.getString("contribution"));
    }

    private static Indicator indicator(ResultSet row, int number) throws SQLException {
        String symbol = row.getString("comparator");
        return new Indicator(
                row.getLong("id"),
                row.getString("measure_key"),
                row.getString("name"),
                Arrays.stream(IndicatorDraft.Comparator.values())
                        .filter(comparator -> comparator.symbol().equals(symbol))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("indicator.comparator is '" + symbol + "'")),
                row.getBigDecimal("target"),
                row.getString("unit"),
                row.getString("source_text"));
    }
}
