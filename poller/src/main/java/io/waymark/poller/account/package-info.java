/**
 * The accounts at providers, as configured.
 */
@NullMarked
package io.waymark.poller.account;

import org.jspecify.annotations.NullMarked;
