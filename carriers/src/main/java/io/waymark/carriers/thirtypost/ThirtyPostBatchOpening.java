package io.waymark.carriers.thirtypost;

import io.waymark.carriers.Batch;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.Operation;
import io.waymark.protocol.HttpCall;
import java.time.Instant;

/** {@code {"batch_name":…}} → {@code {success, message, id}}. A name that is taken is refused as {@code exists}. */
final class ThirtyPostBatchOpening implements Operation<String, Batch> {

    private final ThirtyPostAccount account;
    private final String path;

    ThirtyPostBatchOpening(ThirtyPostAccount account, String path) {
        this.account = account;
        this.path = path;
    }

    @Override
    public HttpCall ask(String name, Instant now) {
        return account.call(path, Field.BATCH.of(name), now);
    }

    @Override
    public Batch read(String name, HttpAnswer answer) {
        return new Batch(name, ThirtyPostReply.of(answer).text("id"));
    }
}
