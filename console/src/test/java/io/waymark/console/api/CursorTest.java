package io.waymark.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.request.QueryParameters;
import io.waymark.console.readmodel.Position;
import io.waymark.contract.ShipmentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final Position POSITION = new Position(
            Instant.parse("2023-06-30T08:05:03.120456Z"), UUID.fromString("8bb6c7be-429f-5f0d-998a-84695862fba7"));

    @Test
    void readsWhatItWrote() {
        String cursor = new Cursor(Cursor.List.SHIPMENTS, POSITION).encoded();

        assertThat(cursor).matches("[A-Za-z0-9_-]{40}");
        assertThat(Cursor.decode(Cursor.List.SHIPMENTS, cursor)).contains(POSITION);
    }

    @Test
    void noticesAnyCharacterThatWasChanged() {
        String cursor = new Cursor(Cursor.List.SHIPMENTS, POSITION).encoded();

        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
            assertThat(Cursor.decode(Cursor.List.SHIPMENTS, changed))
                    .as(changed)
                    .isEmpty();
        }
    }

    @Test
    void ofOneListIsNoneOfAnother() {
        String cursor = new Cursor(Cursor.List.EVENTS, POSITION).encoded();

        assertThat(Cursor.decode(Cursor.List.SHIPMENTS, cursor)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "§", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatNobodyWroteIsRefused(String text) {
        assertThatThrownBy(() -> PageRequest.of(Cursor.List.SHIPMENTS, text, null))
                .isInstanceOfSatisfying(ProblemException.class, failure -> {
                    assertThat(failure.problem().status()).isEqualTo(400);
                    assertThat(failure.problem().errors())
                            .extracting(FieldError::field)
                            .containsExactly("cursor");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "1.5", "ten", "99999999999999999999"})
    void limitsOutOfRangeAreRefused(String limit) {
        assertThatThrownBy(() -> PageRequest.of(Cursor.List.SHIPMENTS, null, limit))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void blankIsAsIfItWereNotThere(String blank) {
        assertThat(PageRequest.of(Cursor.List.SHIPMENTS, blank, blank)).isEqualTo(new PageRequest(null, 50));
        assertThat(Due.before(blank, Instant.EPOCH)).isNull();
        assertThat(AsOf.time(blank)).isNull();
        assertThat(QueryParameters.text("carrier", blank)).isNull();
        assertThat(QueryParameters.word("status", blank, ShipmentStatus.class)).isNull();
        assertThat(QueryParameters.truth("agrees", blank)).isNull();
        assertThat(QueryParameters.time("from", blank)).isNull();
    }

    @Test
    void dueMayBeADayAndNoDayIsTooFar() {
        Instant now = Instant.parse("2026-12-01T10:00:00Z");

        assertThat(Due.before("2026-12-24", now)).isEqualTo("2026-12-24T00:00:00Z");
        assertThat(Due.before("2099-01-01T00:00:00Z", now)).isEqualTo(now.plus(Duration.ofDays(3650)));
        assertThat(Due.before("-P20000D", now)).isEqualTo(now.minus(Duration.ofDays(3650)));
        assertThatThrownBy(() -> Due.before("2026-13-01", now)).isInstanceOf(ProblemException.class);
    }

    @Test
    void limitsAreFiftyUnlessSaidOtherwise() {
        assertThat(PageRequest.of(Cursor.List.SHIPMENTS, null, null).limit()).isEqualTo(50);
        assertThat(PageRequest.of(Cursor.List.SHIPMENTS, null, "200").limit()).isEqualTo(200);
    }

    @Test
    void aPageThatIsNotTheLastSaysWhereTheNextBegins() {
        Page<Integer> page = Page.of(List.of(1, 2, 3), 2, item -> new Cursor(Cursor.List.SHIPMENTS, POSITION));

        assertThat(page.items()).containsExactly(1, 2);
        assertThat(page.next()).isNotNull();
        assertThat(Page.of(List.of(1, 2), 2, item -> new Cursor(Cursor.List.SHIPMENTS, POSITION))
                        .next())
                .isNull();
    }
}
