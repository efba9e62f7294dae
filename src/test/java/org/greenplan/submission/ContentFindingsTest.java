package org.greenplan.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.util.List;
import org.greenplan.directory.Directory;
import org.greenplan.submission.ContentFindings.Finding;
import org.greenplan.submission.SubmissionContent.Item;
import org.greenplan.submission.SubmissionContent.Part;
import org.greenplan.submission.SubmissionContent.Source;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("汇总核验时先看的")
class ContentFindingsTest {

    private static final Source WATER = new Source("water", "区水务局", "年鉴", null, "", List.of());

    private static Item item(String number, List<String> silent, Part... parts) {
        return new Item(number, "", "", "指标" + number, "", true, List.of(parts), List.of(WATER), silent);
    }

    private static SubmissionContent content(Item... items) {
        return new SubmissionContent("demonstration-zone", 2027, "目录", false, null, List.of(items), List.of());
    }

    @Test
    @DisplayName("目标含数字但按文字判断的，指出来；数值目标、带PM2.5的文字目标不指")
    void digitsInWords_judgedAsMet_areNamed() {
        SubmissionContent content = content(
                item("1", List.of(), part("山区≥60；丘陵≥40", "61")),
                item("2", List.of(), part("≥８０", "81")),
                item("3", List.of(), part("PM2.5浓度持续改善", "25")));

        List<Finding> findings = new ContentFindings(
                        mock(AskStore.class), mock(IndicatorReportStore.class), mock(Directory.class))
                .of(mock(Submission.class), content);

        assertThat(findings).containsExactly(new Finding("1", "目标含数字但按文字判断（山区≥60；丘陵≥40），填报单位判断为达标，请核对。"));
    }

    private static Part part(String target, String value) {
        return ContentExamples.part("", "%", target, "", value, DataState.FINAL, Attained.YES);
    }

    @Test
    @DisplayName("几个单位共同提供、有一个没报的，算未报")
    void silentSupplier_leavesItsItemMissing() {
        Completeness count = Completeness.of(
                content(item("1", List.of(), part("≥80", "81")), item("2", List.of("区统计局"), part("≥80", "81"))));

        assertThat(count.answered()).isEqualTo(1);
        assertThat(count.missing()).isEqualTo(1);
        assertThat(count.whole()).isFalse();
    }

    @Test
    @DisplayName("以前冻结的内容照样读得出，写出来一字不差")
    void contentOfBefore_isReadAndWrittenAsItWas() {
        String before = ("{'track':'demonstration-zone','submissionYear':2026,'catalogueSource':'目录','sample':false,"
                        + "'incompleteReason':null,'items':[{'number':'1','domain':'','task':'','name':'甲','attribute':'',"
                        + "'applies':true,'parts':[{'name':'','unit':'%','target':'≥80','lastYear':'','thisYear':'81',"
                        + "'state':'FINAL','attained':'YES'}],'sources':[]}],'chapters':[]}")
                .replace('\'', '"');
        SubmissionContent content = SubmissionContent.fromJson(before);
        assertThat(content.items().get(0).silent()).isEmpty();
        assertThat(content.items().get(0).parts().get(0).inapplicable()).isFalse();
        assertThat(content.toJson()).isEqualTo(before.replaceFirst("\\{", "{\"format\":1,"));
    }
}
