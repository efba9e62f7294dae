package org.greenplan.mail;

import java.util.Locale;

/** How far a mail has come. */
enum MailState {
    WAITING("等待发送", ""),
    SENDING("正在发送", ""),
    SENT("已发送", "good"),
    FAILED("发送失败", "bad"),
    /** Handed over, and no answer was heard or noted: nobody knows, and it is not sent twice by itself. */
    UNCONFIRMED("未确认", "warn"),
    /** No server is set up. */
    KEPT("仅留存", ""),
    MERGED("已并入后一封", ""),
    OUTDATED("已无须发送", ""),
    UNADDRESSED("没有可用的邮箱", "bad");

    private final String label;
    private final String tone;

    MailState(String label, String tone) {
        this.label = label;
        this.tone = tone;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MailState ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** What users read. */
    public String label() {
        return label;
    }

    /** Class of its tag on pages: good, warn, bad or none. */
    public String tone() {
        return tone;
    }

    /** Whether sending it again makes sense: not what is under way, nor what a newer mail says. */
    public boolean mayBeSentAgain() {
        return switch (this) {
            case SENT, FAILED, UNCONFIRMED, KEPT, UNADDRESSED -> true;
            case WAITING, SENDING, MERGED, OUTDATED -> false;
        };
    }
}
