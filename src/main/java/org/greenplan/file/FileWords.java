package org.greenplan.file;

/**
 * What the files of a kind are called in refusals.
 *
 * @param code begins the refusals' codes, e.g. evidence
 * @param name e.g. 佐证材料
 * @param unit the unit whose clerks may strike, e.g. 上传单位
 */
public record FileWords(String code, String name, String unit) {}
