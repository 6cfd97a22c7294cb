package io.waymark.carriers.sto;

import static io.waymark.carriers.sto.StoAccounts.BOOKING;
import static io.waymark.carriers.sto.StoAccounts.LINK;
import static io.waymark.carriers.sto.StoAccounts.answer;
import static io.waymark.carriers.sto.StoAccounts.form;
import static io.waymark.carriers.sto.StoAccounts.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waymark.carriers.Cancellation;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoCancellationTest {

    private static final Cancellation CANCELLATION = new Cancellation("O-1", "777031922725111", "客户取消");
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final StoCancellation cancelling = new StoCancellation(settings(LINK, BOOKING));

    @Test
    void namesNumberOrderAndTheKindOfOrder() {
        assertThat(form(cancelling.ask(CANCELLATION, NOW)))
                .containsEntry("api_name", "EDI_MODIFY_ORDER_CANCEL")
                .containsEntry("to_appkey", "edi_modify_order")
                .containsEntry("to_code", "edi_modify_order")
                .containsEntry(
                        "content",
                        "{\"billCode\":\"777031922725111\",\"sourceOrderId\":\"O-1\",\"orderSource\":\"WAYMARK\","
                                + "\"orderType\":\"01\",\"creater\":\"waymark\",\"remark\":\"客户取消\"}");
    }

    @Test
    void cancelsByTheOrderWhereThereIsNoNumberYet() {
        assertThat(form(cancelling.ask(new Cancellation("O-1", "", ""), NOW)))
                .containsEntry(
                        "content",
                        "{\"sourceOrderId\":\"O-1\",\"orderSource\":\"WAYMARK\",\"orderType\":\"01\","
                                + "\"creater\":\"waymark\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"success\":true,\"data\":\"成功\"}", "{\"success\":\"true\",\"data\":null}"})
    void takesItAsDone(String body) {
        assertThat(cancelling.read(CANCELLATION, answer(body)).code()).isEqualTo("success");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"success":"false","errorCode":"005","errorMsg":"运单不存在"} | REFUSED         | 005
            {"success":"false","errorCode":"008"}                     | INVALID_REQUEST | 008
            {"success":"false","errorCode":"X","needRetry":"true"}    | UNAVAILABLE     | X
            {"success":"false","data":"成功"}                          | MALFORMED       | ''
            """)
    void readsWhatIsNotDone(String body, CarrierError error, String code) {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> cancelling.read(CANCELLATION, answer(body)))
                .satisfies(e -> assertThat(e.error()).isEqualTo(error))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }
}
