package org.greenplan.directory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Fills the empty tables of units and names from the files of a plan's year. */
@Component
public class DirectorySeed {

    private final JdbcClient jdbc;

    public DirectorySeed(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Loads units, aliases, collective names and their members; does nothing where units are already known.
     *
     * @param year whose folder under {@code seeds/} is read
     * @return whether anything was loaded
     */
    @Transactional
    public boolean seed(int year) {
        if (jdbc.sql("select count(*) from unit").query(Integer.class).single() > 0) {
            return false;
        }
        String folder = "seeds/" + year + "/";
        for (SeedTable.Row unit : SeedTable.rows(folder + "units.csv")) {
            jdbc.sql("insert into unit (code, name, kind, position) values (?, ?, ?, ?)")
                    .params(unit.get("code"), unit.get("name"), unit.get("kind"), Integer.valueOf(unit.get("position")))
                    .update();
        }
        for (SeedTable.Row alias : SeedTable.rows(folder + "aliases.csv")) {
            jdbc.sql("insert into unit_alias (alias, unit_code) values (?, ?)")
                    .params(alias.get("alias"), alias.get("code"))
                    .update();
        }
        for (SeedTable.Row collective : SeedTable.rows(folder + "collectives.csv")) {
            jdbc.sql("insert into collective (code, name, kind) values (?, ?, ?)")
                    .params(collective.get("code"), collective.get("name"), collective.get("kind"))
                    .update();
        }
        for (SeedTable.Row member : SeedTable.rows(folder + "collective-members.csv")) {
            jdbc.sql("insert into collective_member (collective_code, unit_code) values (?, ?)")
                    .params(member.get("collective"), member.get("unit"))
                    .update();
        }
        return true;
    }
}
