package io.waymark.carriers.sto.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.Meaning;
import io.waymark.carriers.Vectors;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArticleStatusesTest {

    static Stream<Map.Entry<String, JsonNode>> codes() {
        return Vectors.statusMap("sto_article").path("codes").properties().stream();
    }

    static Stream<JsonNode> texts() {
        return StreamSupport.stream(
                Vectors.statusMap("sto_article").path("texts").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void agreesWithTheStatusMapOnCodes(Map.Entry<String, JsonNode> row) {
        Meaning meaning = ArticleStatuses.RELEASED.of(row.getKey(), "");

        assertThat(meaning.known()).isTrue();
        assertThat(meaning.subStatus().map(Enum::name))
                .contains(row.getValue().get(1).asText());
        assertThat(meaning.subStatus().map(status -> status.status().name()))
                .contains(row.getValue().get(0).asText());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void agreesWithTheStatusMapOnWords(JsonNode row) {
        for (String alternative : row.get(0).asText().split("\\|")) {
            Meaning meaning =
                    ArticleStatuses.RELEASED.of("", ArticleStatuses.RELEASED.textClass("快件" + alternative + "，请留意"));

            assertThat(meaning.known()).isTrue();
            assertThat(meaning.subStatus().map(Enum::name)).contains(row.get(2).asText());
        }
    }

    @Test
    void theFirstRuleThatMatchesDecides() {
        assertThat(ArticleStatuses.RELEASED.textClass("退回件已签收")).isEqualTo("退回|退件");
    }

    @Test
    void aCodeInNoRowIsUnknownEvenWhereTheWordsPlaceIt() {
        assertThat(ArticleStatuses.RELEASED
                        .of("SCAN_9", ArticleStatuses.RELEASED.textClass("已到达"))
                        .known())
                .isFalse();
        assertThat(ArticleStatuses.RELEASED.of("", "").subStatus()).isEmpty();
        assertThat(ArticleStatuses.RELEASED.of("", "").known()).isFalse();
    }
}
