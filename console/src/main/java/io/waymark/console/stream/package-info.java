/**
 * Shipments' events as they come, as Server-Sent Events. What is sent is read from the read model; that there is something to
 * read, every replica hears from PostgreSQL, whichever of them applied it.
 */
@NullMarked
package io.waymark.console.stream;

import org.jspecify.annotations.NullMarked;
