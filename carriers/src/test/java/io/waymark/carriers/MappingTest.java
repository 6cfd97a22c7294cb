package io.waymark.carriers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.contract.SubStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The mappings of this release, and what is refused of any other. */
class MappingTest {

    private static final String HEAD = "# version: 7\n" + MappingText.HEADER + "\n";
    private static final String ROW = "code,3,签收,,DELIVERED,SIGNED,documented,,a page,2026-11-20\n";

    private static Mapping of(String text) {
        return Mapping.of(ProviderId.KUAIDI100, text);
    }

    private static Mapping builtIn(ProviderId provider) {
        return Mapping.builtIn(provider);
    }

    /** Code and meaning of every row of the status map, with the table it belongs to. */
    private record Listed(ProviderId provider, String table, String code, String pattern, String meaning) {}

    static Stream<Listed> statusMap() {
        List<Listed> all = new ArrayList<>();
        named(all, ProviderId.KUAIDI100, "code", Vectors.statusMap("kuaidi100"));
        named(all, ProviderId.STO, "code", Vectors.statusMap("sto_scan_type"));
        named(
                all,
                ProviderId.THIRTYPOST,
                "section",
                Vectors.statusMap("thirty_post").path("section_default"));
        Vectors.statusMap("sto_article")
                .path("codes")
                .properties()
                .forEach(row -> all.add(new Listed(
                        ProviderId.STO,
                        "article-code",
                        row.getKey(),
                        "",
                        row.getValue().get(0).asText() + "/"
                                + row.getValue().get(1).asText())));
        rules(all, ProviderId.STO, "issue", Vectors.statusMap("sto_issue_name_rules_first_match"));
        rules(
                all,
                ProviderId.STO,
                "article-text",
                Vectors.statusMap("sto_article").path("texts"));
        rules(
                all,
                ProviderId.THIRTYPOST,
                "text",
                Vectors.statusMap("thirty_post").path("keyword_rules_first_match_wins"));
        return all.stream();
    }

    private static void named(List<Listed> all, ProviderId provider, String table, JsonNode rows) {
        rows.properties()
                .forEach(row -> all.add(new Listed(
                        provider,
                        table,
                        row.getKey(),
                        "",
                        row.getValue().path("status").asText() + "/"
                                + row.getValue().path("sub").asText())));
    }

    /** The rule {@code .*} of the issue names is the row of the problem itself. */
    private static void rules(List<Listed> all, ProviderId provider, String table, JsonNode rules) {
        rules.forEach(rule -> {
            if (!rule.get(0).asText().equals(".*")) {
                String meaning = rule.get(1).asText() + "/" + rule.get(2).asText();
                all.add(new Listed(provider, table, "", rule.get(0).asText(), meaning));
            }
        });
    }

    @ParameterizedTest
    @MethodSource
    void statusMap(Listed listed) {
        assertThat(builtIn(listed.provider()).rows(listed.table()).stream()
                        .filter(row -> row.pattern().equals(listed.pattern()))
                        .filter(row -> listed.code().isEmpty() || row.code().equals(listed.code()))
                        .map(row -> row.subStatus().orElseThrow())
                        .map(subStatus -> subStatus.status() + "/" + subStatus))
                .containsExactly(listed.meaning());
    }

