package org.greenplan.board;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.greenplan.calendar.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * 已办: what one person has done, from the timeline of the measures, which names everybody who acted; and what belongs to no
 * measure and so stands in no timeline: the launch of a plan, a submission that no measure asks for.
 */
@Repository
class DoneList {

    static final int ROWS = 50;

    /** Of a report the period is the one that the sentence names, even where it came late; of all else the one then open. */
    private static final String DONE =
            """
            select t.measure_key, i.title, m.text, t.happened_at,
                   case t.event when 'dissented' then '签发会签意见：' || substring(t.sentence, char_length('会签有意见：') + 1)
                        else t.sentence end as sentence, t.id,
                   t.event like 'platform-%' or t.event like 'indicators-%' as of_platform,
                   coalesce(
                       (select p.name from round r join period p on p.id = r.period_id
                        where t.event like 'report-%' and r.measure_key = t.measure_key
                              and position(p.name in t.sentence) > 0
                        order by position(p.name in t.sentence), char_length(p.name) desc limit 1),
                       (select p.name from round r join period p on p.id = r.period_id
                        where r.measure_key = t.measure_key and r.opened_at <= t.happened_at
                              and r.state in ('open', 'collected', 'over')
                        order by r.id desc limit 1), '') as period
            from timeline t
            left join measure m on m.measure_key = t.measure_key
            left join task_item i on i.plan_year = m.plan_year and i.task_no = m.task_no
            where t.actor = :person
            union all
            select null, '', '', s.signed_at,
                   case s.subject when 'launch' then '计划下达审签' when 'indicators' then '指标审签'
                        when 'submission' then '局领导审签' when 'endorsement' then '区政府审签' else '审签' end
                   || case s.decision when 'approve' then '：同意。' else '：退回。' end || coalesce(s.opinion, ''),
                   s.id, s.subject <> 'launch', ''
            from signature s where s.signer = :person and s.measure_key is null
            union all
            select null, '', '', v.written_at, '填报指标（第' || v.number || '稿），提交本单位分管领导审签。', v.id, true, ''
            from indicator_report v join submission b on b.id = v.submission_id
            where v.written_by = :person and b.measure_key is null
            """;

    private final JdbcClient jdbc;

    DoneList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param key the measure's; null where it belongs to none
     * @param platform whether it belongs to the submission to the platform
     * @param period name of the period; empty outside any
     */
    record Row(@Nullable String key, String title, String at, String what, boolean platform, String period) {}

    /** @param total on all pages */
    record Found(List<Row> rows, long total, int page) {

        public boolean more() {
            return (page + 1L) * ROWS < total;
        }
    }

    /**
     * One page, the newest first; read in one statement.
     *
     * @param words searched in the measure's key, title and text and in what was done, all of them; empty for none
     * @param period its name; empty for all
     * @param page from 0
     */
    Found of(String person, String words, String period, int page) {
        List<String> searched = Arrays.stream(words.toLowerCase(Locale.ROOT).split("[\\s\\u3000]+"))
                .filter(word -> !word.isEmpty())
                .limit(10)
                .toList();
        StringBuilder conditions = new StringBuilder(period.isEmpty() ? "" : " and period = :period");
        for (int i = 0; i < searched.size(); i++) {
            conditions
                    .append(" and position(:word")
                    .append(i)
                    .append(" in lower(coalesce(measure_key, '') || ' ' || coalesce(title, '') || ' ' ||")
                    .append(" coalesce(text, '') || ' ' || sentence)) > 0");
        }
        StatementSpec query = jdbc.sql("select d.*, count(*) over () as total from (" + DONE + ") d where 1 = 1"
                        + conditions + " order by happened_at desc, id desc limit :rows offset :first")
                .param("person", person)
                .param("rows", ROWS)
                .param("first", (long) page * ROWS);
        if (!period.isEmpty()) {
            query = query.param("period", period);
        }
        for (int i = 0; i < searched.size(); i++) {
            query = query.param("word" + i, searched.get(i));
        }
        long[] total = {0};
        List<Row> rows = query.query((row, number) -> {
                    total[0] = row.getLong("total");
                    return new Row(
                            row.getString("measure_key"),
                            row.getString("title") == null ? "" : row.getString("title"),
                            Times.minute(row, "happened_at"),
                            row.getString("sentence"),
                            row.getBoolean("of_platform"),
                            row.getString("period"));
                })
                .list();
        return new Found(rows, total[0], page);
    }

    /** Names of the periods that have been opened, the newest first. */
    List<String> periods() {
        return jdbc
                .sql(
                        """
                        select p.name from period p where exists (
                            select 1 from round r where r.period_id = p.id and r.state in ('open', 'collected', 'over'))
                        order by p.due desc, p.opens desc""")
                .query(String.class)
                .list()
                .stream()
                .distinct()
                .toList();
    }
}
