package io.waymark.console.readmodel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.contract.JsonSerde;

/** Published records in the form in which tables keep them: the JSON of the topic, as text. */
final class Documents {

    private Documents() {}

    static <V> String text(JsonSerde<V> serde, V value) {
        return new String(serde.write(value), UTF_8);
    }

    static byte[] bytes(String document) {
        return document.getBytes(UTF_8);
    }
}
