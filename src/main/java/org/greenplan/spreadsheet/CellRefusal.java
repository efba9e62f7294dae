package org.greenplan.spreadsheet;

/** What every import says of a cell whose content it does not take. */
public final class CellRefusal {

    private CellRefusal() {}

    /** @param cells as Excel names them, e.g. B7; several with 、 between them */
    public static String formula(String cells) {
        return cells + " 是公式，请改成数值后再导入。";
    }

    /** @param error e.g. #N/A */
    public static String error(String cell, String error) {
        return "%s 显示错误值%s，请改成实际内容后再导入。".formatted(cell, error);
    }
}