    @Test
    void nothingIsMappedThatTheStatusMapDoesNotList() {
        long rows = Stream.of(ProviderId.values())
                .flatMap(provider -> builtIn(provider).rows().stream())
                .filter(row -> !row.table().equals("prefix") && !row.table().equals(MappingRow.STRIP))
                .count();

        assertThat(statusMap()).hasSize(Math.toIntExact(rows)).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource
    void rulesStandInTheOrderOfTheStatusMap(String table) {
        List<String> expected = statusMap()
                .filter(listed -> listed.table().equals(table))
                .map(Listed::pattern)
                .toList();

        assertThat(Stream.of(ProviderId.values())
                        .flatMap(provider -> builtIn(provider).rows(table).stream())
                        .map(MappingRow::pattern))
                .isNotEmpty()
                .containsExactlyElementsOf(expected);
    }

    static Stream<String> rulesStandInTheOrderOfTheStatusMap() {
        return Stream.of("issue", "article-text", "text");
    }

    @ParameterizedTest
    @EnumSource
    void hasTheTablesThatItsProviderReadsAndAVersion(ProviderId provider) {
        Set<String> read =
                switch (provider) {
                    case KUAIDI100 -> Set.of("code", "prefix");
                    case STO -> Set.of("code", "issue", "article-code", "article-text");
                    case THIRTYPOST -> Set.of("section", MappingRow.STRIP, "text");
                };

        assertThat(builtIn(provider).rows().stream().map(MappingRow::table).collect(Collectors.toSet()))
                .isEqualTo(read);
        assertThat(builtIn(provider).version()).isPositive();
        assertThat(builtIn(provider).replacement(builtIn(provider).text()).rows())
                .isEqualTo(builtIn(provider).rows());
    }

    @Test
    void aPrefixMeansWhatItsCodeMeans() {
        Mapping mapping = builtIn(ProviderId.KUAIDI100);

        assertThat(mapping.rows("prefix")).hasSize(10).allSatisfy(prefix -> assertThat(mapping.rows("code").stream()
                        .filter(row -> row.code().equals(prefix.code()))
                        .map(MappingRow::subStatus))
                .containsExactly(prefix.subStatus()));
    }

    @Test
    void readsWhatASpreadsheetWrites() {
        Mapping mapping = of("\ufeff"
                + (HEAD + "prefix,3,\"a \"\"b\"\"\",\"3\\d{1,2}\",DELIVERED,SIGNED,seen,,a page," + "2026-11-20\n")
                        .replace("\n", "\r\n"));

        assertThat(mapping.version()).isEqualTo(7);
        assertThat(mapping.rows()).singleElement().satisfies(row -> {
            assertThat(row.name()).isEqualTo("a \"b\"");
            assertThat(row.pattern()).isEqualTo("3\\d{1,2}");
            assertThat(row.subStatus()).contains(SubStatus.SIGNED);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            code,5,,,OUT_FOR_DELIVERED,OUT_FOR_DELIVERY,seen,,a page,2026-11-20          ; line 4: no status: OUT_FOR_DELIVERED
            code,5,,,DELIVERED,SIGNED_BY_CAT,seen,,a page,2026-11-20                     ; line 4: no sub-status: SIGNED_BY_CAT
            code,5,,,DELIVERED,RETURNING,seen,,a page,2026-11-20                         ; line 4: RETURNING is no sub-status of DELIVERED
            code,5,,,,,seen,,a page,2026-11-20                                           ; 'line 4: no status: '
            code,5,,,DELIVERED,SIGNED,seen,withdraw-return,a page,2026-11-20             ; line 4: no flag: withdraw-return
            code,5,,,IN_TRANSIT,MOVING,seen,withdraws-return,a page,2026-11-20           ; line 4: only a code of DELIVERED can have the flag withdraws-return
            prefix,5,,5.,DELIVERED,SIGNED,seen,withdraws-return,a page,2026-11-20        ; line 4: only a code of DELIVERED can have the flag withdraws-return
            code,5,,,DELIVERED,SIGNED,sure,,a page,2026-11-20                            ; line 4: no certainty: sure
            code,5,,,DELIVERED,SIGNED,seen,,,2026-11-20                                  ; line 4: no source
            code,5,,,DELIVERED,SIGNED,seen,,a page,yesterday                             ; line 4: no date: yesterday
            code,5,,(,DELIVERED,SIGNED,seen,,a page,2026-11-20                           ; line 4: no pattern: (
            code,,,,DELIVERED,SIGNED,seen,,a page,2026-11-20                             ; line 4: neither a code nor a pattern
            code,5,,,DELIVERED,SIGNED,seen,,a page                                       ; line 4: not 10 cells
            code,3,,,DELIVERED,SIGNED,seen,,a page,2026-11-20                            ; line 4: listed twice: code/3/
            strip,5,,x,DELIVERED,SIGNED,seen,,a page,2026-11-20                          ; line 4: what is taken out has no meaning
            """)
    void refusesARowThatIsNotRight(String row, String reason) {
        assertThatThrownBy(() -> of(HEAD + ROW + row))
                .isInstanceOf(MappingException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource({"version: 7", "# version: 0", "# version: seven", "''"})
    void refusesAFileWithoutAVersion(String first) {
        assertThatThrownBy(() -> of(HEAD.replace("# version: 7", first) + ROW))
                .isInstanceOf(MappingException.class)
                .hasMessageStartingWith("line 1: ");
    }

    @Test
    void refusesACodeThatIsAnothersName() {
        Mapping mapping = of(HEAD + ROW + ROW.replace(",3,签收,", ",签收,,"));

        assertThatThrownBy(() -> Providers.of("kuaidi100").orElseThrow().meanings(mapping))
                .isInstanceOf(MappingException.class)
                .hasMessage("line 3: listed twice: 签收");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            KUAIDI100  ; code,14,         ; code,15,        ; nowhere there: code 14
            KUAIDI100  ; code,14,         ; cod,14,         ; no table of kuaidi100: cod
            THIRTYPOST ; 订单.{0,4}        ; 订单.{0,5}       ; patterns of texts
            STO        ; article-text,退回 ; article-text,返回 ; nowhere there: article-text
            """)
    void refusesAReplacementThatLeavesOutOrReadsOtherwise(
            ProviderId provider, String part, String otherwise, String reason) {
        String text = builtIn(provider).text();
        assertThat(text).contains(part);

        assertThatThrownBy(() -> builtIn(provider).replacement(text.replace(part, otherwise)))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void takesAReplacementWithOtherMeaningsAndFurtherCodes() {
        String text = builtIn(ProviderId.STO).text();
        Mapping other = builtIn(ProviderId.STO)
                .replacement(text.replace("# version: 1", "# version: 2")
                        + "code,新扫描,,,IN_TRANSIT,MOVING,seen,,a page,2026-11-20\n"
                        + "issue,问题件,,冻,EXCEPTION,DAMAGED,seen,,a page,2026-11-20\n");
        StatusMeanings meanings = Providers.of("sto").orElseThrow().meanings(other);

        assertThat(other.version()).isEqualTo(2);
        assertThat(meanings.of("新扫描", "").subStatus()).contains(SubStatus.MOVING);
        assertThat(meanings.of("问题件", "冻坏").rule()).isEqualTo("sto:问题件/冻");
    }
}
