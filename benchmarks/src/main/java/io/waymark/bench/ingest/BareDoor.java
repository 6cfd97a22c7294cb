package io.waymark.bench.ingest;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.waymark.contract.Topics;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The limit of the machine, as a process of its own: takes any body, verifies nothing, reads nothing, makes the bytes durable
 * and answers. Arguments: port, and either the addresses of Kafka or {@code file:} and a path that is fsynced.
 */
final class BareDoor extends AbstractVerticle {

    /** Makes bytes durable, and then tells, on any thread. */
    @FunctionalInterface
    interface Durable {
        void keep(String key, byte[] bytes, Runnable kept);
    }

    private static final String SUCCESS = "{\"result\":true}";

    private final int port;
    private final Durable durable;

    private BareDoor(int port, Durable durable) {
        this.port = port;
        this.durable = durable;
    }

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        Durable durable = arguments[1].startsWith("file:")
                ? new SyncedFile(Path.of(arguments[1].substring("file:".length())))
                : kafka(arguments[1]);
        int loops = 2 * Runtime.getRuntime().availableProcessors();
        Vertx.vertx().deployVerticle(() -> new BareDoor(port, durable), new DeploymentOptions().setInstances(loops));
    }

    /** As the service sets its producer. */
    private static Durable kafka(String bootstrapServers) {
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        1,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        2 * 1024 * 1024),
                new StringSerializer(),
                new ByteArraySerializer());
        producer.partitionsFor(Topics.RAW.name());
        return (key, bytes, kept) ->
                producer.send(new ProducerRecord<>(Topics.RAW.name(), key, bytes), (metadata, failure) -> kept.run());
    }

    @Override
    public void start() {
        vertx.createHttpServer().requestHandler(this::take).listen(port);
    }

    private void take(HttpServerRequest request) {
        Context loop = context;
        String key = request.path();
        request.body()
                .map(Buffer::getBytes)
                .onSuccess(bytes -> durable.keep(
                        key,
                        bytes,
                        () -> loop.runOnContext(go -> request.response().end(SUCCESS))));
    }
}
