/**
 * What providers charge: which numbers are billed in which month, to whom, and how much is left.
 */
@NullMarked
package io.waymark.poller.cost;

import org.jspecify.annotations.NullMarked;
