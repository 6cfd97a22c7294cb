package io.waymark.console.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.api.problem.ProblemException;
import io.waymark.console.registration.RegistrationFields;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void everyFieldOfARegistrationIsAColumn() {
        List<String> fields = new ArrayList<>(RegistrationFields.all().keySet());

        assertThat(Columns.of(fields).fields()).isEqualTo(fields).contains("settlement.gateway", "unlockAfter");
    }

    @Test
    void aColumnGoesByOtherNamesToo() {
        assertThat(Columns.of(List.of(" 运单号 ", "快递公司", "ORDERID", "支付方式", "")).fields())
                .containsExactly("trackingNumber", "carrier", "orderId", "settlement.paymentMethod", "");
    }

    @Test
    void aRowIsTheBodyOfARegistration() {
        Columns columns = Columns.of(
                List.of("carrier", "trackingNumber", "labels", "installments", "settlement.gateway", "codAmount"));

        assertThat(columns.body(List.of("sto", " 1 ", "a; b；c", "否", "onerway", "1.50"))
                        .toString())
                .isEqualTo(
                        """
                        {"carrier":"sto","trackingNumber":"1","labels":["a"," b","c"],"installments":false,\
                        "settlement":{"gateway":"onerway"},"codAmount":"1.50"}""");
        assertThat(columns.body(List.of("sto", "1", "", " ")).toString())
                .isEqualTo("{\"carrier\":\"sto\",\"trackingNumber\":\"1\"}");
    }

    @Test
    void aTruthThatIsNoneIsLeftToBeRefused() {
        Columns columns = Columns.of(List.of("carrier", "trackingNumber", "installments"));

        assertThat(columns.body(List.of("sto", "1", "maybe"))
                        .get("installments")
                        .isTextual())
                .isTrue();
    }

    @Test
    void textOutsideOfTheNamedColumnsIsNoticed() {
        Columns columns = Columns.of(List.of("carrier", "trackingNumber", ""));

        assertThat(columns.isTooLong(List.of("sto", "1", " "))).isFalse();
        assertThat(columns.isTooLong(List.of("sto", "1", "x"))).isTrue();
        assertThat(columns.isTooLong(List.of("sto", "1", "", "x"))).isTrue();
    }

    @Test
    void aHeadWithManyWrongColumnsIsToldOfTheFirst() {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            wrong.add("wrong" + i);
        }

        assertThatThrownBy(() -> Columns.of(wrong))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().errors()).hasSize(10));
    }
}
