/** Whether merchants' endpoints are told as fast as they can take it. */
@NullMarked
package io.waymark.bench.webhook;

import org.jspecify.annotations.NullMarked;
