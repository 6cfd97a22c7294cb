package io.waymark.bench.endtoend;

import io.waymark.bench.endtoend.Passage.Point;
import io.waymark.bench.harness.Pace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The carrier: pushes every parcel once, at a constant rate, whether answers come or not. */
final class Caller {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    Caller(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** Returns when the last one is sent. */
    void push(Parcels parcels, Passage passage, double perSecond) {
        Pace pace = new Pace(perSecond);
        for (int i = 0; i < parcels.count(); i++) {
            int parcel = i;
            passage.came(parcel, Point.DUE, pace.await(parcel));
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + parcels.path(parcel)))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .timeout(PATIENCE)
                    .POST(BodyPublishers.ofByteArray(parcels.form(parcel)))
                    .build();
            http.sendAsync(request, BodyHandlers.ofString())
                    .whenComplete((answer, failure) -> answered(parcel, passage, answer));
        }
    }

    private static void answered(int parcel, Passage passage, @Nullable HttpResponse<String> answer) {
        if (answer != null && answer.statusCode() == 200 && answer.body().contains("true")) {
            passage.came(parcel, Point.ANSWERED, System.nanoTime());
        } else {
            passage.refused();
        }
    }
}
