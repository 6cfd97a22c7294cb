/**
 * What a person has to look at: accounts that are paused, subscriptions and orders that only a person can help on.
 */
@NullMarked
package io.waymark.poller.attention;

import org.jspecify.annotations.NullMarked;
