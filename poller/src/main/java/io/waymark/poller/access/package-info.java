/** Keys that operators made at the console, learnt from their topic. */
@NullMarked
package io.waymark.poller.access;

import org.jspecify.annotations.NullMarked;
