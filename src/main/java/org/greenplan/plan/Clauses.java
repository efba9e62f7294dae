package org.greenplan.plan;

import java.util.ArrayList;
import java.util.List;

/** Cuts Chinese text into sentences and their clauses; commas inside brackets do not cut. */
final class Clauses {

    private static final String SENTENCE_ENDS = "。；！？;\n";
    private static final String CLAUSE_ENDS = "，,：:";

    private Clauses() {}

    /** Sentences, each as its clauses, without the marks that end them. */
    static List<List<String>> sentences(String text) {
        List<List<String>> sentences = new ArrayList<>();
        List<String> clauses = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            depth = c == '\n' ? 0 : depth + depthChange(c);
            boolean sentenceEnd = depth <= 0 && SENTENCE_ENDS.indexOf(c) >= 0;
            if (sentenceEnd || depth <= 0 && CLAUSE_ENDS.indexOf(c) >= 0) {
                String clause = text.substring(start, i).strip();
                if (!clause.isEmpty()) {
                    clauses.add(clause);
                }
                start = i + 1;
            }
            if (sentenceEnd && !clauses.isEmpty()) {
                sentences.add(List.copyOf(clauses));
                clauses.clear();
            }
        }
        return sentences;
    }

    /** The clause that holds the character at an index. */
    static String around(String text, int index) {
        int start = index;
        while (start > 0 && !ends(text.charAt(start - 1))) {
            start--;
        }
        int end = index;
        while (end < text.length() && !ends(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end).strip();
    }

    private static boolean ends(char c) {
        return SENTENCE_ENDS.indexOf(c) >= 0 || CLAUSE_ENDS.indexOf(c) >= 0;
    }

    private static int depthChange(char c) {
        return switch (c) {
            case '（', '(', '《', '〈' -> 1;
            case '）', ')', '》', '〉' -> -1;
            default -> 0;
        };
    }
}
