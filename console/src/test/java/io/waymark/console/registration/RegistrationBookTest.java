package io.waymark.console.registration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.request.JsonBody;
import io.waymark.console.Api;
import io.waymark.contract.Goods;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.Tracking;
import io.waymark.sealing.SealException;
import io.waymark.sealing.Sealing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RegistrationBookTest {

    private static final Instant NOW = Instant.parse("2023-06-30T08:00:00Z");
    private static final Sealing SEALING = Api.SEALING;

    private final RegisteredShipmentRow shipment = new RegisteredShipmentRow();
    private final List<RegistrationRow> registrations = new ArrayList<>();
    private final List<SettlementBindingRow> bindings = new ArrayList<>();
    private final Set<String> erased = new HashSet<>();

    RegistrationBookTest() {
        shipment.shipmentId = UUID.fromString("8bb6c7be-429f-5f0d-998a-84695862fba7");
        shipment.carrier = "sto";
        shipment.trackingNumber = "773123456789";
    }

    @Test
    void theFirstIsPublishedWithWhatWasLeftOutFilledIn() {
        RegistrationBook book = register("a", "");
        RegisteredShipment record = book.nextRevision();

        assertThat(record.revision()).isEqualTo(1);
        assertThat(record.registrations())
                .containsExactly(new Registration(
                        "a",
                        null,
                        null,
                        null,
                        null,
                        Tracking.AUTO,
                        List.of(),
                        Goods.PHYSICAL,
                        false,
                        null,
                        null,
                        null,
                        List.of(),
                        NOW));
    }

    @Test
    void sayingTheSameOrLessChangesNothing() {
        register(
                "a",
                ", \"orderId\": \"O\", \"codAmount\": 1.0, \"transactedAt\": \"2023-06-29T10:00:00+08:00\""
                        + ", \"unlockAfter\": \"P1D\"");

        assertThat(register("a", "").isChanged()).isFalse();
        assertThat(register(
                                "a",
                                ", \"codAmount\": 1, \"transactedAt\": \"2023-06-29T02:00:00Z\", \"unlockAfter\": \"PT24H\"")
                        .isChanged())
                .isFalse();
    }

    @Test
    void sayingNothingInManyWordsChangesNothing() {
        register("a", "");

        assertThat(register("a", ", \"labels\": [], \"international\": {}, \"phone\": \" \"")
                        .isChanged())
                .isFalse();
    }

    @Test
    void fillingInWhatWasLeftOpenIsAdded() {
        register("a", "");
        RegistrationBook book = register("a", ", \"phone\": \"1\", \"tracking\": \"none\", \"unlockAfter\": \"P7D\"");

        assertThat(book.isChanged()).isTrue();
        assertThat(book.nextRevision().registrations())
                .extracting(Registration::tracking, Registration::unlockAfter)
                .containsExactly(tuple(Tracking.NONE, Duration.ofDays(7)));
        assertThat(opened(book.nextRevision(), "phone")).isEqualTo("1");
    }

    @Test
    void whatTellsWhoAPersonIsOrWhereIsKeptAndPublishedSealed() {
        RegisteredShipment first =
                register("a", ", \"phone\": \"138\", \"origin\": \"广东省深圳市\"").nextRevision();
        Registration told = first.registrations().get(0);
        RegistrationRow row = registrations.get(0);

        assertThat(List.of(String.valueOf(told.phone()), String.valueOf(told.origin())))
                .containsExactly(row.phone, row.origin)
                .allMatch(Sealing::isSealed);
        assertThat(opened(first, "phone")).isEqualTo("138");
        assertThat(row.originPlace).isEqualTo("广东");
        assertThat(register("a", ", \"phone\": \"138\"").isChanged()).isFalse();
        assertThat(conflicts("a", ", \"phone\": \"139\"")).containsExactly("phone");

        Registration more = register("a", ", \"destination\": \"北京市\"")
                .nextRevision()
                .registrations()
                .get(0);

        assertThat(more.phone()).as("sealed once").isEqualTo(told.phone());
        assertThat(row.destinationPlace).isEqualTo("北京");
    }

    @Test
    void whatIsSealedForAnotherFieldOrShipmentIsNotOpened() {
        register("a", ", \"phone\": \"138\"");
        RegistrationRow row = registrations.get(0);
        row.origin = row.phone;

        assertThatThrownBy(() -> register("a", ", \"phone\": \"138\"")).isInstanceOf(SealException.class);
    }

    @Test
    void whatWasKeptInClearBeforeStillCountsAndIsSealedWhenMoreIsSaid() {
        register("a", ", \"phone\": \"138\"");
        RegistrationRow row = registrations.get(0);
        row.phone = "138";

        assertThat(register("a", ", \"phone\": \"138\"").isChanged()).isFalse();
        assertThat(conflicts("a", ", \"phone\": \"139\"")).containsExactly("phone");
        assertThat(opened(register("a", ", \"orderId\": \"O\"").nextRevision(), "phone"))
                .isEqualTo("138");
        assertThat(row.phone).matches(Sealing::isSealed);
    }

    @Test
    void sayingSomethingElseIsRefusedByName() {
        register("a", ", \"orderId\": \"O\", \"international\": {\"departureCountry\": \"CN\"}");

        assertThat(conflicts("a", ", \"orderId\": \"P\", \"international\": {\"departureCountry\": \"US\"}"))
                .containsExactly("orderId", "international.departureCountry");
    }

    @Test
    void merchantsDoNotContradictOneAnother() {
        register("a", ", \"orderId\": \"O\"");
        RegisteredShipment record = register("b", ", \"orderId\": \"P\"").nextRevision();

        assertThat(record.registrations()).extracting(Registration::orderId).containsExactly("O", "P");
    }

    @Test
    void whatWasErasedIsNotRegisteredAgain() {
        register("a", "");
        erased.add("a");

        assertThat(refusal("a")).isEqualTo("urn:waymark:problem:erased");
        assertThat(register("b", "").isChanged()).isTrue();
        erased.add("");
        assertThat(refusal("b")).isEqualTo("urn:waymark:problem:erased");
    }

    private String refusal(String merchant) {
        return catchThrowableOfType(ProblemException.class, () -> register(merchant, ""))
                .problem()
                .type();
    }

    @Test
    void anotherSettlementIsNotSlippedInByARepeat() {
        register("a", onerway("1", ""));

        assertThat(register("a", onerway("1", "")).isChanged()).isFalse();
        assertThat(conflicts("a", onerway("2", ""))).containsExactly("settlement.transactionId");
        assertThat(conflicts("b", onerway("1", ""))).containsExactly("settlement.transactionId");
    }

    @Test
    void aSettlementsOpenFieldsMayBeFilledInAndItsOthersNotChanged() {
        register("a", onerway("1", ""));

        assertThat(register("a", onerway("1", ", \"carrierCode\": \"STO\"")).isChanged())
                .isTrue();
        assertThat(conflicts("a", onerway("1", ", \"carrierCode\": \"YTO\"")))
                .containsExactly("settlement.carrierCode");
    }

    private static String onerway(String transaction, String more) {
        return ", \"settlement\": {\"gateway\": \"onerway\", \"transactionId\": \"" + transaction + "\"" + more + "}";
    }

    private List<String> conflicts(String merchant, String more) {
        Problem problem = catchThrowableOfType(ProblemException.class, () -> register(merchant, more))
                .problem();
        assertThat(problem.status()).isEqualTo(409);
        return problem.errors().stream().map(FieldError::field).toList();
    }

    /** AsiaBill's tradeNo may be known later than the order's number. */
    @Test
    void aPaymentNamedByItsOrderFirstIsTheSameWhenItsTransactionIsKnown() {
        register("a", asiabill("\"orderNo\": \"O1\""));
        UUID id = bindings.get(0).settlementId;

        register("a", asiabill("\"orderNo\": \"O1\", \"tradeNo\": \"T1\""));
        register("a", asiabill("\"orderNo\": \"O1\", \"tradeNo\": \"T1\""));
        register("a", asiabill("\"tradeNo\": \"T1\""));
        register("a", asiabill("\"orderNo\": \"O1\""));

        assertThat(bindings).singleElement().satisfies(binding -> {
            assertThat(binding.settlementId).isEqualTo(id);
            assertThat(binding.transactionId).isEqualTo("T1");
        });
        assertThat(conflicts("a", asiabill("\"orderNo\": \"O1\", \"tradeNo\": \"T2\"")))
                .isNotEmpty();
    }

    private static String asiabill(String payment) {
        return ", \"settlement\": {\"gateway\": \"asiabill\", \"trackingUrl\": \"https://a.example/1\", " + payment
                + "}";
    }

    private static String opened(RegisteredShipment record, String field) {
        return SEALING.openText(
                String.valueOf(record.registrations().get(0).phone()), Sealing.context(record.shipmentId(), field));
    }

    /** Opens the book as the repository would, enters the registration and keeps the new rows for the next time. */
    private RegistrationBook register(String merchant, String more) {
        String body = "{\"carrier\": \"sto\", \"trackingNumber\": \"773123456789\"" + more + "}";
        RegistrationRequest request = RegistrationParser.parse(JsonBody.object(body.getBytes(UTF_8)));
        SettlementBindingRow bound = bindings.stream()
                .filter(row -> request.settlement() != null
                        && row.settlementId.equals(request.settlement().idFor(shipment.trackingNumber)))
                .findFirst()
                .orElse(null);
        RegistrationBook book = new RegistrationBook(shipment, registrations, bindings, bound, SEALING, erased);
        book.register(merchant, request, NOW);
        for (Object row : book.added()) {
            if (row instanceof RegistrationRow registration) {
                registrations.add(registration);
            } else if (row instanceof SettlementBindingRow binding) {
                bindings.add(binding);
            }
        }
        return book;
    }
}
