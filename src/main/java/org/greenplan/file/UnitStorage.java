package org.greenplan.file;

import org.greenplan.database.StorageSettings;
import org.greenplan.task.RuleViolation;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the files of each unit take in each plan year: evidence, scans, files of submissions. Struck ones count, since
 * they stay. The count moves by a conditional update in the transaction that keeps the file, so that of two uploads at
 * once only one takes the last room.
 */
@Component
class UnitStorage {

    private final JdbcClient jdbc;
    private final StorageSettings settings;

    UnitStorage(JdbcClient jdbc, StorageSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /**
     * Says early, before anything is read, what {@link #take} would say. Not within a transaction.
     *
     * @param size in bytes, 0 or negative when it is not known
     * @throws RuleViolation when the unit has no room for it
     */
    void requireRoom(String unit, int year, long size) {
        try {
            jdbc.sql(
                            """
                            insert into storage_use (unit_code, plan_year, bytes)
                            select code, cast(? as integer), 0 from unit where code = ?
                            and not exists (select 1 from storage_use where unit_code = ? and plan_year = ?)""")
                    .params(year, unit, unit, year)
                    .update();
        } catch (DuplicateKeyException thereByNow) {
            // all that was wanted
        }
        long used = used(unit, year);
        if (used + Math.max(size, 1) > settings.perUnit().toBytes()) {
            throw full(year, used, size);
        }
    }

    /**
     * Counts a file; the last that is done in the transaction that keeps it, since others of the unit wait from then on.
     *
     * @throws RuleViolation when the unit has no room for it, or not any more
     */
    void take(String unit, int year, long size) {
        int taken = jdbc.sql(
                        """
                        update storage_use set bytes = bytes + ?
                        where unit_code = ? and plan_year = ? and bytes + ? <= ?""")
                .params(size, unit, year, size, settings.perUnit().toBytes())
                .update();
        if (taken == 0) {
            throw full(year, used(unit, year), size);
        }
    }

    /** @throws RuleViolation when so many stand there already that one more is too many */
    void requireFew(long standing, String where) {
        if (standing >= settings.filesPerReport()) {
            throw RuleViolation.conflict(
                    "too-many-files",
                    "%s已有%d个文件，最多%d个。请先移除不需要的，或把几个文件合成一个（如打包成zip）再上传。"
                            .formatted(where, standing, settings.filesPerReport()));
        }
    }

    private long used(String unit, int year) {
        return jdbc.sql("select bytes from storage_use where unit_code = ? and plan_year = ?")
                .params(unit, year)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private RuleViolation full(int year, long used, long size) {
        return RuleViolation.conflict(
                "unit-storage-full",
                "本单位%d年度的文件已占用%s（含移除、划除的），上限%s，%s。请压缩后再上传（照片、视频可以降低清晰度）；还不够的，请系统管理员调高上限。"
                        .formatted(
                                year,
                                KeptFile.sizeText(used),
                                KeptFile.sizeText(settings.perUnit().toBytes()),
                                size > 0 ? "放不下这个文件（" + KeptFile.sizeText(size) + "）" : "已经没有空间"));
    }
}
