package io.waymark.poller.call;

import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;

/**
 * Who is asked what; all that metrics, logs and traces say of a request.
 *
 * @param provider who is asked
 * @param kind what for
 */
record Call(ProviderId provider, OperationKind<?, ?> kind) {}
