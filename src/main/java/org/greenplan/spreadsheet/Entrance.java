package org.greenplan.spreadsheet;

import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * One place where spreadsheets come in: how much it takes, and what it advises. The bounds that hold everywhere (length
 * of a cell, text of a file, what it unfolds to) come on top.
 *
 * @param field the form's field at which refusals are shown, {@code null}: at the whole
 * @param megabytes greatest size of the file
 * @param rows greatest number of a row that holds something, from 1
 * @param columns greatest number of a column that holds something, from 1
 * @param advice what to do about a file that is too much of anything; a Chinese clause that ends the sentence
 */
public record Entrance(@Nullable String field, int megabytes, int rows, int columns, String advice) {

    /** Greatest size of the file, in bytes. */
    public int bytes() {
        return megabytes * 1024 * 1024;
    }

    RuleViolation tooManyBytes() {
        return tooLarge("文件超过%dMB".formatted(megabytes));
    }

    /** @param fact a Chinese clause */
    RuleViolation tooLarge(String fact) {
        return refused("workbook-too-large", fact + "；" + advice);
    }

    RuleViolation refused(String code, String sentence) {
        return RuleViolation.of(field, code, sentence);
    }
}
