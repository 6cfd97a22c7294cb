/** The poller as a process of its own: how much of what pushes lose it brings back, and how much it does in a second. */
@NullMarked
package io.waymark.bench.poller;

import org.jspecify.annotations.NullMarked;
