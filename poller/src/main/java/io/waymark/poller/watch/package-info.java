/**
 * What is followed: one row per number, with all facts that decide when it is looked at next.
 */
@NullMarked
package io.waymark.poller.watch;

import org.jspecify.annotations.NullMarked;
