/**
 * How every service tells what it does. Spans are begun by hand and hold nothing but what is given to them, so that no
 * URL, query or body gets into one; log lines become JSON objects whose fields are the keys of the line.
 */
@NullMarked
package io.waymark.telemetry;

import org.jspecify.annotations.NullMarked;
