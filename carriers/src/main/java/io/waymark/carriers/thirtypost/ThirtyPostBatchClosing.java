package io.waymark.carriers.thirtypost;

import io.waymark.carriers.CarrierException;
import io.waymark.carriers.Done;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.Operation;
import io.waymark.protocol.HttpCall;
import java.time.Instant;

/**
 * {@code {"batch_name":…}} → {@code {success, message}}. A batch that has been closed before is closed: the answer to
 * the call that did it may have been lost.
 */
final class ThirtyPostBatchClosing implements Operation<String, Done> {

    private final ThirtyPostAccount account;
    private final String path;

    ThirtyPostBatchClosing(ThirtyPostAccount account, String path) {
        this.account = account;
        this.path = path;
    }

    @Override
    public HttpCall ask(String name, Instant now) {
        return account.call(path, Field.BATCH.of(name), now);
    }

    @Override
    public Done read(String name, HttpAnswer answer) {
        try {
            ThirtyPostReply.of(answer);
            return new Done("");
        } catch (CarrierException e) {
            if (e.code().equals(ThirtyPostReply.CLOSED)) {
                return new Done(e.code());
            }
            throw e;
        }
    }
}
