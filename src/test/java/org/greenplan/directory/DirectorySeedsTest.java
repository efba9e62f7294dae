package org.greenplan.directory;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("单位与人员的初始数据")
class DirectorySeedsTest {

    private final List<List<String>> units = rows("units.csv");
    private final List<List<String>> people = rows("demo-people.csv");

    private static List<List<String>> rows(String file) {
        try {
            List<String> lines = Files.readAllLines(Path.of("seeds", "2026", file));
            int columns = lines.get(0).split(",", -1).length;
            List<List<String>> rows = lines.stream()
                    .skip(1)
                    .map(line -> List.of(line.split(",", -1)))
                    .toList();
            assertThat(rows).as(file).allMatch(row -> row.size() == columns);
            return rows;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("25个部门、16个镇乡街道、计划办和区政府")
    void units() {
        assertThat(units.stream().collect(groupingBy(row -> row.get(2), counting())))
                .isEqualTo(Map.of("department", 25L, "town", 12L, "township", 2L, "subdistrict", 2L, "office", 2L));
        assertThat(units)
                .extracting(row -> row.get(0))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z0-9]+"));
        assertThat(units).extracting(row -> row.get(1)).doesNotHaveDuplicates();
        assertThat(units.stream()
                        .filter(row -> row.get(2).matches("town|township|subdistrict"))
                        .map(row -> row.get(1)))
                .containsExactlyElementsOf(
                        rows("townships.csv").stream().map(row -> row.get(1)).toList());
    }

    @Test
    @DisplayName("人员与用户组的标识互不相同")
    void idsDoNotCollide() {
        List<String> ids = new ArrayList<>(List.of("everyone", "admin", "districtLeaders", "auditors"));
        people.forEach(row -> ids.add(row.get(0)));
        units.forEach(row -> {
            ids.add(row.get(0) + "Staff");
            ids.add(row.get(0) + "Supervisor");
        });
        assertThat(ids.stream().map(id -> id.toLowerCase(Locale.ROOT))).doesNotHaveDuplicates();
        Set<String> codes = new HashSet<>(units.stream().map(row -> row.get(0)).toList());
        assertThat(rows("collectives.csv")).noneMatch(row -> codes.contains(row.get(0)));
    }

    @Test
    @DisplayName("每个单位两名经办人、一名分管领导，计划办各一名，另有区领导和安全审计员")
    void people() {
        assertThat(people).hasSize(41 * 3 + 4);
        assertThat(people)
                .extracting(row -> row.get(1))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("\\p{IsHan}{2,4}"));
        assertThat(people).allMatch(row -> row.get(2).equals(row.get(0) + "@huairou.example"));
        Map<String, Set<String>> idsByUnitAndRole = people.stream()
                .collect(groupingBy(
                        row -> row.get(3) + " " + row.get(4),
                        Collectors.mapping(row -> row.get(0), Collectors.toSet())));
        for (List<String> unit : units) {
            String code = unit.get(0);
            if (code.equals("district")) {
                continue;
            }
            assertThat(idsByUnitAndRole.get(code + " clerk"))
                    .isEqualTo(code.equals("planoffice") ? Set.of(code) : Set.of(code + "1", code + "2"));
            assertThat(idsByUnitAndRole.get(code + " supervisor")).isEqualTo(Set.of(code + "leader"));
        }
        assertThat(idsByUnitAndRole.get("district leader")).isEqualTo(Set.of("districtleader"));
        assertThat(idsByUnitAndRole.get(" auditor")).isEqualTo(Set.of("auditor"));
    }

    @Test
    @DisplayName("集合名称：16个、14个，成员单位名单留空")
    void collectives() {
        assertThat(rows("collectives.csv"))
                .containsExactly(
                        List.of("alltownsandsubdistricts", "各镇乡街道", "fixed"),
                        List.of("alltowns", "各镇乡", "fixed"),
                        List.of("sometownsandsubdistricts", "相关镇乡街道", "chosen"),
                        List.of("sometowns", "相关镇乡", "chosen"),
                        List.of("ecocommittee", "区委生态文明委成员单位", "group"));
        assertThat(rows("collective-members.csv").stream().collect(groupingBy(row -> row.get(0), counting())))
                .isEqualTo(Map.of(
                        "alltownsandsubdistricts", 16L,
                        "alltowns", 14L,
                        "sometownsandsubdistricts", 16L,
                        "sometowns", 14L));
        Set<String> codes = units.stream().map(row -> row.get(0)).collect(Collectors.toSet());
        assertThat(rows("collective-members.csv")).allMatch(row -> codes.contains(row.get(1)));
        assertThat(rows("aliases.csv")).allMatch(row -> codes.contains(row.get(1)));
    }
}
