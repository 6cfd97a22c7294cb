/**
 * The accounts at providers, as configured, and what is counted for each provider.
 */
@NullMarked
package io.waymark.poller.account;

import org.jspecify.annotations.NullMarked;
