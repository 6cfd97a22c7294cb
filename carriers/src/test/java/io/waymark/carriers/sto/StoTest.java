package io.waymark.carriers.sto;

import static io.waymark.carriers.OperationKind.BOOK;
import static io.waymark.carriers.OperationKind.CANCEL;
import static io.waymark.carriers.OperationKind.FIND_OUTLETS;
import static io.waymark.carriers.OperationKind.QUERY;
import static io.waymark.carriers.OperationKind.SUBSCRIBE;
import static io.waymark.carriers.sto.StoAccounts.ARTICLE;
import static io.waymark.carriers.sto.StoAccounts.BOOKING;
import static io.waymark.carriers.sto.StoAccounts.LINK;
import static io.waymark.carriers.sto.StoAccounts.order;
import static io.waymark.carriers.sto.StoAccounts.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.waymark.carriers.Operations;
import io.waymark.carriers.TrackingQuery;
import io.waymark.carriers.WaybillOrder.Payer;
import io.waymark.protocol.Settings;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which dialect does what, by what is configured. */
class StoTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final Sto sto = new Sto();

    @Test
    void offersNothingWithDefaultsAlone() {
        assertThat(sto.operations(Settings.of(sto.id().code(), sto.settings(), name -> Optional.empty()))
                        .kinds())
                .isEmpty();
    }

    @Test
    void offersWhatEachDialectCan() {
        assertThat(sto.operations(settings(LINK)).kinds()).containsExactlyInAnyOrder(SUBSCRIBE, QUERY);
        assertThat(sto.operations(settings(LINK, BOOKING)).kinds())
                .containsExactlyInAnyOrder(SUBSCRIBE, QUERY, BOOK, CANCEL);
        assertThat(sto.operations(settings(ARTICLE)).kinds()).containsExactlyInAnyOrder(QUERY, BOOK, FIND_OUTLETS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"site-code", "customer-name", "site-password", "order-source"})
    void booksAtTheGatewayOnlyWithEverySetting(String missing) {
        Map<String, String> some = new HashMap<>(BOOKING);
        some.remove(missing);

        assertThat(sto.operations(settings(LINK, some)).kinds()).contains(QUERY).doesNotContain(BOOK);
    }

    @ParameterizedTest
    @CsvSource({
        "article-enabled, false",
        "article-enabled, ''",
        "article-secret, ''",
        "article-url, ''",
        "article-customer-id, ''"
    })
    void doesNotSpeakTheArticlesDialectWithout(String name, String value) {
        assertThat(sto.operations(settings(ARTICLE, Map.of(name, value))).kinds())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"article-signing, md5", "article-window, ten", "article-window, -PT1M"})
    void takesNoWordForTheArticlesDialectThatItDoesNotKnow(String name, String value) {
        assertThatIllegalStateException()
                .isThrownBy(() -> sto.operations(settings(ARTICLE, Map.of(name, value))))
                .withMessageContaining("waymark.sto." + name);
    }

    @ParameterizedTest
    @CsvSource({
        "'',      link.do,     router/rest",
        "link,    link.do,     link.do",
        "article, router/rest, router/rest",
        "other,   '',          ''"
    })
    void letsEachOperationBeServedByTheDialectThatIsWanted(String wanted, String asked, String booked) {
        Operations operations = sto.operations(
                settings(LINK, BOOKING, ARTICLE, Map.of("query-dialect", wanted, "booking-dialect", wanted)));

        assertThat(operations
                        .find(QUERY)
                        .map(query -> query.ask(new TrackingQuery("sto", "1", null, null, null), NOW)
                                .url())
                        .orElse(""))
                .endsWith(asked);
        assertThat(operations
                        .find(BOOK)
                        .map(book ->
                                book.ask(order(Payer.SENDER, Map.of()), NOW).url())
                        .orElse(""))
                .endsWith(booked);
        assertThat(operations.find(QUERY).isPresent()).isEqualTo(!asked.isEmpty());
        assertThat(operations.find(BOOK).isPresent()).isEqualTo(!booked.isEmpty());
    }

    @Test
    void looksUpEachDialectsCodesInItsOwnTable() {
        assertThat(sto.meanings().of("GOT", "").rule()).isEqualTo("sto:GOT");
        assertThat(sto.meanings().of("GOT", "@article/").rule()).isEqualTo("sto:article/GOT");
        assertThat(sto.meanings().of("签收", "@article/").known()).isFalse();
        assertThat(sto.meanings().of("SIGNED", "").known()).isFalse();
    }
}
