package org.greenplan.web;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How much a request may carry, by the path alone: known before its body is read and before anybody is asked who they
 * are.
 */
final class BodyBounds {

    private static final int KB = 1024;
    private static final int MB = 1024 * KB;

    /**
     * @param bytes at most
     * @param inMemory whether the body is held in memory while it is worked on; else it goes to the disk as it comes
     * @param sentence said to whoever sends more
     */
    record Bound(long bytes, boolean inMemory, String sentence) {}

    private static final Bound LOGIN = new Bound(64 * KB, true, "发送的内容过大，没有接收。请回到页面重新填写。");
    private static final Bound ORDINARY = new Bound(MB, true, "发送的内容超过1MB，没有接收。请减少内容，或分几次提交。");

    /** The pages that take a table refuse sooner, each with its own sentence. */
    private static final Bound TABLE = new Bound(5L * MB, true, "文件太大，没有接收。请检查是否选错了文件。");

    private static final Bound WORKBOOK = new Bound(50L * MB, true, "文件太大，没有接收；请重新导出表格，只填写文字和数字后上传。");
    private static final Bound FILE = new Bound(50L * MB, false, "文件超过50MB，请压缩或拆分后再上传。");

    private record Place(Pattern path, Bound bound) {

        static Place of(String path, Bound bound) {
            return new Place(Pattern.compile(path.replace("*", "[^/]+")), bound);
        }
    }

    private static final List<Place> PLACES = List.of(
            Place.of("/login", LOGIN),
            Place.of("/password", LOGIN),
            Place.of("/camunda/api/admin/auth/user/*/login/*", LOGIN),
            Place.of("/api/files", FILE),
            Place.of("/api/tables/report/workbook", WORKBOOK),
            Place.of("/reminders/policy/file", TABLE),
            Place.of("/reminders/workdays/preview", TABLE),
            Place.of("/platform/catalogue/*/preview", TABLE));

    private BodyBounds() {}

    /** @param path decoded and without parameters, as it is matched to what answers it */
    static Bound of(String path) {
        return PLACES.stream()
                .filter(place -> place.path().matcher(path).matches())
                .map(Place::bound)
                .findFirst()
                .orElse(ORDINARY);
    }
}
