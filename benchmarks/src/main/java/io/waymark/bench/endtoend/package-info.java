/** The way of a callback through all services: answered, an event that consumers see, an upload that the gateway has. */
@NullMarked
package io.waymark.bench.endtoend;

import org.jspecify.annotations.NullMarked;
