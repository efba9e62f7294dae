package org.greenplan.cycle;

/** What the decisions on a round are called, wherever they are shown: each step has words of its own for what it may decide. */
public final class ReviewWords {

    private ReviewWords() {}

    /** The step, by the review's kind. */
    public static String kind(String kind) {
        return switch (kind) {
            case "coordinate" -> "牵头协调";
            case "review" -> "牵头审核";
            case "closing" -> "办结审签";
            case "acceptance" -> "办结核验";
            default -> kind;
        };
    }

    /** What was decided in that step, as its form offers it. */
    public static String decision(String kind, String decision) {
        return switch (kind + " " + decision) {
            case "coordinate return" -> "退回修改";
            case "coordinate continue" -> "维持报告";
            case "review return", "closing return", "acceptance return" -> "退回";
            case "review continue" -> "继续推进";
            case "review close" -> "办结";
            case "closing approve", "acceptance approve" -> "同意";
            default -> decision;
        };
    }
}
