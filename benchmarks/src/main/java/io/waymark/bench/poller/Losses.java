package io.waymark.bench.poller;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.bench.service.SandboxView;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What pushes did not bring.
 *
 * @param sent pushes that were not dropped
 * @param dropped pushes that were
 * @param unfinished parcels whose last push was dropped
 * @param recovered those of them that are said to be where they are all the same
 */
record Losses(long sent, long dropped, long unfinished, long recovered) {

    static Losses of(SandboxView sandbox, List<TestParcel> parcels, Outcome outcome)
            throws IOException, InterruptedException {
        long sent = 0;
        long dropped = 0;
        Set<String> unfinished = new HashSet<>();
        for (String provider : List.of("kuaidi100", "sto")) {
            JsonNode counts = sandbox.get("/providers/" + provider + "/pushes");
            sent += counts.path("sent").asLong();
            dropped += counts.path("dropped").asLong();
            for (JsonNode push : sandbox.get("/providers/" + provider + "/dropped")) {
                if (push.path("last").asBoolean()) {
                    unfinished.add(push.path("number").asText());
                }
            }
        }
        long recovered = parcels.stream()
                .filter(parcel -> unfinished.contains(parcel.trackingNumber()))
                .filter(outcome::isRight)
                .count();
        return new Losses(sent, dropped, unfinished.size(), recovered);
    }

    @Override
    public String toString() {
        return "%,d sent, %,d dropped; of %,d parcels the last one, and %,d of these recovered (%.2f %%)"
                .formatted(
                        sent, dropped, unfinished, recovered, unfinished == 0 ? 100 : 100.0 * recovered / unfinished);
    }
}
