package io.waymark.carriers.thirtypost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.Mapping;
import io.waymark.carriers.MappingRow;
import io.waymark.carriers.Meaning;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Vectors;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThirtyPostStatusesTest {

    private static final Mapping MAPPING = Mapping.builtIn(ProviderId.THIRTYPOST);
    private static final JsonNode MAP = Vectors.statusMap("thirty_post");

    private static Stream<JsonNode> list(String name) {
        return StreamSupport.stream(MAP.path(name).spliterator(), false);
    }

    @Test
    void hasTheRulesOfTheStatusMapInTheirOrder() {
        List<List<String>> expected = list("keyword_rules_first_match_wins")
                .map(rule -> List.of(
                        rule.get(0).asText(), rule.get(1).asText(), rule.get(2).asText()))
                .toList();

        assertThat(expected).hasSize(15);
        assertThat(MAPPING.rows("text").stream()
                        .map(rule -> List.of(
                                rule.pattern(),
                                rule.subStatus().orElseThrow().status().name(),
                                rule.subStatus().orElseThrow().name())))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void takesOutTheAnnouncementsOfTheStatusMap() {
        assertThat(MAPPING.rows(MappingRow.STRIP).stream().map(MappingRow::pattern))
                .startsWith(list("strip_before_matching").map(JsonNode::asText).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "未妥投",
                "妥投失败",
                "拒绝签收",
                "客户拒绝签收包裹",
                "无法签收",
                "不予签收",
                "无人签收，再投",
                "签收失败",
                "签收前请验货",
                "收件人未能签收",
                "已投递到菜鸟驿站",
                "Your parcel will be delivered today",
                "The item could not be delivered",
                "Delivered to airline",
                "请您准备签收"
            })
    void takesNoTextForASignatureThatDeniesOne(String text) {
        assertThat(ThirtyPostStatuses.RELEASED.classOf(text)).isNotEqualTo("signed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"已签收", "收件人已签收", "已妥投", "快件已投递", "Delivered", "Delivered to the recipient"})
    void takesATextForASignatureThatSaysSo(String text) {
        assertThat(ThirtyPostStatuses.RELEASED.classOf(text)).isEqualTo("signed");
    }

    @ParameterizedTest
    @EnumSource(Section.class)
    void hasTheUsualMeaningOfEverySection(Section section) {
        Meaning meaning = ThirtyPostStatuses.RELEASED.of(section.field(), "");

        assertThat(MAP.path("section_default").size()).isEqualTo(Section.values().length);
        assertThat(meaning.subStatus().map(Enum::name))
                .contains(MAP.path("section_default")
                        .path(section.field())
                        .path("sub")
                        .asText());
        assertThat(meaning.known()).isTrue();
        assertThat(meaning.rule()).isEqualTo("thirtypost:" + section.field());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            正在派件，请您准备签收                       | out-for-delivery
            快件已到达，请准备签收                       | ''
            您的快件即将签收                           | ''
            Not yet delivered, held at depot        | ''
            to be delivered tomorrow                | ''
            DELIVERED to front desk                 | signed
            Out For Delivery                        | out-for-delivery
            undelivered                             | ''
            驿站代收                                  | station
            已由菜鸟驿站代签收                          | station
            快件已存放至丰巢快递柜，请凭取件码取件             | station
            已从自提点取出,已签收                        | signed
            包裹到达自提点，请凭取件码领取                   | pickup
            已妥投                                   | signed
            退回件已由发件人签收                         | return-signed
            收件人拒收，退回中                          | returning
            收件人拒签                                | refused
            海关查验                                  | customs-exception
            清关完成                                  | customs-cleared
            正在清关                                  | customs
            联系不上收件人                             | unreachable
            外包装破损                                | damaged
            疑难件                                   | exception
            订单已创建                                | ordered
            已揽收                                   | picked-up
            航班已起飞                                | ''
            """)
    void readsWhatATextSays(String text, String textClass) {
        assertThat(ThirtyPostStatuses.RELEASED.classOf(text)).isEqualTo(textClass);
    }

    @Test
    void looksForWordsAtTheBeginningOnly() {
        assertThat(ThirtyPostStatuses.RELEASED.classOf("在".repeat(490) + "已签收")).isEqualTo("signed");
        assertThat(ThirtyPostStatuses.RELEASED.classOf("在".repeat(1_000_000) + "已签收"))
                .isEmpty();
    }

    @Test
    void namesTheRuleAndNeverEndsAReturnByAText() {
        assertThat(MAPPING.rows("text")).allSatisfy(rule -> {
            Meaning meaning = ThirtyPostStatuses.RELEASED.of("base", rule.code());
            assertThat(meaning.rule()).isEqualTo("thirtypost:" + rule.code());
            assertThat(meaning.subStatus()).isEqualTo(rule.subStatus());
            assertThat(meaning.withdrawsReturn()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({"base, teleported", "moon, ''", "'', ''"})
    void leavesAClassThatIsInNoTableWithoutMeaning(String section, String textClass) {
        Meaning meaning = ThirtyPostStatuses.RELEASED.of(section, textClass);

        assertThat(meaning.subStatus()).isEmpty();
        assertThat(meaning.known()).isFalse();
    }
}
