package org.greenplan.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.greenplan.directory.Collective.Kind;
import org.greenplan.task.ReadOnce;
import org.greenplan.task.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The units, their other names, and the collective names with their members. */
@Repository
public class Directory {

    private static final String UNIT = "select u.code, u.name, u.kind, u.position from unit u ";

    private final JdbcClient jdbc;

    public Directory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All units in their order. */
    public List<Unit> units() {
        return ReadOnce.one("units", "all", () -> jdbc.sql(UNIT + "order by u.position")
                .query(Directory::unitRow)
                .list());
    }

    public Optional<Unit> unit(String code) {
        return units().stream().filter(unit -> unit.code().equals(code)).findFirst();
    }

    /** The unit behind a full or short name as somebody prints it. */
    public Optional<Unit> unitByName(String name) {
        return names().resolve(name)
                .filter(match -> match.kind() == UnitNames.Kind.UNIT)
                .flatMap(match -> unit(match.code()));
    }

    /** The unit's full name; the code itself where there is no such unit. */
    public String nameOf(String code) {
        return unit(code).map(Unit::name).orElse(code);
    }

    /** Every name that a plan may print. */
    public UnitNames names() {
        UnitNames.Builder names = UnitNames.builder();
        units().forEach(unit -> names.unit(unit.code(), unit.name()));
        jdbc.sql("select alias, unit_code from unit_alias order by alias")
                .query((row, number) -> names.alias(row.getString("alias"), row.getString("unit_code")))
                .list();
        jdbc.sql("select code, name from collective order by code")
                .query((row, number) -> names.collective(row.getString("code"), row.getString("name")))
                .list();
        return names.build();
    }

    public List<Collective> collectives() {
        return ReadOnce.one("collectives", "all", this::readCollectives);
    }

    private List<Collective> readCollectives() {
        Map<String, List<Unit>> members = members();
        return jdbc.sql("select code, name, kind from collective order by code")
                .query((row, number) -> collectiveRow(row, members))
                .list();
    }

    public Optional<Collective> collective(String code) {
        return collectives().stream()
                .filter(collective -> collective.code().equals(code))
                .findFirst();
    }

    /**
     * Gives a group other members, if it still has those that the editor saw.
     *
     * @param seen codes of the members that the editor started from
     * @param members codes of the members from now on; may be none
     * @throws RuleViolation no such collective name, not one that is edited, an unknown unit, or changed meanwhile
     */
    @Transactional
    public void replaceMembers(String code, Set<String> seen, Set<String> members) {
        Kind kind = jdbc.sql("select kind from collective where code = ? for update")
                .param(code)
                .query(String.class)
                .optional()
                .map(Kind::ofCode)
                .orElseThrow(() -> RuleViolation.notFound("collective-not-found", "没有这个统称。"));
        if (kind != Kind.GROUP) {
            throw RuleViolation.of(null, "collective-fixed", "这个统称的成员单位不由计划办维护，不能修改。");
        }
        if (!memberCodes(code).equals(new TreeSet<>(seen))) {
            throw RuleViolation.conflict("collective-changed", "成员单位已被他人修改，请核对最新名单后重新保存。");
        }
        requireUnits(members);
        jdbc.sql("delete from collective_member where collective_code = ?")
                .param(code)
                .update();
        new TreeSet<>(members)
                .forEach(unit -> jdbc.sql("insert into collective_member (collective_code, unit_code) values (?, ?)")
                        .params(code, unit)
                        .update());
    }

    private void requireUnits(Collection<String> codes) {
        Set<String> known = new TreeSet<>(
                jdbc.sql("select code from unit").query(String.class).list());
        for (String code : codes) {
            if (!known.contains(code)) {
                throw RuleViolation.of("members", "unknown-unit", "没有代码为“" + code + "”的单位，请重新选择。");
            }
        }
    }

    private Set<String> memberCodes(String code) {
        return new TreeSet<>(jdbc.sql("select unit_code from collective_member where collective_code = ?")
                .param(code)
                .query(String.class)
                .list());
    }

    /** The members of all collective names, by its code, in the units' order. */
    private Map<String, List<Unit>> members() {
        record Member(String collective, Unit unit) {}
        return jdbc
                .sql(
                        """
                        select m.collective_code, u.code, u.name, u.kind, u.position
                        from unit u join collective_member m on m.unit_code = u.code order by u.position""")
                .query((row, number) -> new Member(row.getString("collective_code"), unitRow(row, number)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Member::collective, Collectors.mapping(Member::unit, Collectors.toList())));
    }

    private static Collective collectiveRow(ResultSet row, Map<String, List<Unit>> members) throws SQLException {
        String code = row.getString("code");
        return new Collective(
                code, row.getString("name"), Kind.ofCode(row.getString("kind")), members.getOrDefault(code, List.of()));
    }

    private static Unit unitRow(ResultSet row, int number) throws SQLException {
        return new Unit(row.getString("code"), row.getString("name"), row.getString("kind"), row.getInt("position"));
    }
}
