package org.greenplan.directory;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves the names that a plan prints, such as 区水务局, 公安分局 or 各镇乡街道, to the code of a unit or of a collective
 * name. Immutable and without a database: whoever has the units builds one. Spaces inside a name and the width of its
 * brackets do not matter; everything else does.
 */
public final class UnitNames {

    private final Map<String, Match> matches;

    private UnitNames(Map<String, Match> matches) {
        this.matches = Map.copyOf(matches);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** What stands behind a printed name; empty when nobody knows it. */
    public Optional<Match> resolve(String printedName) {
        return Optional.ofNullable(matches.get(normalised(printedName)));
    }

    /**
     * The canonical name of the one unit that an unknown name may be short or long for: 区发改委 is 区发展改革委 with
     * characters left out. Empty where none is, or several are.
     */
    public Optional<String> similar(String unknownName) {
        String asked = normalised(unknownName);
        List<String> found = matches.entrySet().stream()
                .filter(known -> known.getValue().kind() == Kind.UNIT && asked.length() > 2)
                .filter(known -> leavesOut(known.getKey(), asked) || leavesOut(asked, known.getKey()))
                .map(known -> known.getValue().canonicalName())
                .distinct()
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Whether the shorter one is the whole one with characters left out. */
    private static boolean leavesOut(String whole, String shorter) {
        int at = 0;
        for (int i = 0; i < whole.length() && at < shorter.length(); i++) {
            if (whole.charAt(i) == shorter.charAt(at)) {
                at++;
            }
        }
        return at == shorter.length() && whole.length() <= 3 * shorter.length();
    }

    private static String normalised(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}]+", "");
    }

    /** Whether a name stands for one unit or for several. */
    public enum Kind {
        UNIT,
        COLLECTIVE
    }

    /**
     * The owner of a name.
     *
     * @param code code of the unit or of the collective name
     * @param canonicalName the full name as the units' table has it
     * @param alias whether the printed name is another one than the canonical name
     */
    public record Match(Kind kind, String code, String canonicalName, boolean alias) {}

    /** Collects names; each name belongs to one owner only. */
    public static final class Builder {

        private final Map<String, Match> byName = new LinkedHashMap<>();
        private final Map<String, String> unitNameByCode = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a unit under its canonical name. */
        public Builder unit(String code, String name) {
            unitNameByCode.put(code, name);
            return add(name, new Match(Kind.UNIT, code, name, false));
        }

        /**
         * Adds another name of a unit that was added before.
         *
         * @throws IllegalArgumentException when no unit has this code
         */
        public Builder alias(String alias, String code) {
            String name = unitNameByCode.get(code);
            if (name == null) {
                throw new IllegalArgumentException("别名“" + alias + "”指向不存在的单位代码“" + code + "”。");
            }
            return add(alias, new Match(Kind.UNIT, code, name, true));
        }

        /** Adds a collective name, such as 各镇乡街道. */
        public Builder collective(String code, String name) {
            return add(name, new Match(Kind.COLLECTIVE, code, name, false));
        }

        public UnitNames build() {
            return new UnitNames(byName);
        }

        private Builder add(String name, Match match) {
            Match before = byName.putIfAbsent(normalised(name), match);
            if (before != null && !before.code().equals(match.code())) {
                throw new IllegalArgumentException(
                        "名称“" + name + "”同时属于“" + before.code() + "”和“" + match.code() + "”，请先改正单位表。");
            }
            return this;
        }
    }
}
