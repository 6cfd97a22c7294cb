package io.waymark.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.bench.SamplePush;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import io.waymark.carriers.PushProtocol;
import io.waymark.carriers.PushRequest;
import io.waymark.carriers.Verdict;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallbacksTest {

    private static final int PARCEL = 17;

    private final Callbacks callbacks = new Callbacks("YT1", 4);

    @Test
    void aCallbackSaysWhichOneItIs() {
        assertThat(text(42)).startsWith("POST /callbacks/kuaidi100/" + shipment() + "?s=000042 HTTP/1.1\r\n");
        assertThat(text(999_999)).contains("?s=999999 HTTP/1.1\r\n");
        assertThat(text(0)).contains("?s=000000 HTTP/1.1\r\n");
    }

    @Test
    void aCallbackIsBelieved() {
        PushProtocol kuaidi100 = Providers.ALL.stream()
                .filter(provider -> provider.id() == ProviderId.KUAIDI100)
                .findFirst()
                .flatMap(provider ->
                        provider.push(new Settings(Map.of("master-secrets", List.of(SamplePush.MASTER_SECRET)))))
                .orElseThrow();
        String[] parts = text(1).split("\r\n\r\n", 2);

        Verdict verdict = kuaidi100.verify(new PushRequest(
                parts[1].getBytes(UTF_8), "application/x-www-form-urlencoded", Instant.EPOCH, Optional.of(shipment())));

        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        assertThat(parts[0]).endsWith("Content-Length: " + parts[1].length());
    }

    private String text(int number) {
        return callbacks.request(PARCEL, number).toString();
    }

    private ShipmentId shipment() {
        return ShipmentId.parse(callbacks.shipments().get(PARCEL)).orElseThrow();
    }
}
