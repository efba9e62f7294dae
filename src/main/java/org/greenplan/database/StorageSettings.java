package org.greenplan.database;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much room files may take.
 *
 * @param reserve what stays free on each disk, so that what people type is kept to the end; files are refused below it
 * @param filesPerReport how many files stand with one report, one item of a submission, one stamped sheet
 * @param perUnit what the files of one unit may take together in one plan year, struck ones included
 */
@Validated
@ConfigurationProperties("greenplan.storage")
public record StorageSettings(
        @DefaultValue("512MB") DataSize reserve,
        @DefaultValue("30")
                @Min(value = 1, message = "每份报告的文件数应在 1 至 50 之间")
                @Max(value = 50, message = "每份报告的文件数应在 1 至 50 之间")
                int filesPerReport,
        @DefaultValue("2GB") DataSize perUnit) {

    public StorageSettings {
        if (reserve.isNegative() || perUnit.toBytes() < 1) {
            throw new IllegalArgumentException(
                    "greenplan.storage.reserve and per-unit: expected sizes such as 512MB, found %s and %s"
                            .formatted(reserve, perUnit));
        }
    }
}
