package org.greenplan.web;

/**
 * What is said about a request that failed with a status and nothing else.
 *
 * @param code for programs
 * @param title of the page
 */
record ErrorSentence(String code, String title, String message) {

    private static final String REFUSED = "请求未能完成";

    static ErrorSentence of(int status) {
        return switch (status) {
            case 401 -> new ErrorSentence("not-logged-in", "请先登录", "请先登录。");
            case 403 -> new ErrorSentence("forbidden", "没有权限", "您没有查看或办理这一内容的权限。如需办理，请联系计划办。");
            case 404, 410 -> new ErrorSentence("not-found", "没有找到", "没有这个页面，或这项内容已不存在。请检查网址，或从工作措施列表进入。");
            case 405 -> new ErrorSentence("wrong-method", REFUSED, "不能这样打开这个网址。请从页面上的按钮或链接进入。");
            case 406 -> new ErrorSentence("not-acceptable", REFUSED, "不能按所要求的格式答复，请检查请求头中的Accept。");
            case 408 -> new ErrorSentence("too-slow", REFUSED, "请求没有在规定时间内收全，请检查网络后重试。");
            case 413 -> new ErrorSentence("too-large", REFUSED, "发送的内容过大，没有接收。");
            case 414, 431 -> new ErrorSentence("head-too-large", REFUSED, "网址或请求头过长，没有接收。请清除浏览器中本系统的Cookie后重试。");
            case 415 -> new ErrorSentence("unknown-form", REFUSED, "不接收这种格式的内容，请检查请求头中的Content-Type。");
            case 416 -> new ErrorSentence("wrong-range", REFUSED, "所要求的范围不在文件之内，请重新下载。");
            case 503 -> new ErrorSentence("unavailable", "系统暂时不能办理", "系统暂时不能办理，请稍候再试。");
            default ->
                status >= 500
                        ? new ErrorSentence("failed", "系统出错", "系统没能完成这次请求，已保存的内容不受影响。请稍后重试；如反复出现，请把时间和操作告诉系统管理员。")
                        : new ErrorSentence("unreadable-request", REFUSED, "这次请求无法识别，没有办理，已保存的内容不受影响。请返回上一页检查后重试。");
        };
    }
}
