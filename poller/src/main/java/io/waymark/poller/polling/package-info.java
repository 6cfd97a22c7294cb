/**
 * Asks providers about the numbers that are due, within their quotas, and files what they answer.
 */
@NullMarked
package io.waymark.poller.polling;

import org.jspecify.annotations.NullMarked;
